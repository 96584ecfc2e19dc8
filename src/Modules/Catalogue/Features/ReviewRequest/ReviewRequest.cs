using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>一份变更申请: what it changes, what the parties say, and the steps before it is published.</summary>
internal static class ReviewRequest
{
    public static IReadOnlyList<ChoiceModel> Views { get; } = [new("agree", "同意"), new("disagree", "不同意，退回修改")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup(ListRequests.Path + "/{id}").ExcludeFromDescription();
        one.MapGet("", Open).WithName("OpenRequest").AllowRoles(ListRequests.Roles);
        one.MapPost("/submission", Submit).WithName("SubmitRequest").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        one.MapPost("/review", Review).WithName(nameof(ReviewRequest)).AllowRoles(ListRequests.Roles);
        one.MapPost("/withdrawal", Withdraw).WithName("WithdrawRequest").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        one.MapPost("/removal", Remove).WithName("RemoveRequestedItem").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        one.MapPost("/day", MoveDay).WithName("MoveRequest").AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Open(string id, HttpContext context, RequestDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return await desk.Requests.Find(id, actor, cancel) is { } row ? await desk.Page(row, actor, FormState.Empty, cancel) : Pages.Refuse(ChangeRequests.NotYours);
    }

    private static Task<IResult> Submit(string id, FormReader form, HttpContext context, RequestDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return desk.Step(
            id, form, actor, "送联合审核", async request =>
            {
                if (!ChangeRequests.MayEdit(request, actor)) return ChangeRequests.NotYours;
                var look = await desk.Release.LookAt(request, cancel);
                if (request.Kind == RequestKind.Guide && look.Guides.Any(g => g.After is null))
                    return new Refusal("catalogue.draft-incomplete", $"还不是一份完整的办事指南：{string.Join("；", look.Stops.Take(3))}", Laws.Elements);
                if (request.Kind == RequestKind.Guide && look.Guides.All(g => g.Before is not null && GuideDiff.Of(g.Before, g.After!).Count == 0))
                    return new Refusal("catalogue.nothing-changed", "和现行的办事指南没有不同。请先修改。", Laws.JointReview);
                if (request.Kind != RequestKind.Guide && look.Stops.Count > 0) return new Refusal("catalogue.request-stopped", string.Join("；", look.Stops), Laws.Lists);
                return request.Submit(desk.Requests.Parties(request), actor, clock.Now());
            },
            cancel);
    }

    private static Task<IResult> Review(string id, FormReader form, HttpContext context, RequestDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var agrees = form.Choice("view", "意见", Views) == "agree";
        var words = form.LongText("words", "说明", max: 500, required: !agrees);
        return desk.Step(
            id, form, actor, agrees ? "审核同意" : $"审核不同意：{words}",
            request => Task.FromResult(ReviewParties.Of(actor, request) is { } party
                ? request.Review(party, agrees, words, actor, clock.Now())
                : new Refusal("catalogue.forbidden", "这份申请不用您所在的单位审核。", Laws.JointReview)),
            cancel);
    }

    private static Task<IResult> Withdraw(string id, FormReader form, HttpContext context, RequestDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return desk.Step(
            id, form, actor, "撤回",
            request => Task.FromResult(actor.Organisation == request.Department || (actor.Role == Role.ManagementOfficer && actor.Place == request.Place) ? request.Withdraw() : ChangeRequests.NotYours),
            cancel);
    }

    /// <summary>One item out of a request of several; its draft goes with it.</summary>
    private static Task<IResult> Remove(string id, FormReader form, HttpContext context, CatalogueDb db, RequestDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var item = form.Text("item", "事项", max: 200);
        return desk.Step(
            id, form, actor, $"去掉 {item}",
            async request =>
            {
                if (!ChangeRequests.MayEdit(request, actor)) return ChangeRequests.NotYours;
                if (!request.Without(item).Try(out var without, out var why)) return why;
                db.RemoveRange(await db.RequestItems.Where(i => i.Request == id && i.Item == item).ToListAsync(cancel));
                db.RemoveRange(await db.GuideDrafts.Where(d => d.Change == id && d.Item == item).ToListAsync(cancel));
                db.RemoveRange(await db.GuideEdits.Where(e => e.Change == id && e.Item == item).ToListAsync(cancel));
                return without;
            },
            cancel);
    }

    private static Task<IResult> MoveDay(string id, FormReader form, HttpContext context, RequestDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var day = form.Date("day", "生效日期");
        return desk.Step(
            id, form, actor, $"生效日期改为 {day:yyyy-MM-dd}",
            request => Task.FromResult(actor.Place == request.Place ? request.MoveTo(day!.Value, clock.Now()) : ChangeRequests.NotYours), cancel);
    }
}
