using System.Net;
using System.Text.Json;
using OneWindow.Catalogue;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary><see cref="SearchItems"/>, <see cref="SuggestItems"/> and <see cref="SettleSearchMisses"/> through the whole house.</summary>
public sealed class FindingTests
{
    private const string Misses = SettleSearchMisses.Path;

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_searched_in_vain_becomes_work_and_then_a_synonym(string database)
    {
        await using var world = await World.Start(database);
        var visitor = world.Browser();
        const string Vain = "/search?place=500103&q=哔哩吧啦13800138000";
        for (var i = 0; i < 2; i++) Assert.Contains("没有找到", (await visitor.Get(Vain)).Text(".empty"), StringComparison.Ordinal);

        // Seen twice: counted, not shown.
        var officer = await world.SignIn("yuzhong-officer");
        var list = await officer.Get(Misses);
        Assert.Contains("另有一些词", list.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("哔哩", list.Text("main"), StringComparison.Ordinal);

        await visitor.Get(Vain);
        list = await officer.Get(Misses);
        Assert.Contains("哔哩", list.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("138", list.Text("main"), StringComparison.Ordinal);
        var link = list.Page.QuerySelector($"main a[href^='{Misses}/']")!.GetAttribute("href")!;

        // Nobody else's.
        var stranger = await world.SignIn("shinan-officer");
        Assert.DoesNotContain("哔哩", (await stranger.Get(Misses)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(link)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("yuzhong-clerk")).Get(Misses)).Status);

        // A synonym needs its item.
        var item = "500103-food-business";
        var page = await officer.Get($"{link}?q=食品经营许可");
        Assert.NotNull(page.Page.QuerySelector($"input[name=item][value='{item}']"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Post(link, [("state", "Synonym"), ("q", "食品经营许可")])).Status);
        await officer.Post(link, [("state", "Synonym"), ("item", item), ("q", "食品经营许可")]);
        Assert.Contains("食品经营许可", (await officer.Get($"{Misses}?state=Synonym")).Text("main"), StringComparison.Ordinal);

        var found = await visitor.Get("/search?place=500103&q=哔哩吧啦");
        Assert.Equal($"/items/{item}", found.Page.QuerySelector("main .results a[href^='/items/']")!.GetAttribute("href"));
        // Another district's search is not changed by it.
        Assert.Contains("没有找到", (await visitor.Get("/search?place=370202&q=哔哩吧啦")).Text(".empty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_come_while_typing_in_characters_pinyin_and_initials()
    {
        await using var world = await World.Start(World.Sqlite);
        var visitor = world.Browser();
        foreach (var begun in new[] { "普通护", "putonghuz", "pthz", "普通hu" })
            Assert.Equal("/items/370202-passport", (await Suggested(begun))[0]);
        Assert.Empty(await Suggested(""));
        Assert.Empty(await Suggested("！"));

        async Task<List<string>> Suggested(string q) =>
            [.. JsonDocument.Parse((await visitor.Get($"/search/suggest?q={Uri.EscapeDataString(q)}")).Body).RootElement.EnumerateArray().Select(e => e.GetProperty("path").GetString()!)];
    }

    [Fact]
    public async Task Who_applies_narrows_the_search()
    {
        await using var world = await World.Start(World.Sqlite);
        var visitor = world.Browser();
        Assert.Contains("370202-food-business", (await visitor.Get("/search?place=370202&q=食品经营许可&audience=company")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/items/370202-passport", (await visitor.Get("/search?place=370202&q=护照&audience=company")).Text("main .results"), StringComparison.Ordinal);
        Assert.Equal("/items/370202-passport", (await visitor.Get("/search?place=370202&q=护照&audience=person")).Page.QuerySelector("main .results a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_search_without_result_leads_on()
    {
        await using var world = await World.Start(World.Sqlite);
        var page = await world.Browser().Get("/search?place=370202&q=哔哩吧啦");
        Assert.NotNull(page.Page.QuerySelector("main a[href^='tel:']"));
        Assert.NotNull(page.Page.QuerySelector("main a[href='/halls']"));
        Assert.Contains("出生", page.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("我想办370202199001011234的证", "办##################证")]
    [InlineData("13800138000", null)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十一二三四")]
    public void Of_a_question_only_its_matter_is_kept(string question, string? kept) => Assert.Equal(kept, SearchMisses.Kept(question));
}
