using System.Text.Json.Serialization;

namespace OneWindow.Kernel;

/// <summary>How a clock stands at one instant: never stored, always asked (docs/legal-clock.md E7, E8, S8).</summary>
/// <param name="Due">Null before the start and while a standstill without end leaves it open.</param>
/// <param name="Earliest">The last day as if the clock were resumed now; the same as <paramref name="Due"/> if it runs.</param>
/// <param name="Unit">What the numbers count: working days, calendar days (months too) or hours.</param>
/// <param name="Total">The budget in that unit.</param>
/// <param name="Used">What of it is counted up to and with today; hours that are full.</param>
/// <param name="Late">Begun units after the last day; 0 if in time. Of a stopped clock: at its stop.</param>
public sealed record Standing(ClockState State, Deadline? Due, Deadline? Earliest, LimitUnit Unit, int Total, int Used, int Late)
{
    [JsonIgnore]
    public int Remaining => Total - Used;

    [JsonIgnore]
    public bool IsOverdue => Late > 0;

    /// <summary>The light of a work list by what remains of the budget: overdue is red, thresholds are the place's setting.</summary>
    public Light LightBy(LightRule rule) => this switch
    {
        { State: ClockState.NotStarted } => Light.Green,
        { Late: > 0 } => Light.Red,
        _ when Remaining * 100L <= (long)Total * rule.RedPercent => Light.Red,
        _ when Remaining * 100L <= (long)Total * rule.AmberPercent => Light.Amber,
        _ => Light.Green,
    };

    /// <summary>One phrase for a list: "还剩 3 个工作日", "今日到期", "已超期 1 个工作日".</summary>
    public string InWords() => this switch
    {
        { State: ClockState.NotStarted } => "尚未计时",
        { State: ClockState.Stopped, Late: > 0 } => $"计时结束，超期{Spaced(Late)}",
        { State: ClockState.Stopped } => $"计时结束，用时{Spaced(Used)}",
        { Late: > 0 } => $"已超期 {Amount(Late)}",
        { State: ClockState.Suspended } => $"计时暂停，还剩 {Amount(Remaining)}",
        { Remaining: 0, Unit: not LimitUnit.Hour } => "今日到期",
        { Remaining: 0 } => "即将到期",
        _ => $"还剩 {Amount(Remaining)}",
    };

    /// <summary>Between words and a figure stands a space, between words none.</summary>
    private string Spaced(int n) => n == 0 ? Amount(n) : $" {Amount(n)}";

    private string Amount(int n) => n == 0 ? "不足一" + new TimeLimit(1, Unit).ToString()[2..] : new TimeLimit(n, Unit).ToString();
}

public enum ClockState
{
    NotStarted,
    Running,
    Suspended,
    Stopped,
}

public enum Light
{
    Green,
    Amber,
    Red,
}

/// <summary>From which remaining share of the budget, in percent, a light turns: at or below it.</summary>
public sealed record LightRule(int AmberPercent, int RedPercent);
