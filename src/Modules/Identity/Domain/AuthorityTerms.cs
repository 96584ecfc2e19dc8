using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>委托的期限和终止: how long one may last and whether a call ends it, as the place's rulebook says.</summary>
internal static class AuthorityTerms
{
    /// <summary>The last day that an authority from this day on may have; null: no text sets one.</summary>
    public static DateOnly? Longest(DateOnly from, RuleSet rules, WorkCalendar calendar) =>
        rules.Find("authority.longest") is { } rule ? Deadlines.After(Instant.At(from, TimeOnly.MinValue), rule.Limit, calendar).Day : null;

    public static Refusal? TooLong(DateOnly from, DateOnly until, RuleSet rules, WorkCalendar calendar) =>
        rules.Find("authority.longest") is { } rule && Longest(from, rules, calendar) is { } last && until > last
            ? new Refusal("identity.authority-too-long", $"委托最长 {rule.Limit}，到期的日子请写到{Ui.Words.ShortOf(last)}或者更早；到期以后可以重新出具。", rule.Basis)
            : null;

    /// <summary>Null: a call ends it here.</summary>
    public static Refusal? NotByPhone(RuleSet rules) =>
        rules.Find("authority.endedByPhone") is { Value: "no" } rule
            ? new Refusal("identity.authority-not-by-phone", "按当地规定，委托不能凭电话终止。请委托人本人带证件到任一窗口，或者登录后在“谁能替我办”里终止。", rule.Basis)
            : null;
}
