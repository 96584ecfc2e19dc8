using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>Counts day by day with a reason for each: the long way to the same last day as <see cref="Counting"/>.</summary>
/// <param name="ledger">Where a standstill's cause is read; empty if nothing names it.</param>
internal sealed class Walk(WorkCalendar calendar, Instant start, IReadOnlyList<ClockEntry> ledger, Citation basis)
{
    private readonly List<CountedDay> counted = [];
    private readonly List<SkippedDay> skipped = [];

    public Explanation Explain(Counting counting)
    {
        var due = counting.Due();
        if (counting.InHours) Hours(counting, due);
        else if (!counting.Limits.IsEmpty) Days(counting, due);
        return new Explanation(due, basis, counted, skipped, counting.InHours);
    }

    private void Days(Counting counting, Deadline? due)
    {
        var day = start.Date;
        skipped.Add(new SkippedDay(day, "起算当日"));
        for (var i = 0; i < counting.Limits.Length; i++)
        {
            var limit = counting.Limits[i];
            var rolls = i == counting.Limits.Length - 1 && limit.Unit != LimitUnit.WorkingDay;
            for (var left = Counting.DaysOf(limit, day.DayNumber); left > 0;)
            {
                day = day.AddDays(1);
                if (counting.PauseOn(day.DayNumber) is { } pause)
                {
                    if (pause.To == Pause.Never)
                    {
                        skipped.Add(new SkippedDay(day, Cause(pause) + "，尚未恢复"));
                        return;
                    }

                    skipped.Add(new SkippedDay(day, Cause(pause)));
                }
                else if (limit.Unit == LimitUnit.WorkingDay && !calendar.IsWorkingDay(day))
                {
                    skipped.Add(new SkippedDay(day, calendar.Why(day)));
                }
                else if (rolls && left == 1 && !calendar.IsWorkingDay(day))
                {
                    skipped.Add(new SkippedDay(day, calendar.Why(day) + "，末日顺延"));
                }
                else
                {
                    left--;
                    counted.Add(new CountedDay(day, counted.Count + 1, limit.Unit == LimitUnit.WorkingDay ? calendar.Why(day) : "自然日"));
                }
            }
        }
    }

    private void Hours(Counting counting, Deadline? due)
    {
        var (at, amount) = (start.Microseconds, counting.Limits[0].Amount);
        var (begin, left, interrupted) = (at, ChinaDay.Hour, false);
        foreach (var pause in counting.Pauses)
        {
            if (due is { } end && pause.From >= end.At.Microseconds) break;
            if (pause.To <= at) continue;
            CountUntil(pause.From);
            if (counted.Count == amount) return;
            interrupted |= left < ChinaDay.Hour;
            Skip(Math.Max(pause.From, at), pause);
            if (pause.To == Pause.Never) return;
            at = pause.To;
            if (!interrupted) begin = at;
        }

        CountUntil(long.MaxValue);

        void CountUntil(long until)
        {
            while (counted.Count < amount && at < until)
            {
                var step = Math.Min(left, until - at);
                (at, left) = (at + step, left - step);
                if (left > 0) return;
                counted.Add(new CountedDay(new Instant(at).Date, counted.Count + 1, $"{Clock(begin)}–{Clock(at)}{(interrupted ? "（其间暂停）" : "")}"));
                (begin, left, interrupted) = (at, ChinaDay.Hour, false);
            }
        }

        void Skip(long from, Pause pause)
        {
            var last = pause.To == Pause.Never ? ChinaDay.Of(from) : pause.LastDay;
            for (var day = ChinaDay.Of(from); day <= last; day++) skipped.Add(new SkippedDay(DateOnly.FromDayNumber(day), Cause(pause)));
        }
    }

    private static string Clock(long microseconds) => new Instant(microseconds).ToChina().ToString("HH:mm", CultureInfo.InvariantCulture);

    private string Cause(Pause pause)
    {
        if (pause.Entry < 0) return "计时暂停";
        var (cause, note) = ledger[pause.Entry] switch
        {
            ClockEntry.Suspended entry => (entry.Cause, entry.Note),
            ClockEntry.Excluded entry => (entry.Cause, entry.Note),
            _ => (StandstillCause.Other, null),
        };
        return (note, cause) switch
        {
            ({ } named, _) => $"{named}期间，计时暂停",
            (_, StandstillCause.Correction) => "补正期间，计时暂停",
            (_, StandstillCause.Supplement) => "容缺补齐期间，计时暂停",
            (_, StandstillCause.SpecialProcedure) => "特别程序期间，计时暂停",
            (_, StandstillCause.Hearing) => "听证期间，计时暂停",
            (_, StandstillCause.OnHold) => "暂停办理期间，计时暂停",
            (_, StandstillCause.CalendarChange) => "办公安排调整，计时暂停",
            _ => "计时暂停",
        };
    }
}
