namespace OneWindow.Kernel;

/// <summary>A standstill in microseconds, half-open; <see cref="Never"/> as end is without end. Entry is its line in the ledger.</summary>
internal readonly record struct Pause(long From, long To, int Entry)
{
    public const long Never = long.MaxValue;

    /// <summary>The last day that it touches (S1): the day before, if it ends at 00:00 sharp.</summary>
    public int LastDay => To == Never ? int.MaxValue : ChinaDay.Of(To - 1);

    public int FirstDay => ChinaDay.Of(From);
}

/// <summary>
/// The arithmetic of limits on day numbers: no allocation, one step per standstill. docs/legal-clock.md is its law, and
/// tests/Tests/Kernel/Clock/SlowClock.cs says the same day by day.
/// </summary>
internal readonly ref struct Counting(WorkCalendar calendar, long start, ReadOnlySpan<TimeLimit> limits, ReadOnlySpan<Pause> pauses, TimeOnly? closesAt)
{
    /// <summary>In order of their beginning, empty ones left out: as <see cref="Order"/> leaves them.</summary>
    private readonly ReadOnlySpan<Pause> pauses = pauses;

    /// <summary>One entry a unit that follows another; amounts above 0.</summary>
    private readonly ReadOnlySpan<TimeLimit> limits = limits;

    public bool InHours => !limits.IsEmpty && limits[^1].Unit == LimitUnit.Hour;

    /// <summary>Null if a standstill without end lies before the end of the budget (S8).</summary>
    public Deadline? Due()
    {
        if (InHours) return Hours() is { } end ? new Deadline(DateOnly.FromDayNumber(ChinaDay.Of(end)), new Instant(end), false) : null;
        var dayZero = ChinaDay.Of(start);
        if (limits.IsEmpty) return At(dayZero, dayZero, false);
        var (day, asksCalendar) = (dayZero, false);
        foreach (var limit in limits)
        {
            asksCalendar |= limit.Unit == LimitUnit.WorkingDay;
            if (Advance(day, DaysOf(limit, day), limit.Unit == LimitUnit.WorkingDay) is not { } next) return null;
            day = next;
        }

        if (limits[^1].Unit == LimitUnit.WorkingDay) return At(day, dayZero, calendar.AnyProvisional(dayZero, day));
        return Roll(day) is { } rolled ? At(rolled, dayZero, calendar.AnyProvisional(asksCalendar ? dayZero : day - 1, rolled)) : null;
    }

    /// <summary>How many units are counted in all, and how many of them up to and with the day (hours: up to the instant).</summary>
    public (int Total, int Used) Tally(Instant reference, Deadline due)
    {
        if (InHours) return (limits[0].Amount, (int)Math.Min(limits[0].Amount, RunningUntil(reference.Microseconds) / ChinaDay.Hour));
        var (day, until, total, used) = (ChinaDay.Of(start), ChinaDay.Of(reference.Microseconds), 0, 0);
        foreach (var limit in limits)
        {
            var (n, working) = (DaysOf(limit, day), limit.Unit == LimitUnit.WorkingDay);
            total += n;
            used += Math.Min(n, Free(day, until, working));
            day = Advance(day, n, working) ?? throw new InvalidOperationException("Tally asks for a deadline.");
        }

        // Where the last day rolled, the last unit is counted on the day it rolled to.
        return (total, used > 0 && used == total && until < due.Day.DayNumber ? total - 1 : used);
    }

    /// <summary>The limit's length in days of its own kind, begun after the given day: months reach to the corresponding day (C4).</summary>
    public static int DaysOf(TimeLimit limit, int day) =>
        limit.Unit == LimitUnit.Month ? DateOnly.FromDayNumber(day).AddMonths(limit.Amount).DayNumber - day : limit.Amount;

    /// <summary>What the numbers of <see cref="Tally"/> count.</summary>
    public LimitUnit Unit => limits.IsEmpty ? LimitUnit.WorkingDay : limits[^1].Unit == LimitUnit.Month ? LimitUnit.CalendarDay : limits[^1].Unit;

    public bool StandsStillAt(Instant now)
    {
        foreach (var pause in pauses)
        {
            if (pause.From <= now.Microseconds && now.Microseconds < pause.To) return true;
        }

        return false;
    }

    public Pause? PauseOn(int day)
    {
        foreach (var pause in pauses)
        {
            if (pause.FirstDay > day) break;
            if (pause.LastDay >= day) return pause;
        }

        return null;
    }

    public ReadOnlySpan<Pause> Pauses => pauses;

    public ReadOnlySpan<TimeLimit> Limits => limits;

    /// <summary>Sorts by beginning, in place, and drops what stops nothing (S2). Few entries: insertion is the fastest.</summary>
    public static ReadOnlySpan<Pause> Order(Span<Pause> pauses)
    {
        var kept = 0;
        for (var i = 0; i < pauses.Length; i++)
        {
            var pause = pauses[i];
            if (pause.To <= pause.From) continue;
            var place = kept++;
            if (place == i && (place == 0 || pauses[place - 1].From <= pause.From)) continue;
            for (; place > 0 && pauses[place - 1].From > pause.From; place--) pauses[place] = pauses[place - 1];
            pauses[place] = pause;
        }

        return pauses[..kept];
    }

    private Deadline At(int day, int dayZero, bool provisional)
    {
        var at = ChinaDay.End(day, closesAt);
        if (day == dayZero && at.Microseconds < start) at = ChinaDay.End(day, null);   // C9
        return new Deadline(DateOnly.FromDayNumber(day), at, provisional);
    }

    /// <summary>The n-th counted day after the given one.</summary>
    private int? Advance(int day, int n, bool working)
    {
        foreach (var pause in pauses)
        {
            var last = pause.LastDay;
            if (last <= day) continue;
            var before = Math.Max(pause.FirstDay - 1, day);
            var free = Between(day, before, working);
            if (free >= n) break;
            if (pause.To == Pause.Never) return null;
            n -= free;
            day = last;
        }

        return working ? calendar.WorkingDayNumber((long)calendar.WorkingUpTo(day) + n) : checked(day + n);
    }

    /// <summary>Counted days after the first up to and with the second.</summary>
    private int Free(int day, int until, bool working)
    {
        var free = 0;
        foreach (var pause in pauses)
        {
            if (pause.LastDay <= day) continue;
            var before = Math.Max(pause.FirstDay - 1, day);
            if (before >= until) break;
            free += Between(day, before, working);
            day = pause.LastDay;
        }

        return day >= until ? free : free + Between(day, until, working);
    }

    private int Between(int from, int to, bool working) => working ? calendar.WorkingUpTo(to) - calendar.WorkingUpTo(from) : to - from;

    /// <summary>To a working day on which the clock runs (C5, S6).</summary>
    private int? Roll(int day)
    {
        day = calendar.WorkingOnOrAfter(day);
        foreach (var pause in pauses)
        {
            if (pause.FirstDay > day) break;
            if (pause.LastDay < day) continue;
            if (pause.To == Pause.Never) return null;
            day = calendar.WorkingOnOrAfter(pause.LastDay + 1);
        }

        return day;
    }

    private long? Hours()
    {
        var (at, left) = (start, limits[0].Amount * ChinaDay.Hour);
        foreach (var pause in pauses)
        {
            if (pause.To <= at) continue;
            var free = Math.Max(pause.From - at, 0);
            if (free >= left) break;
            if (pause.To == Pause.Never) return null;
            left -= free;
            at = pause.To;
        }

        return at + left;
    }

    private long RunningUntil(long until)
    {
        var (at, ran) = (start, 0L);
        foreach (var pause in pauses)
        {
            if (pause.To <= at) continue;
            if (pause.From >= until) break;
            ran += Math.Max(pause.From - at, 0);
            at = pause.To;
        }

        return ran + Math.Max(until - at, 0);
    }
}
