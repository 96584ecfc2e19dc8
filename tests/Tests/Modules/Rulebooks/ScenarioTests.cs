using OneWindow.Kernel;
using OneWindow.Rulebooks;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>Every scenario file, place by place.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string, string> Expectations()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in All)
        {
            foreach (var expected in scenario.Expect) data.Add(scenario.File, expected.Place.ToString());
        }

        return data;
    }

    private static IReadOnlyList<Scenario> All { get; } = ScenarioReader.ReadAll(RulebookFolder.Default).Scenarios;

    [Fact]
    public void All_scenario_files_are_read() => Assert.Empty(ScenarioReader.ReadAll(RulebookFolder.Default).Errors);

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_scenario_ends_as_the_lawyer_expects(string file, string place)
    {
        var scenario = All.Single(s => s.File == file);
        var expected = scenario.Expect.Single(e => e.Place.ToString() == place);
        var rules = TheLaw.Shelf.For(expected.Place, scenario.Facts.Type, scenario.Facts.On);

        if (expected.End is not null)
        {
            var end = scenario.Facts.EndUnder(rules, TheLaw.Calendar);
            Assert.Equal(new LawfulEnd(expected.End, expected.On, expected.CountsFrom, expected.Basis), end);
        }

        Assert.All(expected.Rules, rule => Assert.Equal(rule.Value, rules.Find(rule.Key)?.Value ?? "silent"));
        Assert.True(expected.End is not null || expected.Rules.Count > 0, "The scenario expects nothing.");
    }

    [Fact]
    public void The_same_facts_end_differently_in_the_four_places()
    {
        var lapses = All.Where(s => s.Facts.What is not "rules").ToList();
        string EndsAt(RegionCode place) => string.Join(' ', lapses.Select(s =>
            s.Facts.EndUnder(TheLaw.Shelf.For(place, s.Facts.Type, s.Facts.On), TheLaw.Calendar)));

        RegionCode[] places = [TheLaw.Shapingba, TheLaw.Shinan, TheLaw.HebeiCity, TheLaw.Huyi];
        Assert.Equal(4, places.Select(EndsAt).Distinct().Count());
    }

    [Fact]
    public void Every_regulation_has_a_scenario_beside_it()
    {
        string[] regulations = ["qingdao/government-services", "qingdao/grassroots", "chongqing/government-services", "hebei-city/standardisation-plan", "huyi/standardisation-rules", "nation/licensing-law"];

        Assert.All(regulations, r => Assert.Contains(All, s => s.File.StartsWith(r + "/scenarios/", StringComparison.Ordinal)));
    }
}
