namespace OneWindow.Kernel;

/// <summary>Limits without a ledger: from an event forward, or back from a day. docs/legal-clock.md says how.</summary>
public static class Deadlines
{
    /// <summary>The longest amount that is counted, in any unit: a hundred years of working days and more.</summary>
    public const int Longest = 40_000;

    /// <summary>The last day of a limit that counts from <paramref name="start"/>, with nothing standing still.</summary>
    public static Deadline After(Instant start, TimeLimit limit, WorkCalendar calendar, TimeOnly? closesAt = null) =>
        After(start, limit, calendar, [], closesAt) ?? throw new InvalidOperationException("Only a standstill without end leaves no deadline.");

    /// <summary>
    /// The same with times that do not count, in any order; null if one without end begins before the budget is used up.
    /// Throws <see cref="ArgumentOutOfRangeException"/> for an amount below 0 or above <see cref="Longest"/>.
    /// </summary>
    public static Deadline? After(
        Instant start, TimeLimit limit, WorkCalendar calendar, ReadOnlySpan<Suspension> suspensions, TimeOnly? closesAt = null)
    {
        var pauses = suspensions.Length <= 16 ? stackalloc Pause[suspensions.Length] : new Pause[suspensions.Length];
        return Counting(start, in limit, calendar, suspensions, pauses, closesAt).Due();
    }

    /// <summary>The same, day by day.</summary>
    public static Explanation Explain(
        Instant start, TimeLimit limit, WorkCalendar calendar, ReadOnlySpan<Suspension> suspensions, Citation basis, TimeOnly? closesAt = null)
    {
        var pauses = new Pause[suspensions.Length];
        return new Walk(calendar, start, [], basis).Explain(Counting(start, in limit, calendar, suspensions, pauses, closesAt));
    }

    /// <summary>
    /// The last day on which something is done "n before" a day: that day is not counted, and the result does not roll (B1, B2).
    /// Hours count back from 00:00 of the day.
    /// </summary>
    public static Deadline Before(DateOnly date, TimeLimit limit, WorkCalendar calendar, TimeOnly? closesAt = null)
    {
        Check(limit);
        if (limit is { Unit: LimitUnit.Hour, Amount: > 0 })
        {
            var at = ChinaDay.Begin(date.DayNumber) - (limit.Amount * ChinaDay.Hour);
            return new Deadline(DateOnly.FromDayNumber(ChinaDay.Of(at)), new Instant(at), false);
        }

        var day = limit.Unit switch
        {
            LimitUnit.WorkingDay => calendar.AddWorkingDays(date, -limit.Amount),
            LimitUnit.Month => date.AddMonths(-limit.Amount),
            _ => date.AddDays(-limit.Amount),
        };
        var provisional = limit.Unit == LimitUnit.WorkingDay && limit.Amount > 0 && calendar.AnyProvisional(day.AddDays(-1), date.AddDays(-1));
        return new Deadline(day, ChinaDay.End(day.DayNumber, closesAt), provisional);
    }

    internal static void Check(TimeLimit limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit.Amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit.Amount, Longest);
    }

    private static Counting Counting(
        Instant start, in TimeLimit limit, WorkCalendar calendar, ReadOnlySpan<Suspension> suspensions, Span<Pause> pauses, TimeOnly? closesAt)
    {
        Check(limit);
        for (var i = 0; i < suspensions.Length; i++)
        {
            pauses[i] = new Pause(suspensions[i].From.Microseconds, suspensions[i].To?.Microseconds ?? Pause.Never, -1);
        }

        ReadOnlySpan<TimeLimit> limits = limit.Amount == 0 ? [] : new ReadOnlySpan<TimeLimit>(in limit);
        return new Counting(calendar, start.Microseconds, limits, Kernel.Counting.Order(pauses), closesAt);
    }
}
