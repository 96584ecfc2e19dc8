using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

/// <summary>
/// docs/legal-clock.md as a patient person would follow it, one day (or one minute) at a time. Knows nothing of prefix sums,
/// sorting or merging. Instants are whole minutes here.
/// </summary>
internal sealed class SlowClock(
    WorkCalendar calendar, Instant start, IReadOnlyList<TimeLimit> limits, IReadOnlyList<Suspension> suspensions, TimeOnly? closesAt = null)
{
    private const int Horizon = 4_000;
    private const long Minute = 60_000_000;
    private readonly SlowCalendar slow = new(calendar.Years);

    public Deadline? Due()
    {
        if (limits.All(limit => limit.Amount == 0)) return Last(start.Date, start.Date, provisional: false);
        if (limits[0].Unit == LimitUnit.Hour) return Hours();
        var day = start.Date;
        foreach (var limit in Merged())
        {
            var left = limit.Unit == LimitUnit.Month ? day.AddMonths(limit.Amount).DayNumber - day.DayNumber : limit.Amount;
            while (left > 0)
            {
                day = day.AddDays(1);
                if (day > start.Date.AddDays(Horizon)) return null;
                if (!StandsStill(day) && (limit.Unit != LimitUnit.WorkingDay || slow.Works(day))) left--;
            }
        }

        var counted = day;
        if (Merged()[^1].Unit != LimitUnit.WorkingDay)
        {
            while (!slow.Works(day) || StandsStill(day))
            {
                day = day.AddDays(1);
                if (day > start.Date.AddDays(Horizon)) return null;
            }
        }

        var asked = limits.Any(limit => limit is { Unit: LimitUnit.WorkingDay, Amount: > 0 }) ? start.Date : counted.AddDays(-1);
        return Last(day, start.Date, SlowCalendar.Span(asked, day).Any(slow.Provisional));
    }

    /// <summary>S1: stood still in any part of the day.</summary>
    public bool StandsStill(DateOnly day)
    {
        var (begin, end) = (Instant.At(day, TimeOnly.MinValue), Instant.At(day.AddDays(1), TimeOnly.MinValue));
        return suspensions.Any(s => (s.To is not { } to || (to > s.From && to > begin)) && s.From < end);
    }

    private Deadline Last(DateOnly day, DateOnly dayZero, bool provisional)
    {
        var midnight = new Instant(Instant.At(day.AddDays(1), TimeOnly.MinValue).Microseconds - 1);
        var at = closesAt is { } close ? Instant.At(day, close) : midnight;
        return new Deadline(day, day == dayZero && at < start ? midnight : at, provisional);
    }

    private Deadline? Hours()
    {
        var left = limits.Sum(limit => limit.Amount) * 60;
        var at = start.Microseconds;
        for (var minutes = 0; left > 0; minutes++, at += Minute)
        {
            if (minutes > Horizon * 100) return null;
            if (!suspensions.Any(s => s.From.Microseconds <= at && (s.To is not { } to || at < to.Microseconds))) left--;
        }

        return new Deadline(new Instant(at).Date, new Instant(at), false);
    }

    private List<TimeLimit> Merged()
    {
        List<TimeLimit> merged = [];
        foreach (var limit in limits.Where(limit => limit.Amount > 0))
        {
            if (merged.Count > 0 && merged[^1].Unit == limit.Unit) merged[^1] = limit with { Amount = limit.Amount + merged[^1].Amount };
            else merged.Add(limit);
        }

        return merged;
    }
}
