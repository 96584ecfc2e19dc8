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
    public void The_five_places_tell_their_articles_in_order_each_with_the_article_it_rests_on()
    {
        var told = All.Where(s => s.Article is not null).GroupBy(s => s.File[..s.File.IndexOf("/scenarios/", StringComparison.Ordinal)]).ToList();
        Assert.Equal(
            ["chongqing/government-services", "hebei-city/standardisation-plan", "huyi/standardisation-rules", "qingdao/government-services", "qingdao/grassroots"],
            told.Select(g => g.Key).Order(StringComparer.Ordinal));
        foreach (var file in told)
        {
            var rulebook = TheLaw.All.Single(r => r.File.StartsWith(file.Key + "/", StringComparison.Ordinal));
            var numbers = rulebook.Articles.Select(a => a.Number).ToList();
            var order = file.Select(s => numbers.IndexOf(s.Article!)).ToList();
            Assert.DoesNotContain(-1, order);
            Assert.Equal(order.Order(), order);
            // Whatever an article sets is told somewhere, so that nothing of a text stands untested.
            Assert.Empty(rulebook.Articles.Where(a => a.Settings.Count > 0).Select(a => a.Number).Except(file.Select(s => s.Article!)));
            foreach (var scenario in file)
            {
                var (expected, citation) = (scenario.Expect.Single(), new Citation(rulebook.Key, scenario.Article!));
                var rules = TheLaw.Shelf.For(expected.Place, scenario.Facts.Type, scenario.Facts.On);
                Assert.All(expected.Rules.Where(r => r.Value != "silent"), r => Assert.True(new[] { rules.Find(r.Key)!.Basis, rules.Find(r.Key)!.Beside }.Contains(citation), $"{scenario.File}: {r.Key} rests on {rules.Find(r.Key)!.Basis}"));
            }
        }
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
