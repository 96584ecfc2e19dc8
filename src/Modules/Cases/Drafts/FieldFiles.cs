using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <summary>The answer to a field that asks for a file: which file of the filing's basket, and what it is called. Stored as "id/name".</summary>
internal sealed record FileAnswer(string File, string Name)
{
    public static FileAnswer? Of(string? text) =>
        text?.IndexOf('/', StringComparison.Ordinal) is { } at and > 0 && at < text.Length - 1 ? new FileAnswer(text[..at], text[(at + 1)..]) : null;

    public static FileAnswer Of(StoredFile file) => new(file.Id, file.Name);

    public override string ToString() => $"{File}/{Name}";
}

/// <summary>
/// 申请表里的附件: files that belong to an answer. They lie in the filing's basket like materials, under "form." and the field, so that they are looked at, frozen
/// and pinned in the log like these; the answer names the file, and in rows goes where its row goes.
/// </summary>
internal static class FieldFiles
{
    public const string Prefix = "form.";

    /// <summary>Takes a file out of its answer: "drop:plan", "drop:staff.0.cert".</summary>
    public const string Drop = "drop";

    /// <summary>Sends the page for the sake of the file only: it stays open.</summary>
    public const string Upload = "upload";

    public static readonly Refusal Gone = new("cases.form-file-gone", "申请表里有一个附件找不到了，可能在另一个页面里删除了。请回到那一步重新上传。", PlatformRules.Files);

    public static bool IsOne(string material) => material.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>"staff.0.cert" lies under "form.staff.cert": a row that moves takes nothing along.</summary>
    public static string MaterialOf(string name) => Prefix + string.Join('.', name.Split('.').Where(part => !char.IsAsciiDigit(part[0])));

    public static bool Asks(GuideField field) => field.Kind == FieldKind.File || (field.Columns ?? []).Any(c => c.Kind == FieldKind.File);

    /// <summary>What a file of the basket is: the guide's material, or the field of its form.</summary>
    public static string NameOf(Guide guide, string material)
    {
        if (guide.Material(material) is { } known) return known.Name;
        if (!IsOne(material) || material[Prefix.Length..].Split('.') is not [var id, .. var rest] || guide.Fields.FirstOrDefault(f => f.Id == id) is not { } field) return material;
        return rest is [var column] && field.Columns?.FirstOrDefault(c => c.Id == column) is { } cell ? $"{field.Label}：{cell.Label}" : field.Label;
    }

    /// <summary>The rows, from 1, that name the file; empty for a field of its own.</summary>
    public static IReadOnlyList<int> RowsOf(string file, IReadOnlyDictionary<string, string> answers, string material) =>
        material[Prefix.Length..].Split('.') is not [var id, var column]
            ? []
            : [.. FormFacts.RowsOf(answers.GetValueOrDefault(id)).Select((row, i) => (row, Number: i + 1)).Where(r => FileAnswer.Of(r.row.GetValueOrDefault(column))?.File == file).Select(r => r.Number)];

    /// <summary>
    /// Stores what came with a posted page, and puts in the place of each file field what it answers now. What is refused stands as an error at its field, and what
    /// was there before is kept. A reference to a file that is not in this basket for this field is nothing.
    /// </summary>
    /// <param name="before">Answers handed in earlier, whose files lie in other baskets: they may stand.</param>
    public static async ValueTask Take(
        FormReader form, string basket, IEnumerable<GuideField> fields, IMaterials materials, IReadOnlyDictionary<string, string>? before, CancellationToken cancel)
    {
        var slots = fields.Where(Asks).SelectMany(f => SlotsOf(f, form)).ToList();
        if (slots.Count == 0) return;
        var there = await materials.InBasket(basket, cancel);
        var dropped = form.Raw(WholeAnswers.Button)?.Split(':') is [Drop, var at] ? at : null;
        foreach (var (field, name, label) in slots)
        {
            // Asked first: a file that came with the page counts also where the page names an earlier one.
            var sent = form.File(name, label, materials.Terms.MostPerFile, materials.Terms.Endings, required: false);
            var (uploaded, held) = (form.Uploaded(name), FileAnswer.Of(form.Raw(name))?.File);
            if (sent is null && uploaded is null && held is null && dropped != name) continue;
            var answer = there.FirstOrDefault(f => (f.Id == uploaded || (uploaded is null && f.Id == held)) && f.Material == MaterialOf(name)) is { } known
                ? FileAnswer.Of(known)
                : await Earlier(uploaded ?? held, field, materials, before, cancel);
            if (dropped == name)
            {
                if (answer is not null && there.Any(f => f.Id == answer.File)) await materials.Remove(basket, answer.File, cancel);
                answer = null;
            }
            else if (sent is not null)
            {
                await using var content = sent.OpenReadStream();
                var stored = await materials.Store(basket, MaterialOf(name), sent.FileName, content, cancel);
                if (stored.Try(out var file, out var why)) answer = FileAnswer.Of(file);
                else form.Refuse(why, name);
            }

            form.Put(name, answer?.ToString() ?? "");
            form.Put(name + FormReader.UploadSuffix, answer?.File ?? "");
        }
    }

