namespace OneWindow.Contracts;

/// <summary>数量限制: how many may be granted in a period. Who qualifies is served in the order of acceptance (行政许可法 第五十七条).</summary>
/// <param name="Basis">The law that limits the number.</param>
public sealed record Quota(int Count, QuotaPeriod Per, LegalBasis Basis)
{
    /// <summary>The first and the last day of the period that a day of acceptance belongs to.</summary>
    public (DateOnly From, DateOnly Until) PeriodOf(DateOnly day) => Per switch
    {
        QuotaPeriod.Month => Months(new DateOnly(day.Year, day.Month, 1), 1),
        QuotaPeriod.Quarter => Months(new DateOnly(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1), 3),
        QuotaPeriod.Year => Months(new DateOnly(day.Year, 1, 1), 12),
        _ => (DateOnly.MinValue, DateOnly.MaxValue),
    };

    /// <summary>"2025年", "2025年第1季度", "2025年3月"; without a period "总共".</summary>
    public string WordsOf(DateOnly day) => Per switch
    {
        QuotaPeriod.Month => $"{day.Year}年{day.Month}月",
        QuotaPeriod.Quarter => $"{day.Year}年第{((day.Month - 1) / 3) + 1}季度",
        QuotaPeriod.Year => $"{day.Year}年",
        _ => "总共",
    };

    private static (DateOnly, DateOnly) Months(DateOnly first, int months) => (first, first.AddMonths(months).AddDays(-1));
}

public enum QuotaPeriod
{
    Month,
    Quarter,
    Year,
    Ever,
}
