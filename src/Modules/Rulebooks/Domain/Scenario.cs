using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>情景: facts, and what a lawyer expects of them in each place. Files beside the rulebooks; the tests run every one.</summary>
internal sealed record Scenario(string File, string Title, Facts Facts, IReadOnlyList<Expectation> Expect)
{
    /// <summary>The article that it tells, where its file tells a rulebook's articles in order; else null.</summary>
    public string? Article { get; init; }
}

/// <param name="What">incomplete-filing-untold, complete-filing, correction-lapsed, tolerance-lapsed, renewal-undecided or rules.</param>
/// <param name="On">Received, deadline or filing day, by <paramref name="What"/>.</param>
internal sealed record Facts(string What, ItemType Type, string Channel, DateOnly On, DateOnly? Expires)
{
    public static readonly IReadOnlyList<string> Kinds =
        ["incomplete-filing-untold", "complete-filing", "correction-lapsed", "tolerance-lapsed", "renewal-undecided", "rules"];

    public LawfulEnd EndUnder(RuleSet rules, WorkCalendar calendar) => What switch
    {
        "incomplete-filing-untold" => LawfulEnds.OfUntoldFiling(rules, Channel, On, calendar),
        "complete-filing" => LawfulEnds.OfCompleteFiling(rules, Channel, On, calendar),
        "correction-lapsed" => LawfulEnds.OfLapsedCorrection(rules, On),
        "tolerance-lapsed" => LawfulEnds.OfLapsedTolerance(rules, On),
        "renewal-undecided" => LawfulEnds.OfUndecidedRenewal(rules, On, Expires ?? throw new InvalidOperationException("A renewal scenario names the expiry."), calendar),
        _ => LawfulEnd.Silence,
    };
}

/// <param name="Rules">Parameters and their values; "silent" where all rulebooks say nothing.</param>
internal sealed record Expectation(
    RegionCode Place, string? End, DateOnly? On, DateOnly? CountsFrom, Citation? Basis, IReadOnlyDictionary<string, string> Rules, int Line);
