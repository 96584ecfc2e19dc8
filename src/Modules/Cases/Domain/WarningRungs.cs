using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>Whom a rung reaches: who works on the case, the chief representative of its organisation, the management office of its place.</summary>
internal enum RungOwner
{
    Handler,
    Chief,
    Supervisor,
}

/// <summary>预警的一级: when, and for whom. The key is kept with what was sent, so that no rung is sent twice.</summary>
internal sealed record Rung(string Key, RungOwner Owner);

/// <summary>
/// 期限预警 (rulebook parameter warning.rungs): rungs on the way to the promised day, or to the statutory one where nothing is promised. Reminders
/// without legal effect; what is overdue stands in the case's own log for good.
/// </summary>
internal static class WarningRungs
{
    public const string Half = "half";
    public const string Due = "due";
    public const string Overdue = "overdue";
    private const string Before = " working-day-before";

    /// <summary>"half:handler|1 working-day-before:handler|due:chief|overdue:supervisor".</summary>
    public static IReadOnlyList<Rung> Of(RuleSet rules) =>
    [
        .. (rules.Find("warning.rungs")?.Entries ?? []).Select(entry => entry.Split(':') is [var key, var owner] && Enum.TryParse<RungOwner>(owner, ignoreCase: true, out var known)
            ? new Rung(key, known)
            : throw new FormatException($"Not a rung: {entry}")),
    ];

    /// <summary>The rungs with the instant from which each is due as the clock now runs; none while it stands still or nothing waits.</summary>
    public static IReadOnlyList<(Rung Rung, Instant At)> Set(CaseState state, CaseContext context, Instant now)
    {
        if (state.Status is not (CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue)) return [];
        if ((state.Promised ?? state.Statutory) is not { } clock) return [];
        var standing = clock.Clock.StandAt(now, context.Calendar);
        if (standing.State != ClockState.Running) return [];
        return [.. Of(context.Rules).Select(rung => (rung, At: AtOf(rung.Key, clock, standing, context.Calendar))).Where(r => r.At is not null).Select(r => (r.rung, r.At!.Value))];
    }

    private static Instant? AtOf(string key, CaseClock clock, Standing standing, WorkCalendar calendar) => key switch
    {
        Overdue => clock.Due.Lapses,
        Due when standing.Unit != LimitUnit.Hour => CaseTimers.StartOf(clock.Due.Day),
        Half when standing is { Unit: LimitUnit.WorkingDay, Total: > 1 } => CaseTimers.EndOf(calendar.AddWorkingDays(clock.Due.Day, -(standing.Total / 2))),
        Half when standing is { Unit: LimitUnit.CalendarDay or LimitUnit.Month, Total: > 1 } => CaseTimers.EndOf(clock.Due.Day.AddDays(-(standing.Total / 2))),
        _ when key.EndsWith(Before, StringComparison.Ordinal) && standing is { Unit: not LimitUnit.Hour, Total: > 1 } => CaseTimers.StartOf(calendar.AddWorkingDays(clock.Due.Day, -DaysIn(key))),
        _ => null,
    };

    private static int DaysIn(string key) => int.Parse(key[..^Before.Length], CultureInfo.InvariantCulture);

    public static string Words(string key) => key switch
    {
        Half => "办理期限已用一半",
        Due => "今天是期限的最后一天",
        Overdue => "已超过期限，请说明原因并尽快决定",
        _ => string.Create(CultureInfo.InvariantCulture, $"离期限届满还有 {DaysIn(key)} 个工作日"),
    };
}
