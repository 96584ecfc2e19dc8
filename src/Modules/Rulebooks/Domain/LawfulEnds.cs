using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>结局: what the law of a place makes of a fact when nobody acts. Without an article behind it nothing happens by itself.</summary>
/// <param name="Effect">A word of the rulebooks ("deemed-accepted"), or "staff-decide".</param>
/// <param name="On">The day from which the effect holds; null where there is none.</param>
/// <param name="CountsFrom">The day from which limits count after it.</param>
internal sealed record LawfulEnd(string Effect, DateOnly? On, DateOnly? CountsFrom, Citation? Basis)
{
    public const string StaffDecide = "staff-decide";

    public static LawfulEnd Silence { get; } = new(StaffDecide, null, null, null);
}

/// <summary>
/// The same facts under each place's law. For scenarios and for the page that lays places side by side; cases have their own
/// decider, which reads the same rules.
/// </summary>
internal static class LawfulEnds
{
    /// <summary>材料不全而到期无人告知 (许可法 第三十二条(四), 重庆办法 第十八条): the effect holds from the day after the last day.</summary>
    public static LawfulEnd OfUntoldFiling(RuleSet rules, string channel, DateOnly received, WorkCalendar calendar)
    {
        if (rules.Find("acceptance.lapseEffect") is not { } effect || effect.Value == LawfulEnd.StaffDecide) return LawfulEnd.Silence;
        return rules.Find($"acceptance.lapseLimit.{channel}") is { } limit
            ? new LawfulEnd(effect.Value, LastDay(limit.Limit, received, calendar).AddDays(1), received, effect.Basis)
            : LawfulEnd.Silence;
    }

    /// <summary>材料齐全: by when acceptance must be decided. "promptly" has no day.</summary>
    public static LawfulEnd OfCompleteFiling(RuleSet rules, string channel, DateOnly received, WorkCalendar calendar)
    {
        if (rules.Find($"acceptance.limit.{channel}") is not { } limit) return LawfulEnd.Silence;
        return limit.Value == "promptly"
            ? new LawfulEnd("promptly", null, null, limit.Basis)
            : new LawfulEnd("accept-by", LastDay(limit.Limit, received, calendar), null, limit.Basis);
    }

    /// <summary>补正逾期 (重庆办法 第十八条).</summary>
    public static LawfulEnd OfLapsedCorrection(RuleSet rules, DateOnly deadline) => AfterDeadline(rules, "correction.overdueEffect", deadline);

    /// <summary>容缺逾期 (鄠邑细则 第十三条: a task, never a refusal by itself).</summary>
    public static LawfulEnd OfLapsedTolerance(RuleSet rules, DateOnly deadline) => AfterDeadline(rules, "tolerant.overdueEffect", deadline);

    /// <summary>延续申请届满未决 (许可法 第五十条): the expiry day is a fact and does not roll.</summary>
    public static LawfulEnd OfUndecidedRenewal(RuleSet rules, DateOnly filed, DateOnly expires, WorkCalendar calendar)
    {
        if (rules.Find("renewal.lapseEffect") is not { Value: "deemed-renewed" } effect) return LawfulEnd.Silence;
        var inTime = rules.Find("renewal.filingWindow") is not { } window || filed <= Deadlines.Before(expires, window.Limit, calendar).Day;
        return inTime ? new LawfulEnd(effect.Value, expires.AddDays(1), expires.AddDays(1), effect.Basis) : LawfulEnd.Silence;
    }

    private static LawfulEnd AfterDeadline(RuleSet rules, string key, DateOnly deadline) =>
        rules.Find(key) is { } rule && rule.Value != LawfulEnd.StaffDecide
            ? new LawfulEnd(rule.Value, deadline.AddDays(1), null, rule.Basis)
            : LawfulEnd.Silence;

    private static DateOnly LastDay(TimeLimit limit, DateOnly from, WorkCalendar calendar) =>
        Deadlines.After(Instant.At(from, TimeOnly.MinValue), limit, calendar).Day;
}
