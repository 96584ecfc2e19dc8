using System.Net;
using OneWindow.Rulebooks;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>The pages of the law: ListLaws, ReadLaw, ShowArticle, ComparePlaces; open to everybody.</summary>
public sealed class LawPagesTests
{
    [Fact]
    public async Task Why_shows_the_article_in_our_words_what_it_sets_and_how_it_is_tested()
    {
        await using var site = await RulebooksSite.Start();

        var page = await site.Browser().Get("/why/chongqing/" + Uri.EscapeDataString("第十八条"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("《重庆市政务服务管理办法》第十八条", page.Text("h1"));
        Assert.Contains("视为撤回", page.Text("table"), StringComparison.Ordinal);
        Assert.Contains("补正期限过了，没有补齐", page.Body, StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("a[href^='/why/licensing-law-2019/']"));
    }

    [Fact]
    public async Task A_finer_citation_leads_to_the_article_and_a_wrong_one_says_so()
    {
        await using var site = await RulebooksSite.Start();

        Assert.Contains("第三十二条第一款第四项", (await site.Browser().Get("/why/licensing-law-2019/第三十二条第一款第四项")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser().Get("/why/licensing-law-2019/第九百条")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser().Get("/laws/no-such-law")).Status);
    }

    [Fact]
    public async Task Every_article_has_its_page()
    {
        await using var site = await RulebooksSite.Start();
        var browser = site.Browser();
        foreach (var rulebook in TheLaw.All)
        {
            var law = await browser.Get($"/laws/{rulebook.Key}");
            Assert.Equal(rulebook.Articles.Count, law.Page.QuerySelectorAll("tbody th a").Length);
            var last = law.Page.QuerySelectorAll("tbody th a")[^1].GetAttribute("href")!;
            Assert.Equal(HttpStatusCode.OK, (await browser.Get(last)).Status);
        }
    }

    [Fact]
    public async Task The_list_names_every_law_with_its_validity_and_whether_it_binds_today()
    {
        await using var site = await RulebooksSite.Start();

        var today = await site.Browser().Get("/laws");
        site.Today = new DateOnly(2028, 7, 1);
        var later = await site.Browser().Get("/laws");

        string Row(Answer page, string law) => page.Page.QuerySelectorAll(".results li").Single(r => r.TextContent.Contains(law, StringComparison.Ordinal)).TextContent;
        Assert.Equal(TheLaw.All.Count, today.Page.QuerySelectorAll(".results li").Length);
        Assert.Contains("施行中", Row(today, "青岛市政务服务管理办法"), StringComparison.Ordinal);
        Assert.Contains("2028年6月30日止", Row(today, "青岛市政务服务管理办法"), StringComparison.Ordinal);
        Assert.Contains("已失效", Row(later, "青岛市政务服务管理办法"), StringComparison.Ordinal);
        Assert.Contains("原文未写日期", Row(today, "重庆市政务服务管理办法"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_facts_are_laid_side_by_side_for_every_place()
    {
        await using var site = await RulebooksSite.Start();

        var page = await site.Browser().Get("/laws/compare");

        var facts = page.Page.QuerySelectorAll("h2").Single(h => h.TextContent == "容缺受理后，补齐期限过了");
        var places = facts.NextElementSibling!.NextElementSibling!.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(4, places.Count);
        Assert.Single(places, p => p.Contains("由人签发", StringComparison.Ordinal));
        Assert.Single(places, p => p.Contains("按告知书写明的办", StringComparison.Ordinal));
        Assert.Equal(2, places.Count(p => p.Contains("由工作人员决定", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_word_that_an_engine_reads_has_words_for_people()
    {
        var words = Parameters.All.Values.SelectMany(p => p.Kind switch
        {
            ValueKind.OneOf one => one.Words,
            ValueKind.ListOf list => list.Words,
            _ => [],
        }).Distinct().ToList();

        Assert.NotEmpty(words);
        Assert.DoesNotContain(words, w => !ValueWords.Knows(w));
    }
}
