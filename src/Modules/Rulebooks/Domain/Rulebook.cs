using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>法规: one text of law as data: where and when it binds, its articles in our own words, and the parameters beside each.</summary>
/// <param name="Key">Names the text in citations; a later text of the same regulation has another key.</param>
/// <param name="To">The last day of validity, or null.</param>
/// <param name="Undated">The text prints no date of its own: <see cref="From"/> is a reading that <see cref="Note"/> explains.</param>
/// <param name="Excerpt">Only the articles that we cite are here; else every article must be.</param>
/// <param name="AmendedUnder">The article that lets the management office of the place change settings (鄠邑细则 第三十三条), or null.</param>
/// <param name="File">Path under rulebooks/, with '/': its folder is the regulation, whose texts follow each other.</param>
internal sealed record Rulebook(
    string Key, string Title, string Short, string Issuer, RegionCode Place, Reach Reach, DateOnly From, DateOnly? To, bool Undated,
    bool Excerpt, string? AmendedUnder, string? Note, IReadOnlyList<RulebookArticle> Articles, string File)
{
    /// <summary>The folder of the regulation: its texts may not overlap in time.</summary>
    public string Regulation => File[..File.LastIndexOf('/')];

    /// <summary>The first folder: the place as people type it on the command line ("chongqing").</summary>
    public string PlaceKey => File[..File.IndexOf('/')];

    /// <summary>法律底线: the law on licences of the whole nation. It fills what a place leaves silent, and no place may fall below it.</summary>
    public bool IsBaseLaw => Place == RegionCode.Nation && Reach.LicencesOnly;

    /// <summary>The house rulebook yields to every law.</summary>
    public bool IsHouse => Key == PlatformRules.Rulebook;

    public bool InForce(DateOnly on) => From <= on && (To is null || on <= To);

    public bool Overlaps(Rulebook other) => From <= (other.To ?? DateOnly.MaxValue) && other.From <= (To ?? DateOnly.MaxValue);

    public bool Covers(RegionCode place, ItemType type) =>
        Place.Contains(place) && Reach.Covers(place.Level) && (!Reach.LicencesOnly || type == ItemType.Licence);

    public Citation Cite(RulebookArticle article) => new(Key, article.Number);
}

/// <summary>适用范围: everything, licences only, or only organisations of some levels (the grass-roots plan: town and village).</summary>
internal sealed record Reach(bool LicencesOnly, IReadOnlyList<RegionLevel> Levels)
{
    public bool Covers(RegionLevel level) => Levels.Count == 0 || Levels.Contains(level);

    public override string ToString() => (LicencesOnly, Levels.Count) switch
    {
        (true, _) => "行政许可事项",
        (false, 0) => "全部事项",
        _ => "镇街、村社区两级",
    };
}

/// <param name="Number">As the text prints it: "第十七条", "二、（一）".</param>
/// <param name="Summary">Our own line, never the text.</param>
/// <param name="Note">How we read it where the text does not settle it.</param>
/// <param name="See">Other articles that it rests on.</param>
internal sealed record RulebookArticle(
    string Number, string Summary, string? Note, IReadOnlyList<Citation> See, IReadOnlyList<Setting> Settings, int Line);

/// <summary>A parameter's value as one article sets it.</summary>
/// <param name="Value">A scalar, or the entries of a list joined by '|'.</param>
internal sealed record Setting(string Key, string Value, Scope Scope, int Line)
{
    public IReadOnlyList<string> Entries => Value.Split('|');
}

/// <summary>For which items a setting is meant: what would fall below the licensing law is set for other items only.</summary>
internal enum Scope
{
    All,
    Licences,
    OtherTypes,
}

internal static class ScopeOfItems
{
    public static bool Covers(this Scope scope, ItemType type) => scope switch
    {
        Scope.All => true,
        Scope.Licences => type == ItemType.Licence,
        _ => type != ItemType.Licence,
    };

    public static bool Overlaps(this Scope scope, Scope other) => scope == other || scope == Scope.All || other == Scope.All;
}

/// <summary>What is wrong with a rulebook, where, and how to mend it.</summary>
internal sealed record RulebookError(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}
