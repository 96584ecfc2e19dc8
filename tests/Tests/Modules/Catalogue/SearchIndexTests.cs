using OneWindow.Catalogue;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>The search behind <see cref="SearchItems"/>, on the items of the demonstration city.</summary>
public sealed class SearchIndexTests
{
    private static readonly SearchIndex Index = new([.. SeedItemsTests.All.Select(g => new SearchEntry(
        g.Item, g.Name, g.Place.Number, g.Synonyms, "机构", [g.Result.Name, .. g.Materials.Select(m => m.Name)]))]);

    [Theory]
    [InlineData("食品经营许可（新办）", "370202-food-business")]
    [InlineData("普通护照签发", "370202-passport")]
    [InlineData("失业登记", "370202-unemployment-registration")]
    // What people call it.
    [InlineData("开饭店", "370202-food-business")]
    [InlineData("低保", "370202-minimum-living")]
    [InlineData("老年证", "370202-senior-card")]
    [InlineData("二手房过户", "370202-property-transfer")]
    [InlineData("开KTV", "370202-entertainment-venue")]
    [InlineData("ｋｔｖ许可证", "370202-entertainment-venue")]
    // A question around it.
    [InlineData("我想开饭店怎么办理？", "370202-food-business")]
    [InlineData("领失业金需要什么材料", "370202-unemployment-benefit")]
    // One character wrong, left out, or exchanged.
    [InlineData("食品经赢许可", "370202-food-business")]
    [InlineData("机动车驾使证期满换证", "370202-driving-licence-renewal")]
    [InlineData("公共场所卫许可", "370202-public-place-hygiene")]
    [InlineData("劳务遣派", "370202-labour-dispatch")]
    [InlineData("护罩", "370202-passport")]
    public void Finds_what_is_meant(string question, string item) => Assert.Equal(
        item, Index.Find(question, e => e.Place == 370202000000, 3) is [var first, ..] ? first.Entry.Item : null);

    [Fact]
    public void Says_why_it_was_found()
    {
        Assert.Equal((MatchedBy.Synonym, "开饭店"), First("开饭店"));
        Assert.Equal(MatchedBy.Name, First("护照").By);
        Assert.Equal(MatchedBy.Likeness, First("机动车驾使证").By);

        (MatchedBy By, string Words) First(string question) => Index.Find(question, e => e.Place == 370202000000, 1)[0] is var f ? (f.By, f.Words) : default;
    }

    [Fact]
    public void Finds_nothing_in_nonsense_and_nothing_in_nothing()
    {
        Assert.Empty(Index.Find("qwertyuiop", _ => true, 10));
        Assert.Empty(Index.Find("？！", _ => true, 10));
        Assert.Empty(SearchIndex.Empty.Find("开饭店", _ => true, 10));
    }

    [Fact]
    public void Keeps_to_the_place() => Assert.All(
        Index.Find("食品经营许可", e => e.Place == 610118000000, 10), f => Assert.StartsWith("610118-", f.Entry.Item, StringComparison.Ordinal));

    [Fact]
    public void Every_item_is_found_by_its_own_name_first()
    {
        foreach (var guide in SeedItemsTests.All)
            Assert.Equal(guide.Name, Index.Find(guide.Name, e => e.Place == guide.Place.Number, 1)[0].Entry.Name);
    }
}
