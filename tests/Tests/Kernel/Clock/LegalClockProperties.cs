using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

/// <summary>What holds for every clock, over random calendars, limits, standstills and extensions.</summary>
public sealed class LegalClockProperties
{
    [Fact]
    public void The_fast_count_equals_the_slow_one() => ForAll(random =>
        random.Clock.Due(random.Calendar) == random.Slow.Due());

    [Fact]
    public void A_limit_without_a_ledger_equals_the_slow_count() => ForAll(random =>
        Deadlines.After(random.Start, random.Budget, random.Calendar, [.. random.Suspensions], random.ClosesAt)
            == new SlowClock(random.Calendar, random.Start, [random.Budget], random.Suspensions, random.ClosesAt).Due());

    [Fact]
    public void A_suspension_never_brings_a_deadline_forward() => ForAll(random =>
    {
        var without = random with { Suspensions = [.. random.Suspensions.Skip(1)], Causes = [.. random.Causes.Skip(1)], AsExcluded = [.. random.AsExcluded.Skip(1)] };
        return without.Clock.Due(random.Calendar) is not { } due
            ? random.Clock.Due(random.Calendar) is null
            : random.Clock.Due(random.Calendar) is not { } later || later.At >= due.At;
    });

    [Fact]
    public void An_extension_never_brings_a_deadline_forward() => ForAll(random =>
    {
        var due = random.Clock.Due(random.Calendar);
        var extended = random.Clock.Extend(random.Start, random.Budget, random.Clock.Basis).Due(random.Calendar);
        return due is { } before ? extended is not { } after || after.At >= before.At : extended is null;
    });

    [Fact]
    public void The_counted_days_of_the_explanation_are_the_budget_and_end_on_the_last_day() => ForAll(random =>
    {
        var proof = random.Clock.Explain(random.Calendar);
        if (proof.Due is not { } due) return true;
        var numbers = proof.Counted.Select(day => day.N);
        var sameUnit = random.Extensions.All(by => by.Unit == random.Budget.Unit) && random.Budget.Unit != LimitUnit.Month;
        var amount = random.Budget.Amount + random.Extensions.Sum(by => by.Amount);
        return numbers.SequenceEqual(Enumerable.Range(1, proof.Counted.Count))
            && (!sameUnit || proof.Counted.Count == amount)
            && proof.Counted.Count == random.Clock.StandAt(due.At, random.Calendar).Total
            && (proof.Counted.Count == 0 || proof.Counted[^1].Date == due.Day);
    });

    [Fact]
    public void The_explanation_leaves_no_day_out_and_tells_each_truly() => ForAll(random =>
    {
        var proof = random.Clock.Explain(random.Calendar);
        if (proof.Due is not { } due || proof.Counted.Count == 0 || random.Budget.Unit == LimitUnit.Hour) return true;
        var slow = random.Slow;
        var told = proof.Counted.Select(day => day.Date).Concat(proof.Skipped.Select(day => day.Date)).Order();
        return told.SequenceEqual(SlowCalendar.Span(random.Start.Date.AddDays(-1), due.Day))
            && proof.Counted.All(day => !slow.StandsStill(day.Date))
            && proof.Skipped.Skip(1).All(day => slow.StandsStill(day.Date) == day.Why.Contains("暂停", StringComparison.Ordinal))
            && proof.Lines.Count == proof.Counted.Count + proof.Skipped.Count + 1;
    });

    [Fact]
    public void The_standing_counts_what_the_explanation_counts() => ForAll(random =>
    {
        var standing = random.Clock.StandAt(random.Now, random.Calendar);
        var proof = random.Clock.Explain(random.Calendar);
        var used = random.Budget.Unit == LimitUnit.Hour
            ? standing.Used
            : proof.Counted.Count(day => day.Date <= random.Now.Date);
        return standing.Used == used
            && standing.Used >= 0
            && standing.Used <= standing.Total
            && standing.Due == proof.Due
            && standing.IsOverdue == (proof.Due is { } due && random.Now > due.At)
            && (standing.Due is null || standing.Earliest == standing.Due)
            && standing.Earliest is not null
            && (standing.State == ClockState.Suspended) == random.Suspensions.Any(s => s.From <= random.Now && (s.To is not { } to || random.Now < to));
    });

    [Fact]
    public void A_running_hour_clock_has_used_the_full_hours_that_ran() => ForAll(random =>
    {
        var clock = random with { Budget = new TimeLimit(100, LimitUnit.Hour), Extensions = [], Suspensions = random.Suspensions };
        var minutes = 0;
        for (var at = clock.Start; at < clock.Now && minutes < 6000; at = at.Plus(TimeSpan.FromMinutes(1)))
        {
            if (!clock.Suspensions.Any(s => s.From <= at && (s.To is not { } to || at < to))) minutes++;
        }

        return clock.Clock.StandAt(clock.Now, clock.Calendar).Used == minutes / 60;
    });

    [Fact]
    public void A_changed_calendar_yields_a_journalled_move_or_none() => ForAll(random =>
    {
        var after = random.Calendar.WithYear(random.Amended);
        var (from, to) = (random.Clock.Due(random.Calendar)?.Day, random.Clock.Due(after)?.Day);
        var move = random.Clock.Reproject(random.Calendar, after);
        if (from == to || from is null || to is null) return move is null;
        var journalled = random.Clock.Journal(random.Now, move!);
        return move!.From == from && move.To == to
            && move.Reason.Contains($"{to:yyyy-MM-dd}", StringComparison.Ordinal)
            && journalled.Ledger[^1] is ClockEntry.Reprojected
            && journalled.Due(after) == random.Clock.Due(after);
    });

    private static void ForAll(Func<RandomClock, bool> holds) =>
        Prop.ForAll(RandomLaw.Clocks.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
