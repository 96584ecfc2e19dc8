using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>场所统计: how many centres, town venues and village stations a place has, and each place below it; a functional zone's count with the district that guides it.</summary>
internal static class CountVenues
{
    public const string Path = "/workbench/venues";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Show).WithName(nameof(CountVenues)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);

    private static IResult Show(HttpContext context, InMemoryDirectory directory, IRulebooks rulebooks, TimeProvider clock)
    {
        var (place, known) = (context.RequireActor().Place, directory.Now);
        // Counted with the district that guides it: its own row would count it twice.
        var counted = known.RegionsBelow(place).SelectMany(r => VenueFigures.Zones(r.Code, known)).Select(z => z.Region).ToHashSet();
        var rows = known.RegionsBelow(place).Where(r => !counted.Contains(r.Code)).Select(r => RowOf(r.Code, r.Name, known)).Where(r => r.All.Value > 0);
        var rule = rulebooks.For(place, ItemType.PublicService, clock.Now().Date).Find("functionalZone.guidance");
        return Pages.Show<CountVenuesPage>(new CountVenuesModel(RowOf(place, directory.PlaceName(place), known), [.. rows], rule?.Basis));
    }

    private static VenueRowModel RowOf(RegionCode place, string name, DirectorySnapshot known) => new(
        $"{place}", name, VenueFigures.Of(place, known), VenueFigures.Of(place, known, RegionLevel.County), VenueFigures.Of(place, known, RegionLevel.Town), VenueFigures.Of(place, known, RegionLevel.Village),
        [.. VenueFigures.Zones(place, known).Select(z => (z.ShortName, VenueFigures.OfZone(z.Region, known)))]);
}

/// <param name="Basis">Why zones count as they do; null: the place's rules say nothing of zones.</param>
public sealed record CountVenuesModel(VenueRowModel Whole, IReadOnlyList<VenueRowModel> Rows, Citation? Basis);

/// <param name="Zones">功能区 whose venues are among these.</param>
public sealed record VenueRowModel(string Place, string Name, Figure All, Figure Centres, Figure Towns, Figure Villages, IReadOnlyList<(string Name, Figure Venues)> Zones);
