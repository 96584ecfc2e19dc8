using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>两只钟: the statutory and the promised one, as rules, guide and calendar start them.</summary>
internal static class CaseClocks
{
    /// <summary>The promised limit of the pinned guide (青岛办法 第二十七条, 重庆办法 第二十五条, 鄠邑细则 第十四条).</summary>
    public static CaseClock? Promised(CaseContext context, Instant from)
    {
        var (limit, basis) = context.Guide.Combination is null ? (context.Guide.PromisedLimit, BasisOf(context.Rules, "decision.promisedLimit")) : CombinationRules.Promise(context);
        return Start(limit, basis, from, context.Calendar);
    }

    /// <summary>The item's own statutory limit; licences without one: the base law's twenty working days (行政许可法 第四十二条).</summary>
    public static CaseClock? Statutory(CaseContext context, Instant from)
    {
        // An operator owes what it promised, and no law's limit but one that its guide names.
        if (context.Guide is { ByOperator: true, StatutoryLimit: null }) return null;
        var general = context.Guide.Combination is null ? context.Rules.Find("decision.statutoryLimit") : CombinationRules.StatutoryLimit(context);
        return (context.Guide.StatutoryLimit ?? general?.Limit) is { } limit
            ? Start(limit, general?.Basis ?? BasisOf(context.Rules, "decision.promisedLimit"), from, context.Calendar)
            : null;
    }

    /// <summary>The same clock under another calendar, its move journalled in its ledger (docs/legal-clock.md D4); null if nothing changes.</summary>
    public static CaseClock? UnderCalendar(CaseClock? clock, WorkCalendar calendar, Instant at)
    {
        if (clock?.Clock.Due(calendar) is not { } due || due == clock.Due) return null;
        var (from, to) = (clock.Due.Day, due.Day);
        if (from == to) return clock with { Due = due }; // Only no longer provisional.
        var move = new Reprojection(from, to, $"放假安排公布或调整，期限届满日由 {from:yyyy-MM-dd} 改为 {to:yyyy-MM-dd}。", "");
        return new CaseClock(clock.Clock.Journal(at, move), due);
    }

    public static Citation BasisOf(RuleSet rules, string key) => rules.Find(key)?.Basis ?? PlatformRules.Order;

    public static CaseClock? Start(TimeLimit limit, Citation basis, Instant from, WorkCalendar calendar)
    {
        var clock = LegalClock.Of(limit, basis).Start(from);
        return clock.Due(calendar) is { } due ? new CaseClock(clock, due) : null;
    }
}
