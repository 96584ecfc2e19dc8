using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Rulebooks;

public sealed record LawRowModel(
    string Key, string Title, string Place, string Reach, string Validity, StatusKind Standing, string StandingWords, int Version);

public sealed record ListLawsModel(IReadOnlyList<LawRowModel> Laws);

/// <summary>法规列表: every text that the platform works by, where it binds and since when.</summary>
internal static class ListLaws
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/laws", Handle).WithName(nameof(ListLaws)).ExcludeFromDescription().AllowEveryone();

    private static IResult Handle(LawInForce law, IDirectory directory, TimeProvider clock)
    {
        var today = clock.Now().Date;
        return Pages.Show<ListLawsPage>(new ListLawsModel(
        [
            .. law.Shelf.Rulebooks.OrderBy(r => r.IsHouse).ThenBy(r => r.Place.Number).ThenBy(r => !r.IsBaseLaw).ThenByDescending(r => r.From).Select(r => new LawRowModel(
                r.Key, r.Title, LawWords.Place(r, directory), r.Reach.ToString(), LawWords.Validity(r),
                LawWords.Standing(r, today), LawWords.StandingWords(r, today), SettingChanges.VersionOf(law.Shelf, r.Key))),
        ]));
    }
}
