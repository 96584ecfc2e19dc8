using OneWindow.Contracts;
using OneWindow.Kernel;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <summary>A file of an earlier filing that stays behind, and why.</summary>
internal sealed record LeftFile(string Material, string Name, string Why);

/// <summary>What goes over from an earlier filing into a new one.</summary>
/// <param name="Dropped">Answers that the guide in force does not take: what was asked, what was answered, why it stays behind.</param>
/// <param name="Added">Questions that were not asked then.</param>
internal sealed record CopyPlan(
    IReadOnlyDictionary<string, string> Answers, IReadOnlyList<(string Label, string Value, string Why)> Dropped, IReadOnlyList<string> Added,
    IReadOnlyList<StoredFile> Files, IReadOnlyList<LeftFile> Left);

/// <summary>照上次的填: the answers and files of an earlier filing, as far as the guide in force still takes them. Nothing handed in is asked for again, and nothing stale is handed in.</summary>
internal static class CopyRules
{
    /// <summary>The same questions: by them another item's filing can be taken over.</summary>
    public static bool SameFields(Guide one, Guide other) =>
        one.Item == other.Item || one.Fields.Select(Key).Order(StringComparer.Ordinal).SequenceEqual(other.Fields.Select(Key).Order(StringComparer.Ordinal));

    /// <summary>One entry of the dictionary is one question, whatever a guide calls it: what was answered under another id goes over.</summary>
    public static IReadOnlyDictionary<string, string> Renamed(Guide then, Guide now, IReadOnlyDictionary<string, string> answers) =>
        answers.ToDictionary(a => NowCalled(then, now, a.Key), a => a.Value);

    /// <param name="faulty">Materials in which the window found something wrong, with its words.</param>
    public static CopyPlan Of(
        Guide then, Guide now, IReadOnlyDictionary<string, string> answers, IReadOnlyList<StoredFile> files, IReadOnlyDictionary<string, string> faulty, Instant at)
    {
        answers = Renamed(then, now, answers);
        files = [.. files.Select(f => f with { Material = NowCalled(then.Material(f.Material), now, f.Material) })];
        faulty = faulty.ToLookup(f => NowCalled(then.Material(f.Key), now, f.Key), f => f.Value).ToDictionary(f => f.Key, f => f.First());
        var kept = new Dictionary<string, string>();
        var dropped = new List<(string, string, string)>();
        foreach (var (id, value) in answers)
        {
            var asked = now.Fields.FirstOrDefault(f => f.Id == id);
            var label = then.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? asked?.Label ?? id;
            if (asked is null) dropped.Add((label, value, "现行指南不再问这一项"));
            else if (then.Fields.FirstOrDefault(f => f.Id == id) is { } before && before.Kind != asked.Kind) dropped.Add((label, value, "这一项的填法变了，请重新填"));
            else if (asked.Kind == FieldKind.Choice && !asked.Choices.Contains(value)) dropped.Add((label, value, "这个选项没有了，请重新选"));
            else kept[id] = value;
        }

        var (taken, left) = (new List<StoredFile>(), new List<LeftFile>());
        var named = FieldFiles.Named(now, kept).Select(n => n.File).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            // A file of an answer goes where the answer goes.
            if (FieldFiles.IsOne(file.Material))
            {
                if (named.Contains(file.Id)) taken.Add(file with { Material = FieldFiles.Named(now, kept).First(n => n.File == file.Id).Material });
                continue;
            }

            if (WhyNot(file, now, faulty, at) is { } why) left.Add(new LeftFile(now.Material(file.Material)?.Name ?? then.Material(file.Material)?.Name ?? file.Material, file.Name, why));
            else taken.Add(file);
        }

        return new CopyPlan(kept, dropped, [.. now.Fields.Where(f => !kept.ContainsKey(f.Id) && then.Fields.All(b => b.Id != f.Id)).Select(f => f.Label)], taken, left);
    }

    /// <summary>What stands otherwise in the new application than in the earlier one, by the questions of today.</summary>
    public static IReadOnlyList<(string Label, string Before, string Now)> Changed(Guide now, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> typed) =>
    [
        .. now.Fields.Select(f => (Field: f, Before: before.GetValueOrDefault(f.Id, ""), Now: typed.GetValueOrDefault(f.Id, "")))
            .Where(f => f.Before != f.Now).Select(f => (f.Field.Label, FieldReading.Show(f.Field, f.Before), FieldReading.Show(f.Field, f.Now))),
    ];

    private static string? WhyNot(StoredFile file, Guide now, IReadOnlyDictionary<string, string> faulty, Instant at)
    {
        if (now.Material(file.Material) is not { } material) return "现行指南不再要这项材料";
        if (material.Source == MaterialSource.Shared) return "现在由部门调取，不用交了";
        if (faulty.TryGetValue(file.Material, out var what)) return $"上次窗口指出“{what}”，请重新准备";
        return material.ValidMonths is { } months && file.StoredAt.Date.AddMonths(months) < at.Date ? $"已过有效期（交来后 {months} 个月内有效）" : null;
    }

    private static string NowCalled(Guide then, Guide now, string id)
    {
        if (now.Fields.Any(f => f.Id == id) || then.Fields.FirstOrDefault(f => f.Id == id) is not { Entry: { } entry } was || then.Fields.Count(f => f.Entry == entry) > 1) return id;
        return now.Fields.Where(f => f.Entry == entry && f.Kind == was.Kind && then.Fields.All(b => b.Id != f.Id)).Take(2).ToList() is [var one] ? one.Id : id;
    }

    private static string NowCalled(GuideMaterial? was, Guide now, string id) =>
        now.Material(id) is null && was?.Entry is { } entry && now.Materials.Where(m => m.Entry == entry).Take(2).ToList() is [var one] ? one.Id : id;

    private static string Key(GuideField field) => $"{field.Entry ?? field.Id}/{field.Kind}";
}
