using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>The measure itself: enough kinds, enough guides for each, and nothing planted that is not there.</summary>
public sealed class PlantersTests
{
    private const int Seed = 20261122;

    /// <summary>Guides of a kind that are looked into one by one: an operator does the same to the hundredth.</summary>
    private const int Looked = 25;

    private static Corpus Corpus => Corpus.Shipped;

    public static TheoryData<string> Kinds => [.. Planters.All.Select(p => p.Kind)];

    private static Planter Of(string kind) => Planters.All.Single(p => p.Kind == kind);

    [Fact]
    public void Kinds_are_many_and_unique()
    {
        Assert.True(Planters.All.Count >= 80, $"{Planters.All.Count} kinds");
        Assert.Equal(Planters.All.Count, Planters.All.Select(p => p.Kind).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Hosts_stand_in_all_four_places()
    {
        foreach (var place in Corpus.Places)
        {
            var count = Corpus.Hosts.Count(h => Corpus.PlaceOf(h) == place);
            Assert.True(count >= 40, $"{place}: {count}");
        }

        Assert.Equal(Corpus.Hosts.Count, Corpus.Hosts.Select(h => h.Item).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_fits_ten_guides_spread_over_the_places_where_it_is_a_fault(string kind)
    {
        var planter = Of(kind);
        var planted = Corpus.Hosts.Where(h => planter.Plant(h, Corpus, Seed) is not null).ToList();
        var twins = Corpus.Hosts.Where(h => planter.Twin(h, Corpus, Seed) is not null).ToList();
        Assert.True(planted.Count >= 10, $"{planted.Count} hosts");
        Assert.True(twins.Count >= 10, $"{twins.Count} twins");
        IReadOnlyList<RegionCode> where = planter.Where.Count > 0 ? planter.Where : Corpus.Places;
        Assert.All(where, place => Assert.Contains(planted, h => Corpus.PlaceOf(h) == place));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_planted_is_another_guide_at_the_element_it_names_and_the_same_each_time(string kind)
    {
        var planter = Of(kind);
        var looked = 0;
        foreach (var (host, n) in Corpus.Hosts.Select((h, n) => (h, n)))
        {
            if (planter.Plant(host, Corpus, Seed + n) is not { } planted) continue;
            if (++looked > Looked) break;
            Assert.NotEqual(host.Hash, planted.Guide.Hash);
            Assert.Equal(planted.Guide.Hash, planter.Plant(host, Corpus, Seed + n)!.Guide.Hash);
            Assert.Equal(planted.Guide.Hash, GuideText.Hash(GuideText.Of(planted.Guide)));
            if (planter.Twin(host, Corpus, Seed + n) is not { } twin) continue;
            Assert.NotEqual(host.Hash, twin.Guide.Hash);
            Assert.NotEqual(planted.Guide.Hash, twin.Guide.Hash);
        }
    }

    [Fact]
    public void The_element_is_where_the_guide_differs()
    {
        foreach (var planter in Planters.All)
        {
            foreach (var (host, fault) in Corpus.Hosts.Select(h => (h, planter.Plant(h, Corpus, Seed))).Where(p => p.Item2 is not null).Take(Looked))
            {
                var planted = fault!;
                var before = Elements(planted.Siblings.Count > 0 ? planted.Siblings[0] : host);
                var after = Elements(planted.Guide);
                var at = planted.At.Split('/')[0];
                Assert.Equal(planter.Element, at);
                Assert.Contains(new[] { at, Between(planter) }, e => before.GetValueOrDefault(e) != after.GetValueOrDefault(e));
            }
        }
    }

    /// <summary>Some faults lie between two elements, and the other is the one that was changed.</summary>
    private static string Between(Planter planter) => planter.Kind switch
    {
        "promise-longer-in-working-days" => "statutoryLimit",
        "no-visit-but-nothing-sent" => "deliveries",
        "no-visit-but-counter-only" or "online-only-with-visits" => "channels",
        "full-online-elsewhere-with-visits" => "crossRegion",
        _ => planter.Element,
    };

    private static Dictionary<string, string> Elements(Guide guide)
    {
        using var text = System.Text.Json.JsonDocument.Parse(GuideText.Of(guide));
        return text.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetRawText(), StringComparer.Ordinal);
    }
}
