using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>公共服务覆盖情况 (青岛办法 第四条, 河北方案 一（一）): which domains of public services have no item, and which items name no domain.</summary>
internal static class ShowCoverage
{
    public const string Path = "/workbench/coverage";
    private const int Most = 2000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Handle).WithName(nameof(ShowCoverage)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);

    private static async Task<IResult> Handle(HttpContext context, CatalogueDb db, PublishedGuides guides, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        var place = context.RequireActor().Place;
        var demanded = rulebooks.For(place, ItemType.PublicService, clock.Now().Date).Find("catalog.publicServiceDomains");
        // What a resident of the place can have: also what the places above handle for him.
        var keys = await new ItemFilter(place, Type: ItemType.PublicService).Apply(db).OrderBy(i => i.Key).Take(Most).Select(i => i.Key).ToListAsync(cancel);
        var services = new List<Guide>();
        foreach (var key in keys)
        {
            if (await guides.Current(key, cancel) is { Combination: null } guide) services.Add(guide);
        }

        var domains = demanded?.Entries ?? [];
        return Pages.Show<CoveragePage>(new CoverageModel(
            [.. domains.Select(d => new DomainLineModel(d, [.. services.Where(g => g.Domain == d).Select(g => new MenuLink(g.Name, $"/items/{g.Item}"))]))],
            [.. services.Where(g => g.Domain is null || !domains.Contains(g.Domain)).Select(g => new MenuLink(g.Name, $"/items/{g.Item}"))], demanded?.Basis));
    }
}

/// <param name="Items">None: the domain is missing.</param>
public sealed record DomainLineModel(string Domain, IReadOnlyList<MenuLink> Items);

/// <param name="Without">Public services that name no domain, or none of the place's.</param>
public sealed record CoverageModel(IReadOnlyList<DomainLineModel> Domains, IReadOnlyList<MenuLink> Without, Citation? Basis)
{
    public IReadOnlyList<string> Missing => [.. Domains.Where(d => d.Items.Count == 0).Select(d => d.Domain)];
}