    /// <summary>Files of the form that no answer names any more leave the basket; null: every file that an answer names is there.</summary>
    public static async ValueTask<Refusal?> Settle(Guide guide, IReadOnlyDictionary<string, string> answers, string basket, IMaterials materials, CancellationToken cancel)
    {
        var named = Named(guide, answers).ToDictionary(n => n.File, n => n.Material);
        var there = await materials.InBasket(basket, cancel);
        if (named.Any(n => !there.Any(f => f.Id == n.Key && f.Material == n.Value))) return Gone;
        // A basket that is frozen already keeps what it has: it was signed so.
        foreach (var left in there.Where(f => IsOne(f.Material) && !named.ContainsKey(f.Id))) await materials.Remove(basket, left.Id, cancel);
        return null;
    }

    /// <summary>Every file that the answers name, each once, with where it must lie.</summary>
    public static IEnumerable<(string File, string Material)> Named(Guide guide, IReadOnlyDictionary<string, string> answers) => guide.Fields
        .SelectMany(f => f.Kind == FieldKind.File
            ? [(FileAnswer.Of(answers.GetValueOrDefault(f.Id))?.File, MaterialOf(f.Id))]
            : (f.Columns ?? []).Where(c => c.Kind == FieldKind.File)
                .SelectMany(c => FormFacts.RowsOf(answers.GetValueOrDefault(f.Id)).Select(r => (FileAnswer.Of(r.GetValueOrDefault(c.Id))?.File, MaterialOf($"{f.Id}.{c.Id}")))))
        .Where(n => n.File is not null).Select(n => (n.File!, n.Item2)).DistinctBy(n => n.Item1);

    /// <summary>The answers with files by other ids: they were copied into another basket.</summary>
    public static IReadOnlyDictionary<string, string> Moved(Guide guide, IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<string, string> moved) => answers.ToDictionary(
        a => a.Key,
        a => guide.Fields.FirstOrDefault(f => f.Id == a.Key) is { } field && Asks(field) ? moved.Aggregate(a.Value, (text, m) => text.Replace($"{m.Key}/", $"{m.Value}/", StringComparison.Ordinal)) : a.Value);

    /// <summary>The same form without demanding files: where nothing is kept.</summary>
    public static Guide Unasked(Guide guide)
    {
        static GuideField Free(GuideField field) => field.Kind == FieldKind.File ? field with { Required = false } : field.Columns is { } columns ? field with { Columns = [.. columns.Select(Free)] } : field;
        return guide.Fields.Any(Asks) ? guide with { Form = [.. guide.Form.Select(s => s with { Fields = [.. s.Fields.Select(Free)] })] } : guide;
    }

    /// <summary>A page's own form with what was wrong with its files, which stands before what is wrong with the answers.</summary>
    public static FormState With(this FormState state, IReadOnlyList<FieldError> files) =>
        files.Count == 0 ? state : state with { Errors = [.. files, .. state.Errors.Where(e => files.All(f => f.Field != e.Field))] };

    private static async ValueTask<FileAnswer?> Earlier(string? file, GuideField field, IMaterials materials, IReadOnlyDictionary<string, string>? before, CancellationToken cancel) =>
        file is { Length: > 0 } && before?.GetValueOrDefault(field.Id)?.Contains($"{file}/", StringComparison.Ordinal) == true && await materials.Find(file, cancel) is { } stored
            ? FileAnswer.Of(stored)
            : null;

    private static IEnumerable<(GuideField Field, string Name, string Label)> SlotsOf(GuideField field, FormReader form)
    {
        if (field.Kind == FieldKind.File) return [(field, field.Id, field.Label)];
        var rows = Math.Clamp(int.TryParse(form.Raw(WholeAnswers.CountOf(field)), CultureInfo.InvariantCulture, out var sent) ? sent : 0, 0, WholeAnswers.MostRows(field));
        return Enumerable.Range(0, rows).SelectMany(i => field.Columns!.Where(c => c.Kind == FieldKind.File).Select(c => (field, $"{field.Id}.{i}.{c.Id}", $"第 {i + 1} 行的{c.Label}")));
    }
}

/// <summary>Where the files of a page's fields go, and what is taken.</summary>
public sealed record FieldUploadModel(string Basket, FileTerms Terms);
