using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>大厅: where the halls of a place are and how to reach them. Appointments are not open yet, and the page says so.</summary>
internal static class ListHalls
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/halls", Handle).WithName(nameof(ListHalls)).AllowEveryone();

    private static async Task<IResult> Handle(HttpContext context, ServedPlaces places, IDirectory directory)
    {
        var place = await places.Of(context);
        // From a town one also goes to the district's hall.
        var around = place.UpTheTree().FirstOrDefault(p => p.Level == RegionLevel.County);
        var halls = directory.OrganisationsUnder(around == default ? place : around).Where(o => o.Kind == OrganisationKind.Hall);
        return Pages.Show<HallsPage>(new HallsPageModel(
            places.NameOf(place), [.. halls.Select(h => new HallModel(h.Id, h.Name, h.Address ?? "", h.Phone ?? ""))]));
    }
}

public sealed record HallModel(string Id, string Name, string Address, string Phone);

public sealed record HallsPageModel(string PlaceName, IReadOnlyList<HallModel> Halls);
