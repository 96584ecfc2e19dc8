using FsCheck;
using FsCheck.Fluent;
using OneWindow.Catalogue;
using OneWindow.Contracts;

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
    // Pinyin: whole, begun, mixed with characters; initials.
    [InlineData("shipinjingyingxuke", "370202-food-business")]
    [InlineData("kaifandian", "370202-food-business")]
    [InlineData("putonghuzh", "370202-passport")]
    [InlineData("普通huzhao", "370202-passport")]
    [InlineData("pthz", "370202-passport")]
    [InlineData("laowupaiqian", "370202-labour-dispatch")]
    // As speakers of dialects type: z for zh, n for l, in for ing.
    [InlineData("siyedengji", "370202-unemployment-registration")]
    [InlineData("putonghuzao", "370202-passport")]
    // Homophones, characters that look alike, traditional ones.
    [InlineData("式业登计", "370202-unemployment-registration")]
    [InlineData("普通护召", "370202-passport")]
    [InlineData("失业登己", "370202-unemployment-registration")]
    [InlineData("普通護照", "370202-passport")]
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
    public void One_character_that_sounds_the_same_still_finds_the_item_among_five() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from guide in Gen.Elements<Guide>(SeedItemsTests.All.Where(g => g.Name.Length >= 4))
         from at in Gen.Choose(0, guide.Name.Length - 1)
         let alike = Alike(guide.Name[at])
         from other in alike.Length == 0 ? Gen.Constant(guide.Name[at]) : Gen.Elements(alike)
         select (guide, guide.Name[..at] + other + guide.Name[(at + 1)..])).ToArbitrary(),
        pair => Index.Find(pair.Item2, e => e.Place == pair.guide.Place.Number, 5).Any(f => f.Entry.Name == pair.guide.Name)));

    [Fact]
    public void The_order_does_not_depend_on_the_order_of_the_items()
    {
        var turned = new SearchIndex([.. Index.Entries.Reverse()]);
        foreach (var question in "食品 证明 补贴怎么领 sb 孩子 公司注销 人社局".Split(' '))
            Assert.Equal(Index.Find(question, _ => true, 40).Select(f => f.Entry.Item), turned.Find(question, _ => true, 40).Select(f => f.Entry.Item));
    }

    [Fact]
    public void Whatever_is_typed_is_answered() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(), text => Index.Find(text ?? "", _ => true, 5).Count <= 5 && Index.Nearest(text ?? "", _ => true, 5).Count <= 5));

    [Fact]
    public void What_is_to_be_done_decides_between_items_of_one_thing()
    {
        var index = new SearchIndex([.. "社会保障卡申领 社会保障卡挂失 社会保障卡注销 社会保障卡密码重置".Split(' ').Select(n => new SearchEntry(n, n, 0, [], "", []))]);
        foreach (var (question, item) in new[] { ("办社保卡", "社会保障卡申领"), ("社保卡丢了先挂失", "社会保障卡挂失"), ("社保卡不要了", "社会保障卡注销"), ("忘了社保卡密码", "社会保障卡密码重置") })
            Assert.Equal(item, index.Find(question, _ => true, 1)[0].Entry.Name);
    }

    [Fact]
    public void A_department_s_name_finds_its_items()
    {
        var index = new SearchIndex([new("a", "犬类准养证核发", 0, [], "某区公安分局", []), new("b", "取水许可", 0, [], "某区水务局", [])]);
        Assert.Equal([("a", MatchedBy.Department)], index.Find("派出所", _ => true, 5).Select(f => (f.Entry.Item, f.By)));
        Assert.Equal(["b"], index.Find("水务局", _ => true, 5).Select(f => f.Entry.Item));
    }

    [Theory]
    [InlineData('未', '末', true)]
    [InlineData('己', '已', true)]
    [InlineData('籍', '藉', true)]
    [InlineData('预', '顶', true)]
    [InlineData('口', '饭', false)]
    [InlineData('证', '店', false)]
    public void Knows_which_characters_look_alike(char a, char b, bool alike) => Assert.Equal(alike, Characters.LookAlike(a, b));

    [Fact]
    public void A_line_of_words_that_says_nothing_is_refused()
    {
        Assert.Throws<FormatException>(() => new Thesaurus(["网吧 网咖"]));
        Assert.Throws<FormatException>(() => new Thesaurus(["网 = 网咖"]));
        Assert.Equal(["网咖"], new Thesaurus(["上网 !变更 = 网咖"]).Phrases("上网服务"));
        Assert.Empty(new Thesaurus(["上网 !变更 = 网咖"]).Phrases("上网服务变更"));
    }

    private static char[] Alike(char c)
    {
        var reading = Characters.Reading(c);
        return reading == 0 ? [] : [.. Enumerable.Range(0x4E00, 0x5200).Select(n => (char)n).Where(o => o != c && Characters.Reading(o) == reading)];
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
