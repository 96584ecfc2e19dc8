using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>One part of an entry as a form field: how it is read, shown and compared.</summary>
internal sealed record LibraryPart(string Name, string Label, Func<LibraryEntry, string?> Get, Func<LibraryEntry, string?, LibraryEntry> Set)
{
    public string? Hint { get; init; }

    /// <summary>What may be chosen; null: free text.</summary>
    public IReadOnlyList<ChoiceModel>? Options { get; init; }

    /// <summary>Several, a line each.</summary>
    public bool Lines { get; init; }

    public bool Day { get; init; }

    public bool Required { get; init; }

    public int Max { get; init; } = 200;

    /// <summary>The value in words.</summary>
    public string Show(LibraryEntry entry) => Get(entry) is not { Length: > 0 } value ? "" : Options?.FirstOrDefault(o => o.Value == value)?.Words ?? value.Replace("\n", "、", StringComparison.Ordinal);
}

/// <summary>条目的内容: which parts an entry of each list has; forms, pages and the words of a change come from this one table.</summary>
internal static class LibraryParts
{
    private static readonly LibraryPart Name = new("name", "名称", e => e.Name, (e, v) => e with { Name = v ?? "" }) { Required = true, Max = 80 };
    private static readonly LibraryPart Aliases = new("aliases", "别名", e => Join(e.Aliases), (e, v) => e with { Aliases = Split(v) }) { Lines = true, Max = 600, Hint = "一行一个，办事指南里写成别名也认得。" };
    private static readonly LibraryPart Law = new("law", "依据", e => e.Law, (e, v) => e with { Law = v }) { Required = true, Hint = "法律、行政法规等的名称，不用书名号。" };
    private static readonly LibraryPart Article = new("article", "条款", e => e.Article, (e, v) => e with { Article = v }) { Required = true, Max = 40 };
    private static readonly LibraryPart From = new("from", "起始日期", e => Day(e.From), (e, v) => e with { From = Day(v) }) { Day = true, Required = true };
    private static readonly LibraryPart Until = new("until", "截止日期", e => Day(e.Until), (e, v) => e with { Until = Day(v) }) { Day = true, Hint = "还没有取消的不填。" };

    private static readonly LibraryPart[] OfMaterial =
    [
        Name, Aliases,
        new("materialKind", "种类", e => $"{e.MaterialKind}", (e, v) => e with { MaterialKind = Read<MaterialKind>(v) }) { Required = true, Options = Options<MaterialKind>(LibraryWords.Of) },
        new("issuer", "出具机构", e => e.Issuer, (e, v) => e with { Issuer = v }),
        new("proves", "用来说明什么", e => e.Proves, (e, v) => e with { Proves = v }) { Required = true },
        new("validMonths", "有效几个月", e => e.ValidMonths?.ToString(CultureInfo.InvariantCulture), (e, v) => e with { ValidMonths = int.TryParse(v, out var n) && n > 0 ? n : null }) { Max = 3, Hint = "交来后过了这么久就要新的；不会过期的不填。" },
        new("source", "从哪里取到", e => e.Source, (e, v) => e with { Source = v }) { Hint = "能共享的，写共享库的名称。" },
        new("licenceType", "证照类型代码", e => e.LicenceType, (e, v) => e with { LicenceType = v }) { Max = 40 },
        new("sample", "样例说明", e => e.Sample, (e, v) => e with { Sample = v }),
    ];

    private static readonly LibraryPart[] OfField =
    [
        Name with { Label = "问题的写法" }, Aliases,
        new("subject", "说的是", e => $"{e.Subject}", (e, v) => e with { Subject = Read<FieldSubject>(v) }) { Required = true, Options = Options<FieldSubject>(LibraryWords.Of) },
        new("fieldKind", "怎样填", e => $"{e.FieldKind}", (e, v) => e with { FieldKind = Read<FieldKind>(v) }) { Required = true, Options = Options<FieldKind>(LibraryWords.Of) },
        new("choices", "代码集", e => Join(e.Choices), (e, v) => e with { Choices = Split(v) }) { Lines = true, Max = 1000, Hint = "选一项的，一行一个选项。" },
        new("prefill", "预填来源", e => e.Prefill, (e, v) => e with { Prefill = v }) { Options = [.. new[] { "name", "id", "phone", "address", "legal-representative" }.Select(p => new ChoiceModel(p, LibraryWords.OfPrefill(p)))] },
        new("privacy", "敏感程度", e => $"{e.Privacy}", (e, v) => e with { Privacy = Read<PrivacyClass>(v) }) { Required = true, Options = Options<PrivacyClass>(LibraryWords.Of) },
    ];

    private static readonly LibraryPart[] OfProof =
    [
        Name, Aliases, Law, Article,
        new("department", "索要单位", e => e.Department, (e, v) => e with { Department = v }) { Required = true },
        From, Until,
        new("amendedOn", "新设依据的生效日期", e => Day(e.AmendedOn), (e, v) => e with { AmendedOn = Day(v) }) { Day = true, Hint = "新设的证明填：从这一天起限期备案，备案齐了才能索要。" },
    ];

    private static readonly LibraryPart[] OfIntermediary =
    [
        Name, Aliases,
        new("category", "类别", e => e.Category, (e, v) => e with { Category = v }) { Required = true },
        new("provider", "机构类别或者资质", e => e.Provider, (e, v) => e with { Provider = v }) { Required = true, Hint = "与办事指南里出具机构的写法一致。" },
        Law, Article, From, Until,
    ];

    public static IReadOnlyList<LibraryPart> Of(LibraryKind kind) => kind switch
    {
        LibraryKind.Material => OfMaterial,
        LibraryKind.Field => OfField,
        LibraryKind.Proof => OfProof,
        _ => OfIntermediary,
    };

    /// <summary>改了什么: each part that differs, in words.</summary>
    public static IReadOnlyList<string> Changed(LibraryEntry before, LibraryEntry after) =>
    [
        .. from part in Of(after.Kind)
           let was = part.Show(before)
           let now = part.Show(after)
           where was != now
           select was.Length == 0 ? $"{part.Label}写为“{now}”" : now.Length == 0 ? $"删去{part.Label}“{was}”" : $"{part.Label}从“{was}”改为“{now}”",
    ];

    private static IReadOnlyList<ChoiceModel> Options<T>(Func<T, string> words)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new ChoiceModel($"{v}", words(v)))];

    private static T? Read<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) ? value : null;

    private static string Join(IReadOnlyList<string> lines) => string.Join('\n', lines);

    private static IReadOnlyList<string> Split(string? text) => [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static string? Day(DateOnly? day) => day is { } known ? Words.Machine(known) : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
}
