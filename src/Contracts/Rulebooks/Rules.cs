using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>One parameter in force: its key (requirements' profile_key), its value as the rulebook prints it, and the article that sets it.</summary>
public sealed record Rule(string Key, string Value, Citation Basis, DateOnly From)
{
    /// <summary>Where a licence's value joins the place's entries with the law's (what a refusal must contain): the law's article. Null otherwise.</summary>
    public Citation? Beside { get; init; }

    public TimeLimit Limit => TimeLimit.Parse(Value);

    /// <summary>A list value: its entries, in the rulebook's order.</summary>
    public IReadOnlyList<string> Entries => Value.Split('|', StringSplitOptions.RemoveEmptyEntries);

    public bool Lists(string entry) => Entries.Contains(entry, StringComparer.Ordinal);
}

/// <summary>
/// Every parameter that binds one place, item type and day, already resolved: nearest place first, the base law as floor for licences.
/// Immutable and cached, so an act may hold it. <see cref="Hash"/> pins it on a case: call <see cref="IRulebooks.Pin"/> before the act.
/// </summary>
/// <param name="On">The first day of the span of days on which exactly these rules bind.</param>
/// <param name="Profile">The key of the nearest rulebook: the place's own, else the licensing law, else the house rulebook.</param>
/// <param name="Hash">SM3 of profile, type and rules: the same in every place and on every day that has the same rules.</param>
public sealed record RuleSet(RegionCode Place, ItemType Type, DateOnly On, string Profile, string Hash, IReadOnlyDictionary<string, Rule> All)
{
    /// <summary>What staff must be told before they rely on the set: a local text that has run out without a successor (青岛办法 第六十一条).</summary>
    public IReadOnlyList<RuleWarning> Warnings { get; init; } = [];

    /// <summary>The parameter, or null where all rulebooks are silent: then staff decide and an alert is raised.</summary>
    public Rule? Find(string key) => All.GetValueOrDefault(key);

    public bool Says(string key, string value) => Find(key)?.Value == value;
}

/// <summary>A warning of the rulebooks (`rulebooks.profile-expired`), in words for staff.</summary>
public sealed record RuleWarning(string Code, string Message, Citation Basis);

/// <summary>依据: which law binds which place, answered in memory.</summary>
public interface IRulebooks
{
    /// <summary>The rules of the place that handles the case (青岛办法 第二条): never those of the applicant's home.</summary>
    RuleSet For(RegionCode place, ItemType type, DateOnly on);

    /// <summary>Keeps the set for ever, before a case that will carry its hash is written. Free when it is kept already.</summary>
    ValueTask Pin(RuleSet rules, CancellationToken cancel = default);

    /// <summary>The pinned set of an open case, by its hash; null if this installation never made it.</summary>
    RuleSet? Pinned(string hash);

    /// <summary>
    /// The article behind a citation, in our own words; null if no rulebook has it. A finer citation ("第三十二条第一款第四项") leads to its article.
    /// </summary>
    Article? Find(Citation basis);

    WorkCalendar Calendar { get; }
}

/// <summary>An article as the screens show it: the law's full name, the number, our one-line summary.</summary>
public sealed record Article(Citation Basis, string LawName, string Summary);
