using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Rulebooks;

/// <summary>What comes of the facts in one place.</summary>
public sealed record PlaceEndModel(string Words, Citation? Basis, string? Law);

public sealed record ComparedFactsModel(string Title, string When, IReadOnlyList<PlaceEndModel> Ends);

public sealed record ComparePlacesModel(IReadOnlyList<string> Places, IReadOnlyList<ComparedFactsModel> Rows);

/// <summary>各地对照: the same facts under the law of each place, worked out by the same rules that bind the cases.</summary>
internal static class ComparePlaces
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/laws/compare", Handle).WithName(nameof(ComparePlaces)).ExcludeFromDescription().AllowEveryone();

    private static RazorComponentResult<ComparePlacesPage> Handle(LawInForce law, ScenarioFiles scenarios, IDirectory directory)
    {
        var places = law.Shelf.Rulebooks.Where(r => r.Place != RegionCode.Nation).Select(r => r.Place).Distinct().OrderBy(p => p.Number).ToList();
        return Pages.Show<ComparePlacesPage>(new ComparePlacesModel(
            [.. places.Select(directory.PlaceName)],
            [
                .. scenarios.AcrossPlaces.Select(s => new ComparedFactsModel(
                    s.Title, Words.ShortOf(s.Facts.On), [.. places.Select(p => Of(s.Facts.EndUnder(law.For(p, s.Facts.Type, s.Facts.On), law.Calendar), law.Shelf))])),
            ]));
    }

    private static PlaceEndModel Of(LawfulEnd end, Shelf shelf) => new(
        ValueWords.Of(end.Effect) + (end.On is { } on ? $"（{(end.Effect == "accept-by" ? "最迟 " : "")}{Words.ShortOf(on)}{(end.Effect == "accept-by" ? "" : "起")}）" : ""),
        end.Basis,
        end.Basis is { } basis ? shelf.Find(basis.Rulebook)!.Short : null);
}
