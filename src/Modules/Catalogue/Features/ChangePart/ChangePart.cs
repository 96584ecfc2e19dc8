using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>修改部分: what a part is called, when it is one of the filing, what it waits for, and which of its materials another part makes.</summary>
internal static class ChangePart
{
    public static IReadOnlyList<ChoiceModel> Joins { get; } = [new("any", "选中其中一个就办"), new("all", "全部选中才办")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var part = routes.MapGroup(ListCombinations.Path + "/{item}/parts/{part}").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        part.MapGet("", Open).WithName("OpenPart");
        part.MapPost("", Handle).WithName(nameof(ChangePart));
        part.MapPost("/remove", Remove).WithName("RemovePart");
    }

    private static async Task<IResult> Open(string item, string part, HttpContext context, Combinations combinations, CancellationToken cancel)
    {
        if (await combinations.Find(item, context.RequireActor(), cancel) is not { } row) return Pages.Refuse(ComposeDesk.NotYours);
        var plan = Combinations.Read(row.Plan);
        return plan.Part(part) is { } planned
            ? Pages.Show<PartPage>(await Model(row, plan, planned, Filled(planned), combinations, cancel))
            : Pages.Refuse(NoPart);
    }

    private static async Task<IResult> Handle(string item, string part, FormReader form, HttpContext context, Combinations combinations, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await combinations.Find(item, actor, cancel) is not { } row) return Pages.Refuse(ComposeDesk.NotYours);
        var plan = Combinations.Read(row.Plan);
        if (plan.Part(part) is not { } planned) return Pages.Refuse(NoPart);
        var name = form.Text("name", "名称", max: 40, min: 2);
        var answers = form.Choices("when", "什么情况下办", Answers(plan), required: false);
        var join = form.Choice("join", "几个条件的关系", Joins, required: false);
        var needs = form.Choices("needs", "先要办好", Others(plan, planned), required: false);
        var model = await Model(row, plan, planned, form.State, combinations, cancel);
        var produced = model.Materials.Select(m => new ProducedMaterial(m.Id, form.Raw($"made.{m.Id}") ?? "")).Where(m => plan.Part(m.By) is not null && m.By != part).ToList();
        if (!form.Ok) return Pages.Again<PartPage>(model with { Form = form.State });
        var next = plan.ChangePart(planned with { Name = name, OnlyIf = Condition(answers, join == "all"), Needs = needs, Produced = produced });
        _ = int.TryParse(form.Raw("seen"), out var seen);
        var cycle = PartGraph.CycleIn([.. next.Parts.Select(p => (p.Id, (IReadOnlyList<string>)[.. p.WaitsFor]))]);
        var saved = cycle.Count == 0
            ? await combinations.Save(row, next, seen, $"改了“{name}”", actor, cancel)
            : new Refusal("catalogue.needs-in-a-circle", $"{string.Join("、", cycle.Select(id => next.Part(id)!.Name))}互相等待，谁也办不了。请去掉其中一个前置关系。", Laws.Bundles);
        if (saved.Try(out _, out var why)) return Results.LocalRedirect($"{ListCombinations.Path}/{item}#parts");
        var now = await combinations.Find(item, actor, cancel);
        return Pages.Show<PartPage>(model with { Form = form.State.Refused(why, cycle.Count > 0 ? "needs" : ""), Seen = now!.Version }, Pages.StatusOf(why));
    }

    private static async Task<IResult> Remove(string item, string part, FormReader form, HttpContext context, ComposeDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Find(item, actor, cancel) is not { } row) return Pages.Refuse(ComposeDesk.NotYours);
        var plan = Combinations.Read(row.Plan);
        _ = int.TryParse(form.Raw("seen"), out var seen);
        var saved = await desk.Combinations.Save(row, plan.RemovePart(part), seen, $"去掉“{plan.Part(part)?.Name ?? part}”", actor, cancel);
        return saved.Try(out _, out var why)
            ? Results.LocalRedirect($"{ListCombinations.Path}/{item}#parts")
            : await desk.Page((await desk.Find(item, actor, cancel))!, form.State.Refused(why), "parts", null, cancel, Pages.StatusOf(why));
    }

    private static Situation? Condition(IReadOnlyList<string> answers, bool all)
    {
        var asked = answers.Select(a => a.Split('=', 2)).Select(a => Situations.Of(new Situation(a[0], a[1]))).ToList();
        if (asked.Count == 0) return null;
        var joined = all ? asked.Aggregate((a, b) => a.And(b)) : Situations.Any(asked);
        return joined.IsNever ? Situations.Any(asked).ToSituation() : joined.ToSituation();
    }

    private static FormState Filled(PlannedPart part)
    {
        var values = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
        {
            ["name"] = part.Name,
            ["when"] = new([.. part.OnlyIf?.Leaves.Select(l => $"{l.Field}={l.Value}").Distinct() ?? []]),
            ["join"] = part.OnlyIf?.And is null ? "any" : "all",
            ["needs"] = new([.. part.Needs]),
        };
        foreach (var made in part.Produced) values[$"made.{made.Own}"] = made.By;
        return new FormState(values, []);
    }

    private static List<ChoiceModel> Answers(CombinationPlan plan) =>
        [.. plan.Questions.SelectMany(q => GuidePageModel.ChoicesOf(q).Select(c => new ChoiceModel($"{q.Id}={c}", $"“{q.Label}”选“{c}”")))];

    private static List<ChoiceModel> Others(CombinationPlan plan, PlannedPart part) => [.. plan.Parts.Where(p => p.Id != part.Id).Select(p => new ChoiceModel(p.Id, p.Name))];

    private static async Task<PartModel> Model(CombinationRow row, CombinationPlan plan, PlannedPart part, FormState form, Combinations combinations, CancellationToken cancel)
    {
        var guide = (await combinations.Parts(plan, cancel)).FirstOrDefault(p => p.Part.Id == part.Id)?.Guide;
        return new PartModel(
            row.Item, row.Name, part.Id, part.Name, guide?.Name ?? part.Item, row.Version, form, Answers(plan), Others(plan, part),
            [.. guide?.Materials.Select(m => new PartMaterialModel(m.Id, m.Name)) ?? []]);
    }

    private static Refusal NoPart { get; } = new("catalogue.not-found", "组合里没有这个部分，可能刚被别人去掉了。", PlatformRules.NoSilentOverwrite);
}

public sealed record PartMaterialModel(string Id, string Name);

public sealed record PartModel(
    string Item, string Combination, string Part, string Name, string ItemName, int Seen, FormState Form, IReadOnlyList<ChoiceModel> Answers, IReadOnlyList<ChoiceModel> Others,
    IReadOnlyList<PartMaterialModel> Materials);
