using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>期限: the light of what is to be done next, both clocks, and why each ends on its day.</summary>
internal static class CaseTimes
{
    public static CaseTimesModel Of(OpenCase open, Instant now)
    {
        var (state, calendar) = (open.State, open.Context.Calendar);
        var light = CaseLights.Of(open, now);
        var clocks = new List<ClockModel>();
        if (state is { Status: CaseStatus.OnHold, Change.Until: null }) return new CaseTimesModel(light.Lamp, light.Words, light.Due, null, clocks);
        if (state.Promised is { } promised) clocks.Add(Clock("承诺期限", promised, calendar));
        if (state.Statutory is { } statutory) clocks.Add(Clock("法定期限", statutory, calendar));
        var bar = state is { Promised: { } p, Statutory: { } s } ? ClockBarModel.Of(p.Clock, s.Clock, now, calendar, CaseLights.Rule) : null;
        return new CaseTimesModel(light.Lamp, light.Words, light.Due, bar, clocks);
    }

    private static ClockModel Clock(string name, CaseClock clock, WorkCalendar calendar) => new(
        name, clock.Clock.Budget.ToString(), clock.Due.Day, WhyDateModel.Of(clock.Clock.Explain(calendar), clock.Clock.Budget.Unit));
}
