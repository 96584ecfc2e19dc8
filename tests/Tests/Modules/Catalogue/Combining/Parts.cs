using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Combining;

/// <summary>Small guides and plans to combine.</summary>
internal static class Parts
{
    private static Guide Model => SeedItemsTests.All.Single(g => g.Item == "370202-food-business");

    public static RegionCode Place => RegionCode.Parse("370202");

    public static Guide Guide(string id, IReadOnlyList<FormField>? fields = null, IReadOnlyList<GuideMaterial>? materials = null, int days = 3) => Model with
    {
        Item = $"370202-{id}",
        Name = $"事项{id}",
        Organisation = $"370202-{id}",
        Type = ItemType.PublicService,
        BasicCode = "372000001001",
        ImplementationCode = null,
        HandlingCode = null,
        StatutoryLimit = null,
        PromisedLimit = TimeLimit.WorkingDays(days),
        Form = [new FormStep("form", $"表单{id}", fields ?? [Field("name", "姓名")])],
        Materials = materials ?? [],
        SpecialProcedures = [],
        Review = null,
        Result = new GuideResult($"证{id}", ResultKind.Licence, null),
        SafetyAreas = null,
        Visits = 1,
    };

    public static FormField Field(string id, string label, FieldKind kind = FieldKind.Text, Situation? onlyIf = null, bool required = true, params string[] choices) =>
        new() { Id = id, Label = label, Kind = kind, Required = required, OnlyIf = onlyIf, Choices = choices };

    public static GuideMaterial Material(string id, string name, Situation? onlyIf = null, bool required = true, int originals = 1) => new()
    {
        Id = id, Name = name, Kind = MaterialKind.Proof, Required = required, Main = false, Tolerable = false, Source = MaterialSource.Applicant, Originals = originals, Copies = 0,
        Electronic = true, Basis = new LegalBasis("某法", "第一条"), Defects = ["missing"], OnlyIf = onlyIf,
    };

    public static PlannedPart Part(string id, Situation? onlyIf = null, params string[] needs) => new() { Id = id, Item = $"370202-{id}", Name = $"部分{id}", OnlyIf = onlyIf, Needs = needs };

    public static CombinationPlan Plan(IReadOnlyList<PlannedPart> parts, IReadOnlyList<FormField>? questions = null) => new()
    {
        Item = "370202-whole", Name = "一件大事", Kind = CombinationKind.Bundle, Place = Place, Lead = parts[0].Item, Relation = "有关联", BasicCode = "372000001009",
        Settled = new LeadSettlement(LeadHow.Agreed, new DateOnly(2024, 3, 1)), Parts = parts, Questions = questions ?? [],
    };

    public static Composition Compose(CombinationPlan plan, params Guide[] guides) => Union.Of(
        plan, [.. plan.Parts.Select(p => new PartGuide(p, guides.Single(g => g.Item == p.Item)))], id => id, null, new DateOnly(2024, 3, 4));
}
