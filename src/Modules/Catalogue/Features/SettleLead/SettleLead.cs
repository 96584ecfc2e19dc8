using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>确定牵头部门: the management office opens a coordination, the departments state themselves, and where they differ the office designates.</summary>
internal static class SettleLead
{
    public static IReadOnlyList<ChoiceModel> Views { get; } = [new("agree", "同意"), new("disagree", "不同意")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var lead = routes.MapGroup(ListCombinations.Path + "/{item}/lead").ExcludeFromDescription();
        lead.MapGet("", Open).WithName("OpenLead").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor, Role.ChiefRepresentative);
        lead.MapPost("/coordination", Coordinate).WithName("OpenCoordination").AllowRoles(Role.ManagementOfficer);
        lead.MapPost("/statement", State).WithName("StateOnLead").AllowRoles(Role.DepartmentEditor, Role.ChiefRepresentative);
        lead.MapPost("/designation", Designate).WithName("DesignateLead").AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Open(string item, HttpContext context, LeadDesk desk, CancellationToken cancel) =>
        await desk.Combinations.Find(item, context.RequireActor(), cancel) is { } row ? await desk.Page(row, context.RequireActor(), FormState.Empty, cancel) : Pages.Refuse(ComposeDesk.NotYours);

    private static async Task<IResult> Coordinate(string item, FormReader form, HttpContext context, LeadDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Combinations.Find(item, actor, cancel) is not { } row) return Pages.Refuse(ComposeDesk.NotYours);
        var departments = await desk.Departments(row, cancel);
        var record = form.Text("record", "协调记录编号", max: 60, min: 3);
        var proposed = form.Choice("proposed", "建议的牵头部门", [.. departments.Select(d => d.Value)]);
        return await Keep(row, form, context, desk, "组织协调牵头部门", first: true,
            _ => LeadCoordination.Open(desk.Office(actor), Combinations.Read(row.Plan).Place, record, proposed, [.. departments.Select(d => d.Value)], clock.Now().Date));
    }

    private static async Task<IResult> State(string item, FormReader form, HttpContext context, LeadDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Combinations.Find(item, actor, cancel) is not { } row) return Pages.Refuse(ComposeDesk.NotYours);
        var agrees = form.Choice("view", "意见", Views) == "agree";
        var reason = form.Text("reason", "理由", max: 300, required: false);
        return await Keep(row, form, context, desk, agrees ? "同意建议的牵头部门" : "不同意建议的牵头部门", first: false,
            c => c!.State(actor.Organisation ?? "", agrees, reason, clock.Now().Date));
    }

    private static async Task<IResult> Designate(string item, FormReader form, HttpContext context, LeadDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Combinations.Find(item, actor, cancel) is not { } row) return Pages.Refuse(ComposeDesk.NotYours);
        var lead = form.Choice("lead", "指定的牵头部门", [.. (await desk.Departments(row, cancel)).Select(d => d.Value)]);
        var reason = form.Text("why", "指定的理由", max: 300, min: 4);
        return await Keep(row, form, context, desk, "指定牵头部门", first: false, c => c!.Designate(desk.Office(actor), lead, reason, clock.Now().Date));
    }

    /// <summary>The record and what follows from it for the plan, in one save.</summary>
    private static async Task<IResult> Keep(
        CombinationRow row, FormReader form, HttpContext context, LeadDesk desk, string what, bool first, Func<LeadCoordination?, Outcome<LeadCoordination>> step)
    {
        var (actor, cancel) = (context.RequireActor(), context.RequestAborted);
        if (!form.Ok) return await desk.Page(row, actor, form.State, cancel, StatusCodes.Status422UnprocessableEntity);
        var before = await desk.Combinations.Coordination(row.Item, cancel);
        var done = before is null && !first ? NotOpen : step(before is null ? null : Combinations.ReadCoordination(before.Body));
        if (done.Try(out var next, out var why))
        {
            var kept = await desk.Keep(row, before, next, first, form.Raw("seen"), what, actor, cancel);
            if (kept.Try(out _, out why)) return Results.LocalRedirect($"{ListCombinations.Path}/{row.Item}/lead");
        }

        return await desk.Page((await desk.Combinations.Find(row.Item, actor, cancel))!, actor, form.State.Refused(why), cancel, Pages.StatusOf(why));
    }

    private static Refusal NotOpen { get; } = new("catalogue.coordination-not-open", "政务服务管理机构还没有组织协调，请稍后再来。", Laws.Joint);
}
