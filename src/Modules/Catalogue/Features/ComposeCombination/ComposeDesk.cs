using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>The composer's page: made anew from what is kept, whatever was sent.</summary>
internal sealed class ComposeDesk(Combinations combinations, CatalogueDb db, IItemFinder finder, IRulebooks rulebooks, TimeProvider clock)
{
    private const int MostFound = 10;
    private const int MostHistory = 30;

    public static Refusal NotYours { get; } = new("catalogue.not-found", "没有这个组合，或者它不在您管理的区划内。", Laws.Bundles);

    public Combinations Combinations => combinations;

    public Task<CombinationRow?> Find(string item, Actor actor, CancellationToken cancel) => combinations.Find(item, actor, cancel);

    public async Task<IResult> Page(CombinationRow row, FormState form, string section, string? words, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var plan = Combinations.Read(row.Plan);
        var parts = await combinations.Parts(plan, cancel);
        var made = await combinations.Compose(plan, cancel);
        var guides = parts.Select(p => p.Guide).ToList();
        var asked = (words ?? "").Trim();
        asked = asked[..Math.Min(asked.Length, 100)];
        var found = asked.Length == 0 ? [] : await finder.Find(asked, Above(plan.Place), MostFound, cancel);
        var history = await db.CombinationChanges.AsNoTracking().Where(c => c.Item == row.Item).OrderByDescending(c => c.Number).Take(MostHistory).ToListAsync(cancel);
        return Pages.Show<ComposePage>(new ComposeModel(row.Item, row.Name, CombinationWords.Of(row.Kind), row.Version, section, form)
        {
            Basics = FormState.Of(
                ("name", plan.Name), ("relation", plan.Relation), ("type", $"{plan.Type}"), ("code", plan.BasicCode), ("lead", plan.Lead),
                ("limit", plan.Limit is { } limit ? $"{limit.Amount}" : null), ("examined", plan.Examined ? "on" : null)),
            Leads = [.. guides.Select(g => g.Organisation).Distinct().Select(o => new ChoiceModel(o, combinations.NameOf(o)))],
            Coordinated = plan.Settled?.Record is not null || ComposeCombination.LeadRule(rulebooks, plan, clock) is { Value: "coordinated-else-designated" },
            Lead = plan.Lead.Length == 0 ? "还没有确定" : $"{combinations.NameOf(plan.Lead)}" + (plan.Settled is { } settled ? $"，{CombinationWords.Of(settled)}" : ""),
            Words = asked,
            Found = [.. found.Select(f => new FoundPartModel(f.Item, f.Name, f.Organisation))],
            Parts = [.. plan.Parts.Select(p => new PlannedPartModel(
                p.Id, p.Name, parts.FirstOrDefault(g => g.Part.Id == p.Id)?.Guide is { } guide ? $"{guide.Name}，{combinations.NameOf(guide.Organisation)}，{guide.PromisedLimit}" : "没有现行的办事指南",
                p.OnlyIf?.Words(id => plan.Questions.FirstOrDefault(q => q.Id == id)?.Label ?? id), [.. p.WaitsFor.Select(n => plan.Part(n)?.Name ?? n)]))],
            Questions = [.. plan.Questions.Select(q => new PlannedQuestionModel(q.Id, q.Label, q.Kind == FieldKind.YesNo ? "是、否" : string.Join('、', q.Choices)))],
            Conflicts = [.. made.Conflicts.Select(c => new ConflictModel(c.Where, c.What, string.Join('、', c.Parts), c.Why, [.. c.Options.Select(o => new ChoiceModel(o.How, o.Words))]))],
            Settled = [.. plan.Settlements.Select(s => new SettledModel(s.Where, $"{PlaceOf(s.Where)}：{HowOf(plan, s.How)}"))],
            FieldChoices = [.. parts.SelectMany(p => p.Guide.Fields.Select(f => new ChoiceModel($"{p.Part.Id}.{f.Id}", $"{p.Part.Name}：{f.Label}")))],
            MaterialChoices = [.. parts.SelectMany(p => p.Guide.Materials.Select(m => new ChoiceModel($"{p.Part.Id}.{m.Id}", $"{p.Part.Name}：{m.Name}")))],
            Mappings = [.. plan.Fields.Select(m => new MappingModel("field", m.Id, m.Label, m.Of.Count)), .. plan.Materials.Select(m => new MappingModel("material", m.Id, m.Label, m.Of.Count))],
            Faults = [.. made.Faults.Select(Composition.Words)],
            Ready = made.MayBePublished,
            Preview = made.Guide is { } whole ? CombinationModel.Of(whole, guides, combinations.NameOf) : null,
            Steps = [.. made.Guide?.Form.Select(s => new PreviewStepModel(s.Title, [.. s.Fields.Select(f => f.Label)])) ?? []],
            Materials = [.. made.Guide?.Materials.Select(m => new PreviewMaterialModel(m.Name, Provenance.OfMaterial(made.Guide, guides, m.Id))) ?? []],
            Standing = row.Published is null ? "还没公布" : row.Published == row.Plan ? "已公布" : "公布后又改过，改动还没公布",
            IsPublished = row.Published is not null,
            Look = row.Look?.Split('\n') ?? [],
            History = [.. history.Select(h => new HistoryLineModel(h.What, h.By, h.At))],
        }, status);
    }

    /// <summary>A bundle may take in items of the city above its district: customs, tax.</summary>
    private static RegionCode Above(RegionCode place) => place.Level > RegionLevel.City ? place.UpTheTree().First(p => p.Level == RegionLevel.City) : place;

    private static string PlaceOf(string where) => where.Split(':', 2) switch
    {
        ["field", var label] => $"表单项“{label}”",
        ["material", var name] => $"材料“{name}”",
        ["result", _] => "由别的部分产生的材料",
        ["audience"] => "服务对象",
        ["channels"] => "办理形式",
        ["level"] => "层级",
        ["limit"] => "整体时限",
        _ => where,
    };

    private static string HowOf(CombinationPlan plan, string how) => how switch
    {
        Settlement.Apart => "分开",
        Settlement.Accept => "照提示的办",
        _ => $"按“{plan.Part(how)?.Name ?? how}”的办法",
    };
}
