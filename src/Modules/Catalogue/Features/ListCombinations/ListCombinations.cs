using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>组合一览: the combinations of the clerk's place, those that need a look first.</summary>
internal static class ListCombinations
{
    public const string Path = "/workbench/combinations";
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Handle).WithName(nameof(ListCombinations)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor, Role.ChiefRepresentative);

    private static async Task<IResult> Handle(HttpContext context, CatalogueDb db, PublishedGuides guides, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var rows = await db.Combinations.AsNoTracking().Where(c => c.Place >= from && c.Place < end).OrderBy(c => c.Look == null).ThenBy(c => c.Item).Take(Most).ToListAsync(cancel);
        var closing = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var row in rows.Where(r => r.Published is not null)) closing[row.Item] = await Closing(Combinations.Read(row.Published!), guides, clock, cancel);
        return Pages.Show<CombinationsPage>(new CombinationsPageModel(actor.Role != Role.ChiefRepresentative, [.. rows.Select(r => new CombinationLineModel(
            r.Item, r.Name, CombinationWords.Of(r.Kind), r.Published is null ? "还没公布" : r.Published == r.Plan ? "已公布" : "公布后又改过", [.. r.Look?.Split('\n') ?? [], .. closing.GetValueOrDefault(r.Item) ?? []]))]));
    }

    /// <summary>Parts that are suspended or cancelled, now or from an announced day.</summary>
    private static async Task<IReadOnlyList<string>> Closing(CombinationPlan plan, PublishedGuides guides, TimeProvider clock, CancellationToken cancel)
    {
        var told = new List<string>();
        foreach (var part in plan.Parts)
        {
            var timeline = await guides.Timeline(part.Item, cancel);
            var closed = timeline.ClosedAt(clock.Now());
            if ((closed ?? timeline.AnnouncedAfter(clock.Now())) is { Step: not ItemStep.Resumed } change) told.Add($"“{part.Name}”：{ItemChangeWords.Title(change, announced: closed is null)}");
        }

        return told;
    }
}

/// <param name="Look">Why a part's new guide did not go into it.</param>
public sealed record CombinationLineModel(string Item, string Name, string Kind, string Standing, IReadOnlyList<string> Look);

public sealed record CombinationsPageModel(bool MayCompose, IReadOnlyList<CombinationLineModel> Lines);

/// <summary>The link in the workbench's menu.</summary>
internal sealed class CombinationPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && role is Role.ManagementOfficer or Role.DepartmentEditor or Role.ChiefRepresentative
            ? [new PlaceModel("并联审批和一件事", ListCombinations.Path) { Group = PlaceGroup.Catalogue }]
            : []);
}
