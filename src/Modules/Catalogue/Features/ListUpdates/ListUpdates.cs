using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>依据变动和调整任务: what must be looked at by when; the office registers that a law was amended and sees at once what rests on it.</summary>
internal static class ListUpdates
{
    public const string Path = "/workbench/updates";
    private const int Most = 100;

    public static IReadOnlyList<ChoiceModel> Steps { get; } = [new(nameof(LawStep.Amended), "修改"), new(nameof(LawStep.Repealed), "废止")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var updates = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        updates.MapGet("", Open).WithName(nameof(ListUpdates));
        updates.MapPost("/laws", Amend).WithName("AmendLaw").AllowRoles(Role.ManagementOfficer);
        updates.MapPost("/{task}/answer", Answer).WithName("CloseUpdateTask");
    }

    private static async Task<IResult> Open(HttpContext context, CatalogueDb db, UpdateTasks tasks, ITouchedCases cases, TimeProvider clock, CancellationToken cancel, string? law = null) =>
        Pages.Show<UpdatesPage>(await Model(context.RequireActor(), FormState.Empty, law, db, tasks, cases, clock, cancel));

    private static async Task<IResult> Amend(FormReader form, HttpContext context, CatalogueDb db, UpdateTasks tasks, ITouchedCases cases, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var law = form.Text("law", "法规名称", max: 100, min: 2).Trim('《', '》');
        _ = Enum.TryParse<LawStep>(form.Choice("step", "变动", Steps), out var step);
        var from = form.Date("from", "施行日期");
        var articles = form.Text("articles", "涉及的条款", max: 200, required: false);
        var successor = form.Text("successor", "替代的法规", max: 100, required: false).Trim('《', '》');
        var note = form.Text("note", "说明", max: 300, required: false);
        if (!form.Ok) return Pages.Again<UpdatesPage>(await Model(actor, form.State, law, db, tasks, cases, clock, cancel));
        string[] named = articles.Split(['、', '，', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await tasks.Amend(actor.Place, law, step, from!.Value, successor.Length == 0 ? null : successor, note, named, actor, cancel);
        return Results.LocalRedirect($"{Path}?law={Uri.EscapeDataString(law)}");
    }

    private static async Task<IResult> Answer(string task, FormReader form, HttpContext context, CatalogueDb db, UpdateTasks tasks, ITouchedCases cases, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Mine(db, actor).SingleOrDefaultAsync(t => t.Id == task, cancel) is not { } row) return Pages.Refuse(NotYours);
        var why = form.Text("why", "说明", max: 300);
        Refusal? no = null;
        if (form.Ok && (await tasks.Close(row, why, cancel)).Try(out _, out no)) return Results.LocalRedirect(Path);
        var state = no is null ? form.State : form.State.Refused(no);
        return Pages.Show<UpdatesPage>(await Model(actor, state, null, db, tasks, cases, clock, cancel), no is null ? StatusCodes.Status422UnprocessableEntity : Pages.StatusOf(no));
    }

    private static IQueryable<UpdateTaskRow> Mine(CatalogueDb db, Actor actor)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "");
        return actor.Role == Role.ManagementOfficer ? db.UpdateTasks.Where(t => t.Place >= from && t.Place < end) : db.UpdateTasks.Where(t => t.Organisation == own);
    }

    private static async Task<UpdatesModel> Model(
        Actor actor, FormState form, string? law, CatalogueDb db, UpdateTasks tasks, ITouchedCases cases, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.Now().Date;
        var open = await Mine(db, actor).AsNoTracking().Where(t => t.ClosedAt == null).OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(Most).ToListAsync(cancel);
        var done = await Mine(db, actor).AsNoTracking().Where(t => t.ClosedAt != null).OrderByDescending(t => t.ClosedAt).Take(20).ToListAsync(cancel);
        LawTouchModel? touched = null;
        if (!string.IsNullOrWhiteSpace(law) && actor.Role == Role.ManagementOfficer)
        {
            var items = await tasks.Touched(actor.Place, law, [], cancel);
            var counts = await cases.Of(actor.Place, [.. items.Select(i => i.Key)], cancel);
            touched = new LawTouchModel(law, [.. items.Zip(counts).Take(Most).Select(p => new TouchedItemModel(p.First.Key, p.First.Name, p.First.CurrentVersion, p.Second.AllRunning, p.Second.Drafts))]);
        }

        UpdateTaskModel Line(UpdateTaskRow t) => new(t.Id, t.Item, t.Name, t.What, t.DueOn, t.ClosedAt is null && t.DueOn < today, t.Answer);
        return new UpdatesModel(form, actor.Role == Role.ManagementOfficer, [.. open.Select(Line)], [.. done.Select(Line)], touched);
    }

    private static Refusal NotYours { get; } = new("catalogue.not-found", "没有这项任务，或者它不归您所在的单位办。", Laws.BasisChanged);
}

public sealed record UpdateTaskModel(string Id, string Item, string Name, string What, DateOnly DueOn, bool Late, string? Answer);

/// <param name="Version">The guide published last.</param>
public sealed record TouchedItemModel(string Item, string Name, int Version, Figure Running, Figure Drafts);

public sealed record LawTouchModel(string Law, IReadOnlyList<TouchedItemModel> Items);

public sealed record UpdatesModel(FormState Form, bool IsOffice, IReadOnlyList<UpdateTaskModel> Open, IReadOnlyList<UpdateTaskModel> Done, LawTouchModel? Touched);
