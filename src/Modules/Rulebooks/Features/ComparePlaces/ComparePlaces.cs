using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Rulebooks;

/// <summary>What comes of the facts in one place.</summary>
public sealed record PlaceEndModel(string Place, string Words, Citation? Basis, string? Law);

public sealed record ComparedFactsModel(string Title, string When, IReadOnlyList<PlaceEndModel> Ends);

public sealed record ComparePlacesModel(IReadOnlyList<ComparedFactsModel> Rows);

/// <summary>各地对照: the same facts under the law of each place, worked out by the same rules that bind the cases.</summary>
internal static class ComparePlaces
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/laws/compare", Handle).WithName(nameof(ComparePlaces)).ExcludeFromDescription().AllowEveryone();

    private static IResult Handle(LawInForce law, ScenarioFiles scenarios, IDirectory directory)
    {
        var places = law.Shelf.Rulebooks.Where(r => r.Place != RegionCode.Nation).Select(r => r.Place).Distinct().OrderBy(p => p.Number).ToList();
        return Pages.Show<ComparePlacesPage>(new ComparePlacesModel(
        [
            .. scenarios.AcrossPlaces.Select(s => new ComparedFactsModel(
                s.Title, WhenWords(s.Facts),
                [.. places.Select(p => Of(directory.PlaceName(p), s.Facts.EndUnder(law.For(p, s.Facts.Type, s.Facts.On), law.Calendar), law.Shelf))])),
        ]));
    }

    private static string WhenWords(Facts facts) => facts.What switch
    {
        "renewal-undecided" => $"{Words.ShortOf(facts.On)}提出延续，{Words.ShortOf(facts.Expires!.Value)}届满",
        "correction-lapsed" or "tolerance-lapsed" => $"期限到 {Words.ShortOf(facts.On)}",
        _ => $"{Words.ShortOf(facts.On)}交来",
    };

    private static PlaceEndModel Of(string place, LawfulEnd end, Shelf shelf) => new(
        place,
        ValueWords.Of(end.Effect) + (end.On, end.Effect) switch
        {
            (null, _) => "",
            ({ } on, "accept-by") => $"，最迟 {Words.ShortOf(on)}",
            ({ } on, _) => $"，自 {Words.ShortOf(on)}起",
        } + (end.CountsFrom is { } from && end.Effect == "deemed-accepted" ? $"；期限从 {Words.ShortOf(from)}算" : ""),
        end.Basis,
        end.Basis is { } basis ? shelf.Find(basis.Rulebook)!.Short : null);
}
