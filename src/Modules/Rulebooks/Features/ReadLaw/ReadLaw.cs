using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Rulebooks;

public sealed record ArticleRowModel(Citation Basis, string Summary, IReadOnlyList<SettingModel> Settings);

/// <summary>One adjusted setting, newest first.</summary>
public sealed record ChangeRowModel(int Version, string Label, string Value, DateOnly From, string Reason, Instant At);

/// <param name="MayChange">The reader is the office that may adjust the settings.</param>
public sealed record ReadLawModel(
    string Key, string Title, string Issuer, string Place, string Reach, string Validity, string? Note, bool Excerpt, int Version,
    IReadOnlyList<ArticleRowModel> Articles, IReadOnlyList<ChangeRowModel> Changes, bool MayChange);

/// <summary>读一部法规: every article in our own words with what it sets, and what the place has adjusted since.</summary>
internal static class ReadLaw
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/laws/{rulebook}", Handle).WithName(nameof(ReadLaw)).ExcludeFromDescription().AllowEveryone();

    private static IResult Handle(string rulebook, HttpContext context, LawInForce law, IDirectory directory)
    {
        var shelf = law.Shelf;
        if (shelf.Find(rulebook) is not { } text) return Pages.Refuse(LawWords.NoSuchLaw);
        return Pages.Show<ReadLawPage>(new ReadLawModel(
            text.Key, text.Title, text.Issuer, LawWords.Place(text, directory), text.Reach.ToString(), LawWords.Validity(text), LawWords.Note(text.Note),
            text.Excerpt, SettingChanges.VersionOf(shelf, text.Key),
            [.. text.Articles.Select(a => new ArticleRowModel(text.Cite(a), a.Summary, [.. a.Settings.Select(LawWords.Of)]))],
            ChangesOf(shelf, text.Key),
            context.Actor() is { } actor && SettingChanges.MayChange(text, actor) is null));
    }

    internal static IReadOnlyList<ChangeRowModel> ChangesOf(Shelf shelf, string rulebook) =>
    [
        .. shelf.Changes.Where(c => c.Rulebook == rulebook).OrderByDescending(c => c.Version)
            .Select(c => new ChangeRowModel(c.Version, Parameters.LabelOf(c.Key), ValueWords.Of(c.Value), c.From, c.Reason, c.At)),
    ];
}
