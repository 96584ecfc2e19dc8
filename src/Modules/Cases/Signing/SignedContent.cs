using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>What is signed: the answers, the files by their hashes, the guide's version, and the parties by name. Its text is canonical: everything in order.</summary>
internal sealed record SignedContent
{
    public required string Item { get; init; }

    public required int GuideVersion { get; init; }

    public required string GuideHash { get; init; }

    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    public required IReadOnlyList<SignedFile> Files { get; init; }

    /// <summary>容缺, 免提交 and 告知承诺: materials that are not handed in now.</summary>
    public required IReadOnlyList<string> Later { get; init; }

    public required IReadOnlyList<string> Shared { get; init; }

    public CaseCommitment? Promised { get; init; }

    public bool Person { get; init; }

    public required IReadOnlyList<SignedParty> Parties { get; init; }

    public static SignedContent Of(
        Guide guide, IReadOnlyDictionary<string, string> answers, DraftContent draft, bool person, IEnumerable<StoredFile> files, IEnumerable<NamedParty> parties) => new()
    {
        Item = guide.Item,
        GuideVersion = guide.Version,
        GuideHash = guide.Hash,
        Answers = new SortedDictionary<string, string>(answers.ToDictionary(a => a.Key, a => a.Value), StringComparer.Ordinal),
        Files = [.. files.Select(f => new SignedFile(f.Material, f.Name, f.Hash)).OrderBy(f => f.Material, StringComparer.Ordinal).ThenBy(f => f.Hash, StringComparer.Ordinal)],
        Later = [.. draft.Later.Order(StringComparer.Ordinal)],
        Shared = [.. draft.Shared.Order(StringComparer.Ordinal)],
        Promised = draft.Promised,
        Person = person,
        Parties = [.. parties.Select(p => new SignedParty(p.Id, p.Name, p.Number)).OrderBy(p => p.Id, StringComparer.Ordinal)],
    };

    /// <summary>SM3 of the canonical text, hex.</summary>
    public string Hashed() => Convert.ToHexStringLower(Sm3.Of(JsonSerializer.SerializeToUtf8Bytes(
        this with { Answers = new SortedDictionary<string, string>(Answers.ToDictionary(a => a.Key, a => a.Value), StringComparer.Ordinal) }, Json.Options)));

    /// <summary>改动: every field and file that differs, old and new. Labels are the guide's.</summary>
    public static IReadOnlyList<SigningChange> Differences(SignedContent old, SignedContent now, Guide guide)
    {
        var changes = new List<SigningChange>();
        var fields = ApplicationForm.PagesOf(guide).SelectMany(p => p.Fields).DistinctBy(f => f.Id).ToDictionary(f => f.Id);
        // In the form's order; what the form no longer asks comes last.
        foreach (var id in fields.Keys.Concat(old.Answers.Keys.Concat(now.Answers.Keys).Where(k => !fields.ContainsKey(k)).Distinct().Order(StringComparer.Ordinal)))
        {
            var (was, has) = (Shown(id, old), Shown(id, now));
            if (was != has) changes.Add(new SigningChange(fields.TryGetValue(id, out var field) ? field.Label : id, was, has));
        }

        foreach (var material in guide.Materials.Select(m => m.Id).Union(old.Files.Concat(now.Files).Select(f => f.Material)))
        {
            var name = FieldFiles.NameOf(guide, material);
            List<SignedFile> was = [.. old.Files.Where(f => f.Material == material)], has = [.. now.Files.Where(f => f.Material == material)];
            foreach (var gone in was.Where(f => has.All(h => h.Hash != f.Hash))) changes.Add(new SigningChange($"文件《{name}》", gone.Named, "不再提交"));
            foreach (var came in has.Where(f => was.All(w => w.Hash != f.Hash))) changes.Add(new SigningChange($"文件《{name}》", "没有", came.Named));
            if (Mark(old, material) is var before && Mark(now, material) is var after && before != after) changes.Add(new SigningChange($"《{name}》", before, after));
        }

        if (old.Person != now.Person) changes.Add(new SigningChange("由工作人员办理", old.Person ? "是" : "否", now.Person ? "是" : "否"));
        if (old.GuideVersion != now.GuideVersion) changes.Add(new SigningChange("办事指南", $"第 {old.GuideVersion} 版", $"第 {now.GuideVersion} 版"));
        return changes;

        string Shown(string id, SignedContent of) =>
            !of.Answers.TryGetValue(id, out var value) ? "未填写" : fields.TryGetValue(id, out var field) ? FieldReading.Show(field, value) : value;
    }

    private static string Mark(SignedContent of, string material) =>
        of.Promised?.Materials.Contains(material) == true ? "以书面承诺代替" : of.Shared.Contains(material) ? "同意调取" : of.Later.Contains(material) ? "以后补交" : "—";
}

internal sealed record SignedFile(string Material, string Name, string Hash)
{
    /// <summary>The name alone would not tell two files apart.</summary>
    public string Named => $"{Name}（指纹 {Hash[..8]}）";
}

internal sealed record SignedParty(string Id, string Name, string Number);

/// <summary>One thing that differs from what was signed before.</summary>
internal sealed record SigningChange(string What, string Was, string Is);

/// <summary>A party of the plan as the answers name him.</summary>
internal sealed record NamedParty(string Id, string Words, string Name, string Number, SubjectKind Kind, string? Phone, SigningParty Plan);
