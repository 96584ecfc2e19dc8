using System.Text.Json.Serialization;

namespace OneWindow.Kernel;

/// <summary>
/// 期限: a budget and a ledger to which lines are only added; everything else is asked of it (docs/legal-clock.md). A plain value
/// that is stored as JSON within its owner's state. A case has two: statutory and promised, each with its own entries (E4).
/// </summary>
/// <param name="Basis">The rule that sets the budget.</param>
/// <param name="ClosesAt">The end of business that ends a day's limit; null is 24:00 (C6).</param>
public sealed record LegalClock(TimeLimit Budget, Citation Basis, IReadOnlyList<ClockEntry> Ledger, TimeOnly? ClosesAt = null)
{
    /// <summary>A clock that has not started.</summary>
    public static LegalClock Of(TimeLimit budget, Citation basis, TimeOnly? closesAt = null)
    {
        Deadlines.Check(budget);
        return new LegalClock(budget, basis, [], closesAt);
    }

    public LegalClock Start(Instant at) => Add(new ClockEntry.Started(at));

    public LegalClock Suspend(Instant at, StandstillCause cause, Citation basis, string? note = null) =>
        Add(new ClockEntry.Suspended(at, cause, basis, note));

    public LegalClock Resume(Instant at, StandstillCause cause) => Add(new ClockEntry.Resumed(at, cause));

    /// <summary>Leaves out a time known from both ends; <paramref name="to"/> itself counts again.</summary>
    public LegalClock Exclude(Instant at, Instant from, Instant to, StandstillCause cause, Citation basis, string? note = null) =>
        Add(new ClockEntry.Excluded(at, from, to, cause, basis, note));

    /// <summary>Throws <see cref="ArgumentException"/> if days are to be lengthened by hours or the other way round (E2).</summary>
    public LegalClock Extend(Instant at, TimeLimit by, Citation basis)
    {
        Deadlines.Check(by);
        if ((by.Unit == LimitUnit.Hour) != (Budget.Unit == LimitUnit.Hour)) throw new ArgumentException("Hours and days do not mix.", nameof(by));
        return Add(new ClockEntry.Extended(at, by, basis));
    }

    public LegalClock Stop(Instant at) => Add(new ClockEntry.Stopped(at));

    /// <summary>Enters that a changed calendar moved the last day: see <see cref="Reproject"/>.</summary>
    public LegalClock Journal(Instant at, Reprojection move) =>
        Add(new ClockEntry.Reprojected(at, move.From, move.To, move.Reason, move.Source));

    /// <summary>The event that the limit counts from; null before it.</summary>
    [JsonIgnore]
    public Instant? StartedAt => LastStart() is var i and >= 0 ? Ledger[i].At : null;

    /// <summary>The last day; null before the start, and while a standstill without end leaves it open (S8).</summary>
    public Deadline? Due(WorkCalendar calendar)
    {
        var start = LastStart();
        if (start < 0) return null;
        Span<Pause> pauses = stackalloc Pause[Few];
        Span<TimeLimit> limits = stackalloc TimeLimit[Few];
        return Read(calendar, start, Room(pauses), Room(limits), openUntil: Pause.Never).Due();
    }

    /// <summary>How the clock stands at an instant. "Overdue" lives only here.</summary>
    public Standing StandAt(Instant now, WorkCalendar calendar)
    {
        var start = LastStart();
        if (start < 0) return new Standing(ClockState.NotStarted, null, null, Budget.Unit, 0, 0, 0);
        var stop = StoppedAfter(start);
        var reference = stop ?? now;
        Span<Pause> pauses = stackalloc Pause[Few];
        Span<TimeLimit> limits = stackalloc TimeLimit[Few];
        var due = Read(calendar, start, Room(pauses), Room(limits), Pause.Never).Due();
        // As if resumed at once: what the clock can say while it stands still without end. The day itself is not counted (S1).
        var counting = Read(calendar, start, Room(pauses), Room(limits), openUntil: reference.Microseconds + 1);
        var earliest = counting.Due() ?? throw new InvalidOperationException("Nothing is open any more.");
        var (total, used) = counting.Tally(reference, due ?? earliest);
        var state = stop is not null ? ClockState.Stopped
            : counting.StandsStillAt(now) ? ClockState.Suspended
            : ClockState.Running;
        var unit = counting.Unit;
        var late = due is { } day && reference > day.At ? Late(day, reference, unit, calendar) : 0;
        return new Standing(state, due, earliest, unit, total, used, late);
    }

    /// <summary>The proof, day by day; until the standstill if that has no end.</summary>
    public Explanation Explain(WorkCalendar calendar)
    {
        var start = LastStart();
        if (start < 0) return Explanation.NotStarted(Basis);
        return new Walk(calendar, Ledger[start].At, Ledger, Basis)
            .Explain(Read(calendar, start, new Pause[Ledger.Count], new TimeLimit[Ledger.Count + 1], Pause.Never));
    }

