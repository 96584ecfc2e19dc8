using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <summary>
/// Answers that are no single value (person, company, address with its region, rows): asked in fields of their own, "staff.0.name", kept as one JSON text
/// under the field's id. Drafts, the programs' interface and the sealed paper hold that text; pages spread it out again.
/// </summary>
internal static class WholeAnswers
{
    /// <summary>The buttons that change a page without handing it in: "add:staff", "remove:staff:1", "regions:site".</summary>
    public const string Button = "whole";
    public const int UsualRows = 20;
    public static readonly string[] Levels = ["province", "city", "county", "town"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int MostRows(GuideField field) => Math.Min(field.MaxRows ?? UsualRows, Reckoning.MostRows);

    public static string CountOf(GuideField field) => $"{field.Id}.rows";

    /// <summary>Where the page goes on after one of our buttons; null: none was pressed.</summary>
    public static string? Anchor(FormReader form) => form.Raw(Button)?.Split(':') is [_, var field, ..] ? FormState.IdOf(field) : null;

    public static bool Sent(FormReader form, GuideField field) =>
        form.Sent(field.Id) || form.Sent(CountOf(field)) || Names(field).Any(n => form.Sent($"{field.Id}.{n}"));

    /// <summary>What the page sent of a field, as one text; exactly as typed but for line ends. Empty: nothing was typed.</summary>
    public static string Typed(FormReader form, GuideField field, IDirectory directory)
    {
        var sent = (form.Raw(field.Id) ?? "").ReplaceLineEndings("\n");
        if (!field.Kind.IsWhole() || (sent.Length > 0 && !form.Sent(CountOf(field)))) return Settled(field, sent, directory);
        string Of(string name) => (form.Raw($"{field.Id}.{name}") ?? "").ReplaceLineEndings("\n");
        if (field.Kind == FieldKind.Rows) return Rows(form, field);
        if (field.Kind != FieldKind.RegionAddress) return Text(FieldParts.Of(field).Select(p => (p.Id, Of(p.Id))));
        return Settled(field, Text([(FieldParts.Region, Chosen(Of)), (FieldParts.Street, Of(FieldParts.Street))]), directory);
    }

    /// <summary>A field of a posted page, read in whole; null: left empty, or refused with words at its parts.</summary>
    public static string? Read(FormReader form, GuideField field, IDirectory directory)
    {
        if (!field.Kind.IsWhole()) return form.Read(field);
        var own = new FormReader(new FormCollection(new Dictionary<string, StringValues> { [field.Id] = Typed(form, field, directory) }));
        var answer = own.Read(field);
        foreach (var error in own.State.Errors) form.Refuse(error.Field, error.Words, error.Basis);
        return answer;
    }

    /// <summary>The form as it was posted, with the answers of these fields as our buttons left them.</summary>
    public static FormState After(FormReader form, IEnumerable<GuideField> fields, IDirectory directory)
    {
        var values = new Dictionary<string, StringValues>(form.State.Values);
        foreach (var field in fields.Where(f => f.Kind.IsWhole()))
        {
            var typed = Typed(form, field, directory);
            foreach (var name in values.Keys.Where(k => k.StartsWith(field.Id + ".", StringComparison.Ordinal)).ToList()) values.Remove(name);
            values[field.Id] = typed;
        }

        return form.State with { Values = values };
    }

    /// <summary>The place's name is ours to say, whoever sent the code.</summary>
    public static string Settled(GuideField field, string text, IDirectory directory)
    {
        if (field.Kind != FieldKind.RegionAddress || text.Length == 0) return text;
        var parts = FormFacts.PartsOf(text);
        if (parts.Count == 0) return text;
        var region = RegionCode.TryParse(parts.GetValueOrDefault(FieldParts.Region), out var code) ? directory.Region(code) : null;
        return Text([(FieldParts.Region, region?.Code.ToString() ?? ""), (FieldParts.Place, region?.FullName ?? ""), (FieldParts.Street, parts.GetValueOrDefault(FieldParts.Street, ""))]);
    }

    /// <summary>The fields of a page with what was typed in them: the same form with every answer spread out.</summary>
    public static FormState Spread(FormState form, GuideField field)
    {
        if (form[field.Id] is not { Length: > 0 } text) return form;
        var values = new Dictionary<string, StringValues>(form.Values);
        if (field.Kind == FieldKind.Rows)
        {
            var rows = FormFacts.RowsOf(text);
            values[CountOf(field)] = rows.Count.ToString(CultureInfo.InvariantCulture);
            for (var i = 0; i < rows.Count; i++)
            {
                foreach (var (column, cell) in rows[i]) values[$"{field.Id}.{i}.{column}"] = cell;
            }
        }
        else
        {
            foreach (var (part, value) in FormFacts.PartsOf(text)) values[$"{field.Id}.{part}"] = value;
        }

        return form with { Values = values };
    }

    /// <summary>How many rows a page shows: those typed, at least one where any are demanded.</summary>
    public static int RowsIn(FormState spread, GuideField field) =>
        Math.Min(Math.Max(int.TryParse(spread[CountOf(field)], CultureInfo.InvariantCulture, out var rows) ? rows : 0, Math.Max(1, field.MinRows ?? 1)), MostRows(field));

    /// <summary>One JSON object of what is there, in the order asked; empty where nothing is.</summary>
    public static string Text(IEnumerable<(string Name, string Value)> parts)
    {
        var whole = new JsonObject(parts.Where(p => p.Value.Length > 0).Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Value)));
        return whole.Count == 0 ? "" : whole.ToJsonString(Plain);
    }

    public static string Text(IEnumerable<IReadOnlyDictionary<string, string>> rows, IReadOnlyList<GuideField> columns) =>
        $"[{string.Join(',', rows.Select(r => Text(columns.Select(c => (c.Id, r.GetValueOrDefault(c.Id, "")))) is { Length: > 0 } row ? row : "{}"))}]";

    private static IEnumerable<string> Names(GuideField field) => FieldParts.Of(field).Select(p => p.Id).Concat(field.Kind == FieldKind.RegionAddress ? Levels : []);

    private static string Rows(FormReader form, GuideField field)
    {
        var columns = field.Columns ?? [];
        var count = Math.Clamp(int.TryParse(form.Raw(CountOf(field)), CultureInfo.InvariantCulture, out var sent) ? sent : 0, 0, MostRows(field));
        var rows = Enumerable.Range(0, count).Select(i => (IReadOnlyDictionary<string, string>)columns.Select(c => (c.Id, Text: (form.Raw($"{field.Id}.{i}.{c.Id}") ?? "").ReplaceLineEndings("\n")))
            .Where(c => c.Text.Length > 0).ToDictionary(c => c.Id, c => c.Text)).ToList();
        switch (form.Raw(Button)?.Split(':'))
        {
            case ["add", var id] when id == field.Id && rows.Count < MostRows(field):
                rows.Add(new Dictionary<string, string>());
                break;
            case ["remove", var id, var at] when id == field.Id && int.TryParse(at, CultureInfo.InvariantCulture, out var row) && row >= 0 && row < rows.Count:
                rows.RemoveAt(row);
                break;
        }

        // A single empty row is the page's own, not an answer.
        return rows.Count == 0 || (rows.Count <= Math.Max(1, field.MinRows ?? 1) && rows.TrueForAll(r => r.Count == 0)) ? "" : Text(rows, columns);
    }

    /// <summary>The deepest choice that lies under all above it: what a change higher up made senseless is dropped.</summary>
    public static string Chosen(Func<string, string> of)
    {
        var chosen = RegionCode.Nation;
        foreach (var level in Levels)
        {
            if (!RegionCode.TryParse(of(level), out var next) || next == chosen || !chosen.Contains(next)) break;
            chosen = next;
        }

        return chosen == RegionCode.Nation ? "" : chosen.ToString();
    }
}
