using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Documents;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>seed/items, as <see cref="SeedDemonstrationItems"/> publishes them: every guide of every place is lawful and complete.</summary>
public sealed class SeedItemsTests
{
    internal static string Folder { get; } = Path.Combine(Tree.Root, "seed", "items");

    private static readonly Lazy<IReadOnlyList<Guide>> Known = new(Read);

    internal static IReadOnlyList<Guide> All => Known.Value;

    /// <summary>Any organisation, so that the seed can be read without the directory.</summary>
    internal static Organisation Somebody(string id) => new(
        id, $"机构 {id}", id, OrganisationKind.Department, RegionCode.Parse(id[..6]), $"机构 {id}", "11370202XN0000100G", "0532-55500012", "示范路 2 号");

    /// <summary>The items, and the combinations that are made of them.</summary>
    private static IReadOnlyList<Guide> Read()
    {
        var items = SeedItems.Read(Folder, Somebody).ToDictionary(g => g.Item);
        return
        [
            .. items.Values,
            .. SeedCombinations.Plans(Folder).Select(p => SeedCombinations.Compose(p, items.GetValueOrDefault, Somebody, TheLaw.Rules(p.Place, p.Type, "2024-03-04"))),
        ];
    }

    public static TheoryData<string> Items => [.. All.Select(g => g.Item)];

    [Theory]
    [MemberData(nameof(Items))]
    public void Every_guide_is_complete_and_lawful(string item)
    {
        var guide = All.Single(g => g.Item == item);
        Assert.Empty(GuideRules.Check(guide, null).Select(f => f.ToString()));
        Assert.Empty(GuideRules.Check(guide, TheLaw.Rules(guide.Place, guide.Type, "2024-03-04")).Select(f => f.ToString()));
        Assert.Equal(guide.Hash, GuideText.Hash(GuideText.Of(guide)));
    }

    [Fact]
    public void A_restaurant_can_be_licensed_in_every_place() => Assert.Equal(
        ["130181-food-business", "370202-food-business", "370202001-food-business", "500103-food-business", "610118-food-business"],
        All.Select(g => g.Item).Where(i => i.EndsWith("-food-business", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_steps_of_a_guide_fit_into_its_promise() => Assert.Empty(
        from guide in All
        where guide.PromisedLimit.Unit == LimitUnit.WorkingDay && guide.Steps.All(s => s.Limit is null or { Unit: LimitUnit.WorkingDay })
        let steps = guide.Steps.Sum(s => s.Limit?.Amount ?? 0)
        where steps > guide.PromisedLimit.Amount
        select $"{guide.Item}: {steps} > {guide.PromisedLimit.Amount}");

    [Fact]
    public void The_canonical_text_reads_back_as_the_same_guide()
    {
        foreach (var guide in All)
        {
            var again = GuideText.Read(GuideText.Of(guide), guide.Hash);
            Assert.Equal(GuideText.Of(guide), GuideText.Of(again));
            Assert.DoesNotContain("\"hash\"", GuideText.Of(guide), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_hash_tells_the_smallest_difference_apart()
    {
        var guide = All[0];
        Assert.NotEqual(guide.Hash, GuideText.Seal(guide with { Visits = guide.Visits + 1 }).Hash);
        Assert.NotEqual(guide.Hash, GuideText.Seal(guide with { Version = guide.Version + 1 }).Hash);
        Assert.Equal(guide.Hash, GuideText.Seal(guide with { Hash = "" }).Hash);
    }
}
