using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Rulebooks;

/// <summary>An article that another rests on.</summary>
public sealed record RelatedArticleModel(Citation Basis, string Law);

/// <param name="Cited">The article as cited, which may be finer than ours ("第三十二条第一款第四项").</param>
/// <param name="Note">How we read it where the text leaves it open.</param>
/// <param name="Scenarios">Facts that the tests run through this article.</param>
public sealed record ShowArticleModel(
    string Law, string LawKey, string Number, string Cited, string Summary, string? Note, string Place, string Validity,
    IReadOnlyList<SettingModel> Settings, IReadOnlyList<RelatedArticleModel> See, IReadOnlyList<string> Scenarios);

/// <summary>依据: what stands behind a "no", a deadline or an automatic effect: the article in our own words, what it sets, and how it is tested.</summary>
internal static class ShowArticle
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/why/{rulebook}/{**article}", Handle).WithName(nameof(ShowArticle)).ExcludeFromDescription().AllowEveryone();

    private static IResult Handle(string rulebook, string article, LawInForce law, ScenarioFiles scenarios, IDirectory directory)
    {
        if (law.Shelf.Find(new Citation(rulebook, article)) is not var (text, found)) return Pages.Refuse(LawWords.NoSuchLaw);
        var citation = text.Cite(found);
        return Pages.Show<ShowArticlePage>(new ShowArticleModel(
            text.Title, text.Key, found.Number, article, found.Summary, LawWords.Note(found.Note), LawWords.Place(text, directory), LawWords.Validity(text),
            [.. found.Settings.Select(LawWords.Of)],
            [.. found.See.Select(c => new RelatedArticleModel(c, law.Shelf.Find(c.Rulebook)!.Title))],
            [.. scenarios.Through(citation, law.Shelf).Select(s => s.Title)]));
    }
}
