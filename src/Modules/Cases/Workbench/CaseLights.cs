using System.Globalization;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What a row says about its time: the light, its words, and the day it means.</summary>
internal readonly record struct CaseLight(Lamp Lamp, string Words, DateOnly? Due);

/// <summary>灯: how much time is left for what is to be done next, asked of the clocks at this instant and never stored.</summary>
internal static class CaseLights
{
    /// <summary>Amber from two fifths of the limit, red on its last day: what no law fixes is ours.</summary>
    public static LightRule Rule { get; } = new(AmberPercent: 40, RedPercent: 0);

    /// <summary>Days before the end of a correction period from which the light is amber.</summary>
    private const int SoonDays = 2;

    public static CaseLight Of(OpenCase open, Instant now)
    {
        var state = open.State;
        return Trays.Of(state) switch
        {
            Tray.ToAccept => Acceptance(open, now),
            Tray.ToCorrect => Days(state.Correction!.Due, now.Date),
            Tray.ToReview or Tray.ToDecide when state.Expires is { } expires && TimeRules.DecideBy(state) == expires =>
                Days(expires, now.Date) with { Lamp = state.Has(Alert.RenewalNear) ? Lamp.Red : Days(expires, now.Date).Lamp },
            Tray.ToReview or Tray.ToDecide or Tray.Combined when (state.Promised ?? state.Statutory) is { } clock => Clock(clock.Clock, open, now),
            Tray.ToDeliver => Delivery(open, now),
            Tray.ToCheck => Days(Trays.CheckBy(state), now.Date),
            Tray.OnHold => new CaseLight(Lamp.Out, "暂停计算", state.Change?.Until?.Date),
            Tray.Closed => new CaseLight(Lamp.Out, state.Status.Words(), null),
            _ => new CaseLight(Lamp.Out, "未设时限", null),
        };
    }

    private static CaseLight Acceptance(OpenCase open, Instant now)
    {
        var state = open.State;
        if (AcceptanceRules.Limit(open.Rules, CaseTimers.ChannelKey(state)) is not { } limit) return new CaseLight(Lamp.Out, "未设时限", null);
        var from = CaseTimers.AcceptanceFrom(state);
        if (!limit.IsOnTheSpot) return Clock(LegalClock.Of(limit, PlatformRules.Order).Start(from), open, now);
        return now.Date == from.Date ? new CaseLight(Lamp.Red, "应当场受理", from.Date) : Days(from.Date, now.Date);
    }

    private static CaseLight Delivery(OpenCase open, Instant now)
    {
        if (DeliveryRules.Limit(open.Rules) is not { } rule || open.State.DecidedOn is not { } decided) return new CaseLight(Lamp.Out, "未设时限", null);
        return Clock(LegalClock.Of(rule.Limit, rule.Basis).Start(CaseTimers.StartOf(decided)), open, now);
    }

    private static CaseLight Clock(LegalClock clock, OpenCase open, Instant now)
    {
        var standing = clock.StandAt(now, open.Context.Calendar);
        return new CaseLight(Statuses.LampOf(standing, Rule), standing.InWords(), standing.Due?.Day);
    }

    private static CaseLight Days(DateOnly due, DateOnly today)
    {
        var left = due.DayNumber - today.DayNumber;
        var words = left switch
        {
            0 => "今日到期",
            < 0 => string.Create(CultureInfo.InvariantCulture, $"已超期 {-left} 天"),
            _ => string.Create(CultureInfo.InvariantCulture, $"还剩 {left} 天"),
        };
        return new CaseLight(left <= 0 ? Lamp.Red : left <= SoonDays ? Lamp.Amber : Lamp.Green, words, due);
    }
}
