using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>Both clocks of a case on one bar. The amounts are in one unit: that of the clocks if they share it, else calendar days.</summary>
/// <param name="Used">What has been used up so far.</param>
/// <param name="Remaining">承诺期限还剩 3 个工作日.</param>
/// <param name="PromisedDue">Null while a standstill without end leaves it open.</param>
/// <param name="Provisional">The days off of the year in which it ends are not announced yet.</param>
/// <param name="Paused">Why the clocks stand still; null if they run or if the page does not say.</param>
public sealed record ClockBarModel(
    DateOnly Start,
    DateOnly? PromisedDue,
    DateOnly? StatutoryDue,
    double Used,
    double Promised,
    double Statutory,
    Lamp Lamp,
    string Remaining,
    bool Provisional = false,
    string? Paused = null)
{
    /// <summary>Null before the clocks have started.</summary>
    public static ClockBarModel? Of(
        LegalClock promised, LegalClock statutory, Instant now, WorkCalendar calendar, LightRule rule, string? paused = null)
    {
        ArgumentNullException.ThrowIfNull(promised);
        ArgumentNullException.ThrowIfNull(statutory);
        if (promised.StartedAt is not { } start) return null;
        var promise = promised.StandAt(now, calendar);
        var law = statutory.StandAt(now, calendar);
        var (used, promiseTotal, lawTotal) = promise.Unit == law.Unit
            ? (promise.Used + promise.Late, promise.Total, law.Total)
            : (Days(start, now.Date), Days(start, promise.Earliest?.Day), Days(start, law.Earliest?.Day));
        return new ClockBarModel(
            start.Date,
            promise.Due?.Day,
            law.Due?.Day,
            used,
            promiseTotal,
            Math.Max(lawTotal, promiseTotal),
            Statuses.LampOf(promise, rule),
            promise.State is ClockState.Stopped ? promise.InWords() : "承诺期限" + promise.InWords(),
            promise.Due is { Provisional: true } || law.Due is { Provisional: true },
            paused);
    }

    private static int Days(Instant start, DateOnly? to) => to is { } day ? day.DayNumber - start.Date.DayNumber : 0;
}

/// <summary>One day of a deadline's proof.</summary>
/// <param name="Number">第几日; null for a day that does not count.</param>
public sealed record WhyDayModel(DateOnly Date, int? Number, string Why);

/// <summary>The proof of a deadline, day by day.</summary>
/// <param name="Sum">In a sentence: 从11月9日的次日起算，第5个工作日是11月16日。</param>
/// <param name="Hours">The numbers count hours, not days.</param>
public sealed record WhyDateModel(string Sum, IReadOnlyList<WhyDayModel> Days, Citation Basis, bool Hours = false)
{
    public static WhyDateModel Of(Explanation proof, LimitUnit unit)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var days = proof.Counted.Select(d => new WhyDayModel(d.Date, d.N, d.Why))
            .Concat(proof.Skipped.Select(d => new WhyDayModel(d.Date, null, d.Why)))
            .OrderBy(d => d.Date).ThenBy(d => d.Number ?? 0);
        var sum = proof.Due is { } due
            ? $"届满日是{Words.Of(due.Day)}。下面逐日列出哪些日子计入、哪些不计。"
            : "计时尚未开始或者正在暂停，届满日待定。下面是到目前为止计入的日子。";
        return new WhyDateModel(sum, [.. days], proof.Basis, unit is LimitUnit.Hour);
    }
}
