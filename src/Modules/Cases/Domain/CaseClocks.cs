using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>两只钟: the statutory and the promised one, as rules, guide and calendar start them.</summary>
internal static class CaseClocks
{
    /// <summary>The promised limit of the pinned guide (青岛办法 第二十七条, 重庆办法 第二十五条, 鄠邑细则 第十四条).</summary>
    public static CaseClock? Promised(CaseContext context, Instant from) =>
        Start(context.Guide.PromisedLimit, BasisOf(context.Rules, "decision.promisedLimit"), from, context.Calendar);

    /// <summary>The item's own statutory limit; licences without one: the base law's twenty working days (行政许可法 第四十二条).</summary>
    public static CaseClock? Statutory(CaseContext context, Instant from)
    {
        var general = context.Rules.Find("decision.statutoryLimit");
        return (context.Guide.StatutoryLimit ?? general?.Limit) is { } limit
            ? Start(limit, general?.Basis ?? BasisOf(context.Rules, "decision.promisedLimit"), from, context.Calendar)
            : null;
    }

    /// <summary>The same ledger under another calendar; null if the last day stays.</summary>
    public static CaseClock? UnderCalendar(CaseClock? clock, WorkCalendar calendar) =>
        clock?.Clock.Due(calendar) is { } due && due != clock.Due ? clock with { Due = due } : null;

    public static Citation BasisOf(RuleSet rules, string key) => rules.Find(key)?.Basis ?? PlatformRules.Order;

    private static CaseClock? Start(TimeLimit limit, Citation basis, Instant from, WorkCalendar calendar)
    {
        var clock = LegalClock.Of(limit, basis).Start(from);
        return clock.Due(calendar) is { } due ? new CaseClock(clock, due) : null;
    }
}
