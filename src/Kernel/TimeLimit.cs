using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>时限单位: in what the law counts. 工作日 for licences (行政许可法 第八十二条); other laws count calendar days, months or hours.</summary>
public enum LimitUnit
{
    WorkingDay,
    CalendarDay,
    Month,
    Hour,
}

/// <summary>A limit with its unit: never a bare number. Zero working days is 当场, on the spot.</summary>
public readonly record struct TimeLimit(int Amount, LimitUnit Unit)
{
    private static readonly (string Code, LimitUnit Unit, string Words)[] Units =
    [
        ("working-day", LimitUnit.WorkingDay, "个工作日"),
        ("calendar-day", LimitUnit.CalendarDay, "日"),
        ("month", LimitUnit.Month, "个月"),
        ("hour", LimitUnit.Hour, "小时"),
    ];

    public static TimeLimit OnTheSpot { get; } = new(0, LimitUnit.WorkingDay);

    public static TimeLimit WorkingDays(int amount) => new(amount, LimitUnit.WorkingDay);

    public bool IsOnTheSpot => Amount == 0;

    /// <summary>Reads "on-the-spot" or "5 working-day", "30 calendar-day", "1 month", "24 hour".</summary>
    public static bool TryParse(string? text, out TimeLimit limit)
    {
        limit = OnTheSpot;
        if (text is "on-the-spot") return true;
        var parts = text?.Split(' ') ?? [];
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || amount < 1
            || !TryParseUnit(parts[1], out var unit)) return false;
        limit = new TimeLimit(amount, unit);
        return true;
    }

    public static TimeLimit Parse(string text) =>
        TryParse(text, out var limit) ? limit : throw new FormatException($"Not a limit: {text}");

    public static bool TryParseUnit(string? code, out LimitUnit unit)
    {
        foreach (var known in Units)
        {
            if (known.Code != code) continue;
            unit = known.Unit;
            return true;
        }

        unit = default;
        return false;
    }

    /// <summary>The form that rulebooks, guides and the command line use.</summary>
    public string Code => IsOnTheSpot ? "on-the-spot" : string.Create(CultureInfo.InvariantCulture, $"{Amount} {Units[(int)Unit].Code}");

    /// <summary>The form that people read: "10 个工作日", "当场".</summary>
    public override string ToString() => IsOnTheSpot ? "当场" : string.Create(CultureInfo.InvariantCulture, $"{Amount} {Units[(int)Unit].Words}");
}