    /// <summary>What a changed calendar does to the last day; null if it stays, or is open under either. The caller journals it (D4).</summary>
    public Reprojection? Reproject(WorkCalendar before, WorkCalendar after)
    {
        if (Due(before) is not { } from || Due(after) is not { } to || from.Day == to.Day) return null;
        var countsWorkingDays = Budget.Unit == LimitUnit.WorkingDay
            || Ledger.Any(entry => entry is ClockEntry.Extended { By.Unit: LimitUnit.WorkingDay });
        var dayBefore = countsWorkingDays ? StartedAt!.Value.Date : (from.Day < to.Day ? from.Day : to.Day).AddDays(-1);
        return Reprojection.Of(dayBefore, from.Day, to.Day, before, after);
    }

    public bool Equals(LegalClock? other) =>
        other is not null && Budget == other.Budget && Basis == other.Basis && ClosesAt == other.ClosesAt && Ledger.SequenceEqual(other.Ledger);

    public override int GetHashCode() => HashCode.Combine(Budget, Basis, Ledger.Count);

    /// <summary>What a ledger rarely outgrows: up to here nothing is allocated.</summary>
    private const int Few = 16;

    private Span<T> Room<T>(Span<T> few) => Ledger.Count < few.Length ? few : new T[Ledger.Count + 1];

    private LegalClock Add(ClockEntry entry) => this with { Ledger = [.. Ledger, entry] };

    private int LastStart()
    {
        var i = Ledger.Count - 1;
        while (i >= 0 && Ledger[i] is not ClockEntry.Started) i--;
        return i;
    }

    private Instant? StoppedAfter(int start)
    {
        for (var i = start + 1; i < Ledger.Count; i++)
        {
            if (Ledger[i] is ClockEntry.Stopped) return Ledger[i].At;
        }

        return null;
    }

    /// <summary>The ledger since its last start as sums: up to the stop, after which nothing moves the deadline (E7).</summary>
    private Counting Read(WorkCalendar calendar, int start, Span<Pause> pauses, Span<TimeLimit> limits, long openUntil)
    {
        var (paused, limited) = (0, 0);
        Lengthen(limits, ref limited, Budget);
        for (var i = start + 1; i < Ledger.Count; i++)
        {
            switch (Ledger[i])
            {
                case ClockEntry.Suspended:
                    pauses[paused++] = new Pause(Ledger[i].At.Microseconds, Pause.Never, i);
                    break;
                case ClockEntry.Resumed resumed:
                    Close(pauses[..paused], resumed);
                    break;
                case ClockEntry.Excluded excluded:
                    pauses[paused++] = new Pause(excluded.From.Microseconds, excluded.To.Microseconds, i);
                    break;
                case ClockEntry.Extended extended:
                    Lengthen(limits, ref limited, extended.By);
                    break;
                case ClockEntry.Stopped:
                    i = Ledger.Count;
                    break;
            }
        }

        foreach (ref var pause in pauses[..paused])
        {
            if (pause.To == Pause.Never) pause = pause with { To = Math.Max(openUntil, pause.From + 1) };
        }

        return new Counting(calendar, Ledger[start].At.Microseconds, limits[..limited], Counting.Order(pauses[..paused]), ClosesAt);
    }

    private static void Lengthen(Span<TimeLimit> limits, ref int count, TimeLimit by)
    {
        if (by.Amount == 0) return;
        if (count > 0 && limits[count - 1].Unit == by.Unit) limits[count - 1] = by with { Amount = limits[count - 1].Amount + by.Amount };
        else limits[count++] = by;
    }

    /// <summary>Each resumption closes the oldest open suspension of its own cause (S4).</summary>
    private void Close(Span<Pause> pauses, ClockEntry.Resumed resumed)
    {
        foreach (ref var pause in pauses)
        {
            if (pause.To != Pause.Never || ((ClockEntry.Suspended)Ledger[pause.Entry]).Cause != resumed.Cause) continue;
            pause = pause with { To = resumed.At.Microseconds };
            return;
        }
    }

    private static int Late(Deadline due, Instant reference, LimitUnit unit, WorkCalendar calendar) => Math.Max(1, unit switch
    {
        LimitUnit.Hour => (int)((reference.Microseconds - due.At.Microseconds + ChinaDay.Hour - 1) / ChinaDay.Hour),
        LimitUnit.WorkingDay => calendar.WorkingDaysBetween(due.Day, reference.Date),
        _ => reference.Date.DayNumber - due.Day.DayNumber,
    });
}
