using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Next">The next page; null on the last one.</param>
/// <param name="First">Null on the first page.</param>
public sealed record WorkListModel(string Words, string Lead, string Empty, IReadOnlyList<WorkRowModel> Rows, string? Next, string? First)
{
    /// <summary>The reader acts on cases, and some of these may be acted on together.</summary>
    public bool Selecting { get; init; }
}

/// <summary>工作列表: what waits for whom, fifty at a time, by what remains of its time; the same for programs.</summary>
internal static class ListWork
{
    public const int PageSize = 50;

    private static readonly Refusal NoPlace = new("cases.not-found", "没有这个办件分类，请从左侧选择。", PlatformRules.Input);

    private static readonly Refusal Elsewhere = new("cases.forbidden", "您的岗位不管那里的办件：只能看自己区划以内的。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work", Home).WithName("OpenWorkbench").AllowStaff();
        routes.MapGet("/work/{place}", Show).WithName(nameof(ListWork)).AllowRoles(CaseReach.Readers);
        routes.MapGet("/api/v1/work", Tell).WithName("ListWorkForPrograms").WithTags("cases")
            .Produces<WorkAnswer>().ProducesProblem(StatusCodes.Status404NotFound).AllowRoles(CaseReach.Readers);
    }

    /// <summary>Everybody begins where his work is.</summary>
    private static IResult Home(HttpContext context) => context.RequireActor().Role switch
    {
        Role.Clerk or Role.ChiefRepresentative => Results.LocalRedirect("/work/to-accept"),
        Role.Reviewer => Results.LocalRedirect("/work/to-review"),
        Role.UnitOfficer => Results.LocalRedirect(ListReviewTasks.Path),
        Role.ManagementOfficer => Results.LocalRedirect("/work/alerts"),
        _ => Pages.Show<WorkHomePage>(),
    };

    /// <param name="at">A place within one's own, to see its queue alone: an upper office looks at one town's (河北方案 五（一）).</param>
    private static async Task<IResult> Show(string place, string? after, string? at, HttpContext context, WorkLists lists, WorkRows rows, IDirectory directory, CancellationToken cancel)
    {
        if (WorkPlace.All.FirstOrDefault(p => p.Key == place) is not { } found) return Pages.Refuse(NoPlace);
        var actor = context.RequireActor();
        var narrowed = at is { Length: > 0 };
        if (narrowed)
        {
            if (!RegionCode.TryParse(at, out var part) || !CaseReach.ByPlace(actor) || !actor.Place.Contains(part)) return Pages.Refuse(Elsewhere);
            actor = actor with { Place = part };
        }

        var (page, next) = await Read(found, after, actor, lists, rows, cancel);
        var here = narrowed ? $"{found.Path}?at={actor.Place}" : found.Path;
        return Pages.Show<WorkListPage>(new WorkListModel(
            found.Words, narrowed ? $"{directory.PlaceName(actor.Place)}：{found.Lead}" : found.Lead, found.Empty, page, next is { } key ? $"{here}{(narrowed ? '&' : '?')}after={key}" : null, after is null ? null : here)
        {
            Selecting = CaseReach.Handlers.Contains(context.RequireActor().Role) && page.Any(r => r.OnTheSpot),
        });
    }

    private static async Task<IResult> Tell(
        HttpContext context, WorkLists lists, WorkRows rows, CancellationToken cancel, string place = "to-accept", string? after = null)
    {
        if (WorkPlace.All.FirstOrDefault(p => p.Key == place) is not { } found) return Pages.Problem(NoPlace);
        var (page, next) = await Read(found, after, context.RequireActor(), lists, rows, cancel);
        return Results.Json(new WorkAnswer(
            [.. page.Select(r => new WorkAnswerRow(r.Number, r.Item, r.Applicant, r.Status, r.Lamp.ToString().ToLowerInvariant(), r.Left, r.Why, r.Received, r.Due))],
            next?.ToString()));
    }

    private static async Task<(IReadOnlyList<WorkRowModel> Rows, ListKey? Next)> Read(
        WorkPlace place, string? after, Actor actor, WorkLists lists, WorkRows rows, CancellationToken cancel)
    {
        var from = ListKey.TryParse(after, out var key) ? key : (ListKey?)null;
        var found = await lists.Page(actor, place, from, PageSize + 1, cancel);
        var page = found.Take(PageSize).ToList();
        return (await rows.Of(page, cancel), found.Count > PageSize ? ListKey.Of(page[^1]) : null);
    }
}

/// <summary>A page of a work list for programs.</summary>
internal sealed record WorkAnswer(IReadOnlyList<WorkAnswerRow> Items, string? Next);

internal sealed record WorkAnswerRow(
    string Number, string Item, string Applicant, string Status, string Light, string Left, string Why, DateOnly ReceivedOn, DateOnly? DueOn);
