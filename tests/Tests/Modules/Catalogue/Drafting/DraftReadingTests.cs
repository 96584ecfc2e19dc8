using System.Text.Json.Nodes;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary>From a guide to a draft and back, and what an unfinished one is told.</summary>
public sealed class DraftReadingTests
{
    private static IEnumerable<Guide> Guides => SeedItemsTests.All.Where(g => g.Combination is null);

    private static DraftReading Read(DraftDocument draft, Guide like) =>
        DraftReading.Of(draft, like.Version, like.EffectiveFrom, g => TheLaw.Rules(g.Place, g.Type, "2024-03-04"));

    [Fact]
    public void Every_guide_comes_back_from_its_draft_as_it_was()
    {
        Assert.NotEmpty(Guides);
        foreach (var guide in Guides)
        {
            var reading = Read(DraftDocument.Of(guide), guide);
            Assert.Empty(reading.Faults.Select(f => f.Fault.ToString()));
            Assert.Equal(GuideText.Of(guide), GuideText.Of(reading.Guide!));
        }
    }

    [Fact]
    public void Every_element_of_every_guide_has_a_place_in_the_editor()
    {
        var elements = Guides.SelectMany(g => DraftDocument.Of(g).ToRecord().Select(p => p.Key)).Distinct();
        // Whether an operator's own follows from the organisation and is asked of nobody.
        Assert.Equal(["byOperator"], elements.Where(e => DraftSchema.SectionOf(e) is null));
    }

    [Fact]
    public void An_empty_draft_is_told_all_that_is_missing_and_where()
    {
        var guide = Guides.First(g => g.Item == "370202-food-business");
        var draft = DraftTemplates.Empty("370202-bookshop", "开办书店", ItemType.Licence, guide.Organisation, guide.Place);
        var reading = Read(draft, guide);
        Assert.NotNull(reading.Guide);
        var missing = reading.Faults.Select(f => f.Address).ToHashSet();
        Assert.Superset(new HashSet<string>(["audience", "conditions", "bases", "promisedLimit", "steps", "form", "channels", "places", "deliveries", "result/name", "result/kind", "consultationPhone", "complaintPhone", "visits", "themes"]), missing);
        Assert.All(reading.Faults, f => Assert.NotNull(DraftSchema.SectionOf(f.Address)));
        Assert.DoesNotContain("name", missing);
        Assert.NotEmpty(reading.Gaps);
    }

    [Fact]
    public void A_fault_in_a_list_is_found_by_the_items_own_name()
    {
        var guide = Guides.First(g => g.Item == "370202-food-business");
        var draft = DraftDocument.Of(guide).With("materials/layout/basis", null).With("steps/2/name", null);
        var reading = Read(draft, guide);
        Assert.Contains(reading.Faults, f => f.Address.StartsWith("materials/layout/basis", StringComparison.Ordinal));
        Assert.Contains(reading.Faults, f => f.Address == "steps/2/name");
        Assert.Contains("主要设备设施布局", DraftWords.Place("materials/layout/copies", draft), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_takes_over_all_but_what_is_the_items_own()
    {
        var guide = Guides.First(g => g.Item == "370202-food-business");
        var copy = DraftTemplates.Like(DraftTemplates.Empty("370202-bookshop", "开办书店", ItemType.Licence, guide.Organisation, guide.Place), guide);
        var reading = Read(copy, guide);
        Assert.Equal(("370202-bookshop", "开办书店", null), (reading.Guide!.Item, reading.Guide.Name, reading.Guide.BasicCode));
        Assert.Equal(guide.Materials, reading.Guide.Materials, (a, b) => a.Id == b.Id && a.Name == b.Name);
        Assert.Equal(["basicCode"], reading.Faults.Select(f => f.Address));

        var shared = DraftTemplates.Shared(DraftTemplates.Empty("370202-bookshop", "开办书店", ItemType.Licence, guide.Organisation, guide.Place), SeedItemsTests.Somebody("370202-spj"), SeedItemsTests.Somebody("370202-hall"));
        Assert.Equal(["受理", "审查", "决定", "制证送达"], Read(shared, guide).Guide!.Steps.Select(s => s.Name));
    }

    [Fact]
    public void Situations_in_rows_are_what_they_were()
    {
        foreach (var situation in Guides.SelectMany(g => g.Materials.Select(m => m.OnlyIf).Concat(g.Fields.Select(f => f.OnlyIf))).OfType<Situation>().Append(
            new Situation("a", "1") { And = new Situation("b", "2"), Or = new Situation("c", "3") { And = new Situation("d", "4") } }))
        {
            var json = DraftDocument.Canonical(System.Text.Json.JsonSerializer.SerializeToNode(situation, OneWindow.Storage.Json.Options))!;
            if (SituationRows.Of(json) is { } rows) Assert.Equal(json, SituationRows.ToJson(rows));
        }

        var nested = """{"field":"a","value":"1","and":{"field":"b","value":"2","or":{"field":"c","value":"3"}}}""";
        Assert.Null(SituationRows.Of(DraftDocument.Canonical(JsonNode.Parse(nested))));
    }
}
