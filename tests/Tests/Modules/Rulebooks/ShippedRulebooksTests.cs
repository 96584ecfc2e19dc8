using System.Reflection;
using OneWindow.Kernel;
using OneWindow.Rulebooks;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>The rulebooks in the folder rulebooks/, as a lawyer would check them.</summary>
public sealed class ShippedRulebooksTests
{
    [Fact]
    public void All_rulebooks_load_without_an_error() => Assert.Empty(RulebookFolder.Read(RulebookFolder.Default).Errors);

    [Theory]
    [InlineData("licensing-law-2019", 83)]
    [InlineData("qingdao-2023", 61)]
    [InlineData("chongqing", 36)]
    [InlineData("huyi-2021", 34)]
    [InlineData("hebei-city-2022", 22)]
    [InlineData("qingdao-grassroots-2020", 17)]
    public void Every_article_of_the_text_is_there(string key, int articles) =>
        Assert.Equal(articles, TheLaw.Shelf.Find(key)!.Articles.Count);

    [Fact]
    public void Every_parameter_of_the_table_is_set_by_some_rulebook()
    {
        var set = TheLaw.All.SelectMany(r => r.Articles).SelectMany(a => a.Settings).Select(s => s.Key).ToHashSet();

        Assert.Empty(Parameters.All.Keys.Except(set));
    }

    [Fact]
    public void Every_citation_in_the_rulebooks_leads_to_an_article()
    {
        var citations = TheLaw.All.SelectMany(r => r.Articles).SelectMany(a => a.See).ToList();

        Assert.NotEmpty(citations);
        Assert.All(citations, c => Assert.NotNull(TheLaw.Shelf.ArticleOf(c)));
    }

    [Fact]
    public void The_house_rulebook_and_the_kernel_keep_in_step()
    {
        var cited = typeof(PlatformRules).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(p => p.GetValue(null)).OfType<Citation>().Select(c => c.Article).ToList();

        Assert.NotEmpty(cited);
        Assert.Equal(TheLaw.Shelf.Find(PlatformRules.Rulebook)!.Articles.Select(a => a.Number), cited);
    }

    [Fact]
    public void A_citation_of_a_paragraph_leads_to_its_article()
    {
        var article = TheLaw.Shelf.ArticleOf(new Citation("licensing-law-2019", "第三十二条第一款第（四）项"));

        Assert.Equal("第三十二条", article!.Basis.Article);
        Assert.Equal("中华人民共和国行政许可法", article.LawName);
        Assert.Null(TheLaw.Shelf.ArticleOf(new Citation("licensing-law-2019", "第九十九条")));
        Assert.Null(TheLaw.Shelf.ArticleOf(new Citation("no-such-law", "第一条")));
    }

    [Fact]
    public void A_summary_is_one_line_of_our_own_and_never_empty() =>
        Assert.All(TheLaw.All.SelectMany(r => r.Articles), a => Assert.InRange(a.Summary.Length, 5, 140));
}
