using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>The scenarios that stand beside the rulebooks, lived by the engine itself: a case in which nobody acts ends as the lawyer expects.</summary>
public sealed class ScenariosLivedTests
{
    private static readonly IReadOnlyList<Scenario> Lapses =
        [.. ScenarioReader.ReadAll(RulebookFolder.Default).Scenarios.Where(s => s.Facts.What is not ("rules" or "complete-filing"))];

    public static TheoryData<string, string> Expectations()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in Lapses)
        {
            foreach (var expected in scenario.Expect) data.Add(scenario.File, expected.Place.ToString());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_case_that_nobody_touches_ends_as_the_scenario_says(string file, string place)
    {
        var scenario = Lapses.Single(s => s.File == file);
        var expected = scenario.Expect.Single(e => e.Place.ToString() == place);
        if (expected.End is null) return;
        var (end, on, basis) = Lived(expected.Place, scenario.Facts);
        Assert.Equal((expected.End, expected.On, expected.Basis), (end, on, basis));
    }

    private static (string End, DateOnly? On, Citation? Basis) Lived(RegionCode place, Facts facts)
    {
        var channel = facts.Channel == "counter" ? Channel.Counter : Channel.Online;
        var day = $"{facts.On:yyyy-MM-dd} 09:00";
        if (facts.What == "incomplete-filing-untold")
        {
            var untold = Story.Filed(place, day, ["m2"], channel, facts.Type).SilenceUntil(After(facts.On));
            return untold.State.Mode == AcceptanceMode.Deemed ? Ended<CaseAccepted>(untold, "deemed-accepted") : Nothing;
        }

        if (facts.What == "renewal-undecided")
        {
            var renewal = Story.Filed(place, day, type: facts.Type, expires: facts.Expires).Accepted().SilenceUntil(After(facts.Expires!.Value));
            return renewal.State.Status == CaseStatus.DeemedRenewed ? Ended<CaseDeemedRenewed>(renewal, "deemed-renewed") : Nothing;
        }

        var filed = $"{facts.On.AddDays(-4):yyyy-MM-dd} 09:00";
        if (facts.What == "correction-lapsed")
        {
            var told = Story.Filed(place, filed, ["m2", "m3"], channel, facts.Type);
            told.Then(told.Clerk, new RequestCorrection([Story.Missing("m1")], facts.On)).SilenceUntil(After(facts.On));
            return told.State.Status == CaseStatus.DeemedWithdrawn ? Ended<CaseDeemedWithdrawn>(told, "deemed-withdrawn") : Nothing;
        }

        var tolerated = Story.Filed(place, filed, ["m1", "m2"], channel, facts.Type);
        tolerated.Then(tolerated.Clerk, new AcceptTolerantly(["m3"], facts.On, true)).SilenceUntil(After(facts.On));
        var effect = ((SupplementLapsed)tolerated.Events.Single(e => e is SupplementLapsed)).Effect;
        return effect == "staff-decide" ? Nothing : Ended<SupplementLapsed>(tolerated, effect);
    }

    private static (string, DateOnly?, Citation?) Nothing => (LawfulEnd.StaffDecide, null, null);

    private static (string, DateOnly?, Citation?) Ended<T>(Story story, string end) => (end, story.AtOf<T>().Date, story.BasisOf<T>());

    private static string After(DateOnly day) => $"{day.AddDays(20):yyyy-MM-dd} 09:00";
}
