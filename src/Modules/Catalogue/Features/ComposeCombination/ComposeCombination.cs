using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>编排组合: items, questions, mappings and conflicts of one combination, its preview, and its publication; all by forms, without code.</summary>
internal static class ComposeCombination
{
    /// <summary>What a handler makes of a form; the form says what was refused.</summary>
    private delegate Outcome<CombinationPlan> Step(CombinationPlan plan, Composition made);

    public static IReadOnlyList<ChoiceModel> QuestionKinds { get; } = [new("yes-no", "是或否"), new("choice", "几个选项选一个")];

    public static IReadOnlyList<ChoiceModel> Types { get; } = [.. Enum.GetValues<ItemType>().Select(t => new ChoiceModel($"{t}", t.Names().Name))];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup(ListCombinations.Path + "/{item}").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        one.MapGet("", Open).WithName("OpenCombination");
        one.MapPost("/basics", Basics).WithName("ChangeCombination");
        one.MapPost("/parts", AddPart).WithName("AddPart");
        one.MapPost("/questions", AddQuestion).WithName("AddQuestion");
        one.MapPost("/questions/remove", RemoveQuestion).WithName("RemoveQuestion");
        one.MapPost("/conflicts", Settle).WithName("SettleConflict");
        one.MapPost("/conflicts/reopen", Unsettle).WithName("ReopenConflict");
        one.MapPost("/mappings", Join).WithName("JoinAsks");
        one.MapPost("/mappings/remove", Part).WithName("PartAsks");
        one.MapPost("/publication", Publish).WithName("PublishCombination");
    }

    private static async Task<IResult> Open(string item, HttpContext context, ComposeDesk desk, CancellationToken cancel, string? q = null) =>
        await desk.Find(item, context.RequireActor(), cancel) is { } row ? await desk.Page(row, FormState.Empty, "", q, cancel) : Pages.Refuse(ComposeDesk.NotYours);

    private static Task<IResult> Basics(string item, FormReader form, HttpContext context, ComposeDesk desk, TimeProvider clock, IRulebooks rulebooks)
    {
        var name = form.Text("name", "名称", max: 60, min: 3);
        var relation = form.Text("relation", "关联", max: 300, required: false);
        _ = Enum.TryParse<ItemType>(form.Choice("type", "事项类型", Types), out var type);
        var code = form.Text("code", "基本编码", max: 12, required: false);
        var limit = form.Number("limit", "整体承诺几个工作日", min: 1, max: 200, required: false);
        var examined = form.Check("examined");
        var lead = form.Raw("lead") ?? "";
        return Edit(item, "basics", "改了基本情况", form, context, desk, (plan, made) =>
        {
            var next = plan with { Name = name, Relation = relation, Type = type, BasicCode = code, Examined = examined, Limit = limit is { } days ? TimeLimit.WorkingDays((int)days) : null };
            if (lead.Length == 0 || lead == plan.Lead) return next;
            // What was coordinated or designated binds (重庆办法 第二十四条).
            if (plan.Settled?.Record is not null || LeadRule(rulebooks, plan, clock) is { Value: "coordinated-else-designated" })
                return new Refusal("catalogue.lead-by-coordination", "牵头部门由政务服务管理机构组织协调确定，不能在这里改。请到“牵头部门”页办理协调。", Laws.Joint);
            return next with { Lead = lead, Settled = new LeadSettlement(LeadHow.Agreed, clock.Now().Date) };
        });
    }

    /// <summary>How a joint item's lead is settled in its place; other combinations name theirs.</summary>
    internal static Rule? LeadRule(IRulebooks rulebooks, CombinationPlan plan, TimeProvider clock) =>
        plan.Kind == CombinationKind.Joint ? rulebooks.For(plan.Place, plan.Type, clock.Now().Date).Find("joint.leadDepartment") : null;

    private static async Task<IResult> AddPart(string item, FormReader form, HttpContext context, ComposeDesk desk, ICatalogue catalogue, CancellationToken cancel)
    {
        var added = await catalogue.Current(form.Raw("part") ?? "", cancel);
        return await Edit(item, "parts", $"加入“{added?.Name}”", form, context, desk, (plan, made) =>
            added is null ? new Refusal("catalogue.part-unknown", "没有这个事项，请重新查找。", PlatformRules.Input) : plan.AddPart(added));
    }

    private static Task<IResult> AddQuestion(string item, FormReader form, HttpContext context, ComposeDesk desk)
    {
        var label = form.Text("ask", "问题", max: 60, min: 2);
        var kind = form.Choice("askKind", "怎样回答", QuestionKinds) == "choice" ? FieldKind.Choice : FieldKind.YesNo;
        var choices = form.LongText("askChoices", "选项", max: 500, required: false).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Edit(item, "questions", $"加了问题“{label}”", form, context, desk, (plan, made) => plan.AddQuestion(label, kind, choices));
    }

    private static Task<IResult> RemoveQuestion(string item, FormReader form, HttpContext context, ComposeDesk desk) =>
        Edit(item, "questions", "删了一个问题", form, context, desk, (plan, made) => plan.RemoveQuestion(form.Raw("question") ?? ""));

    private static Task<IResult> Settle(string item, FormReader form, HttpContext context, ComposeDesk desk) =>
        Edit(item, "conflicts", $"处理矛盾：{form.Raw("where")}", form, context, desk, (plan, made) => plan.Settle(made.Conflicts, form.Raw("where") ?? "", form.Raw("how") ?? ""));

    private static Task<IResult> Unsettle(string item, FormReader form, HttpContext context, ComposeDesk desk) =>
        Edit(item, "conflicts", $"撤销处理：{form.Raw("where")}", form, context, desk, (plan, made) => plan.Unsettle(form.Raw("where") ?? ""));

    private static Task<IResult> Join(string item, FormReader form, HttpContext context, ComposeDesk desk)
    {
        var fields = form.Raw("what") == "field";
        var (label, of) = fields ? ("fieldLabel", "fieldOf") : ("materialLabel", "materialOf");
        var name = form.Text(label, "合成后叫什么", max: 60, min: 2);
        return Edit(item, "mappings", $"合成一项：{name}", form, context, desk, (plan, made) => plan.Map(fields, name, [.. form.State.Values[of].OfType<string>()]), of);
    }

    private static Task<IResult> Part(string item, FormReader form, HttpContext context, ComposeDesk desk) =>
        Edit(item, "mappings", "撤销一处合并", form, context, desk, (plan, made) => plan.Unmap(form.Raw("what") == "field", form.Raw("mapping") ?? ""));

    private static async Task<IResult> Publish(string item, FormReader form, HttpContext context, ComposeDesk desk, Combinations combinations, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Find(item, actor, cancel) is not { } row) return Pages.Refuse(ComposeDesk.NotYours);
        var published = form.Raw("seen") == $"{row.Version}" ? await combinations.Publish(row, actor.Id, cancel) : Combinations.ChangedMeanwhile;
        return published.Try(out _, out var why)
            ? Results.LocalRedirect($"/items/{item}")
            : await desk.Page(row, form.State.Refused(why), "publication", null, cancel, Pages.StatusOf(why));
    }

    private static async Task<IResult> Edit(
        string item, string section, string what, FormReader form, HttpContext context, ComposeDesk desk, Step step, string field = "")
    {
        var cancel = context.RequestAborted;
        var actor = context.RequireActor();
        if (await desk.Find(item, actor, cancel) is not { } row) return Pages.Refuse(ComposeDesk.NotYours);
        if (!form.Ok) return await desk.Page(row, form.State, section, null, cancel, StatusCodes.Status422UnprocessableEntity);
        var plan = Combinations.Read(row.Plan);
        var saved = step(plan, await desk.Combinations.Compose(plan, cancel));
        if (saved.Try(out var next, out var why))
        {
            _ = int.TryParse(form.Raw("seen"), out var seen);
            saved = await desk.Combinations.Save(row, next, seen, what, actor, cancel);
        }

        if (saved.Try(out _, out why)) return Results.LocalRedirect($"{ListCombinations.Path}/{item}#{section}");
        return await desk.Page((await desk.Find(item, actor, cancel))!, form.State.Refused(why, field), section, null, cancel, Pages.StatusOf(why));
    }
}
