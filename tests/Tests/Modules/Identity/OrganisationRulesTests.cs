using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Identity;

public sealed class OrganisationRulesTests
{
    private static readonly DateOnly Day = new(2025, 9, 26);
    private static readonly DirectorySnapshot Seeded = new(
        1, SeedFiles.Regions(), [.. SeedFiles.Organisations().Select(o => o.Row(default))], SeedFiles.Organisations().SelectMany(o => o.Units()));

    private static OrganisationDraft Department(string region, string? parent) => new("演示新设局", "新设局", OrganisationKind.Department, RegionCode.Parse(region))
    {
        Parent = parent,
        CreditCode = "91370202XNQ00001X2",
        HandlingUnits = ["审批科"],
    };

    private static OrganisationDraft Station(string region, string? parent) => new("演示便民服务站", "演示站", OrganisationKind.Hall, RegionCode.Parse(region)) { Parent = parent };

    /// <summary>The seed is what the rules allow: each organisation, registered as the last one, would be accepted.</summary>
    [Fact]
    public void Every_seeded_organisation_keeps_the_rules()
    {
        Assert.Empty(
            from seeded in SeedFiles.Organisations()
            let row = seeded.Row(default)
            let others = new DirectorySnapshot(1, SeedFiles.Regions(), [.. SeedFiles.Organisations().Where(o => o.Id != seeded.Id && o.Bearer != seeded.Id).Select(o => o.Row(default))], [])
            let draft = new OrganisationDraft(row.Name, row.ShortName, row.Kind, row.Region)
            {
                Parent = row.Parent,
                Bearer = row.Bearer,
                EmpoweredBy = row.EmpoweredBy,
                GuidedBy = row.GuidedBy,
                CreditCode = row.CreditCode,
                HandlingUnits = [.. seeded.Units().Where(u => u.Handles).Select(u => u.Name)],
                CooperatingUnits = [.. seeded.Units().Where(u => !u.Handles).Select(u => u.Name)],
            }
            from fault in OrganisationRules.Check(draft, Rules(row.Region), others)
            select $"{row.Id}: {fault.Field} {fault.Why.Message}");
    }

    [Fact]
    [Clause("QD-7-1")]
    public void A_village_hangs_from_its_town_and_not_from_the_city()
    {
        Assert.Empty(Faults(Station("370202001012", "370202001-hall")));
        foreach (var wrong in new[] { "370200-hall", "370202-hall", "370202009-hall", "370202001-gov", null })
        {
            var fault = Assert.Single(Faults(Station("370202001012", wrong)));
            Assert.Equal(("parent", "identity.parent-wrong-level"), (fault.Field, fault.Why.Code));
            Assert.Equal(new Citation("qingdao-2023", "第七条"), fault.Why.Basis);
        }
    }

    [Fact]
    public void The_levels_are_those_of_the_place()
    {
        // The municipality is the level above its districts, though "市辖区" stands between them in the codes.
        Assert.Empty(Faults(Station("500103", "500000-hall")));
        // A county-level city and a district under its own rules are the top of their trees.
        Assert.Empty(Faults(Station("130181", null)));
        Assert.Empty(Faults(Station("610118", null)));
        Assert.Contains(Faults(Station("370202", null)), f => f.Field == "parent");
        Assert.Contains(Faults(Station("500100", "500000-hall")), f => f.Why.Code == "identity.level-unknown");
    }

    [Fact]
    public void A_department_stands_beside_the_government_of_its_own_place()
    {
        Assert.Empty(Faults(Department("370202", "370202-gov")));
        Assert.All([null, "370200-gov", "370202-hall", "500103-gov"], parent => Assert.Equal("parent", Assert.Single(Faults(Department("370202", parent))).Field));
    }

    [Theory]
    [Clause("QD-3-2")]
    [InlineData("370202", "370202-gov", "qingdao-2023", "第三条")]
    [InlineData("610118", "610118-gov", "licensing-law-2019", "第二十三条")]
    public void An_empowered_organisation_names_the_law_that_empowers_it(string region, string parent, string rulebook, string article) =>
        Empowered(region, parent, new Citation(rulebook, article));

    [Fact]
    [Clause("CQ-2-2")]
    public void An_empowered_organisation_in_Chongqing_names_the_law_that_empowers_it() =>
        Empowered("500103", "500103-gov", new Citation("chongqing", "第二条"));

    [Fact]
    [Clause("QD-3-2")]
    public void An_entrusted_organisation_acts_in_the_name_of_an_organ_that_was_not_entrusted_itself()
    {
        var draft = Department("370202", "370202-rsj") with { Kind = OrganisationKind.Entrusted };
        Assert.Empty(Faults(draft with { Bearer = "370202-rsj" }));
        Assert.Equal("identity.bearer-missing", Assert.Single(Faults(draft)).Why.Code);
        Assert.All(["370202-jiuye", "500103-rsj", "370202-hall"], bearer => Assert.Equal("identity.bearer-wrong", Assert.Single(Faults(draft with { Bearer = bearer })).Why.Code));
        Assert.Equal("青岛市市南区人力资源和社会保障局", Seeded.Find("370202-jiuye")!.Organisation.BearerName);
    }

    [Fact]
    [Clause("QD-12-1")]
    public void A_functional_zone_is_guided_by_the_office_of_its_city_or_district()
    {
        var zone = Department("370272", null) with { Kind = OrganisationKind.FunctionalZone };
        Assert.Empty(Faults(zone with { GuidedBy = "370200-spj" }));
        Assert.All([null, "370202-spj", "370200-scjg", "500103-zwb"], office =>
        {
            var fault = Assert.Single(Faults(zone with { GuidedBy = office }));
            Assert.Equal(("guidedBy", new Citation("qingdao-2023", "第十二条")), (fault.Field, fault.Why.Basis));
        });
    }

    [Fact]
    [Clause("CQ-21-1")]
    public void A_department_in_Chongqing_has_exactly_one_handling_unit_and_others_co_operate()
    {
        var draft = Department("500103", "500103-gov");
        Assert.Empty(Faults(draft with { CooperatingUnits = ["法规科", "监督科"] }));
        foreach (var units in new string[][] { ["审批一科", "审批二科"], [] })
        {
            var fault = Assert.Single(Faults(draft with { HandlingUnits = units }));
            Assert.Equal(("handles", new Citation("chongqing", "第二十一条")), (fault.Field, fault.Why.Basis));
        }

        // Where the rulebooks are silent, the department organises itself.
        Assert.Empty(Faults(Department("370202", "370202-gov") with { HandlingUnits = ["审批一科", "审批二科"] }));
    }

    [Fact]
    [Clause("QD-60-1")]
    public void A_stationed_unit_is_registered_under_the_rules_of_the_place_where_it_is()
    {
        var customs = Department("370200", null) with { Kind = OrganisationKind.Stationed, Name = "演示海关" };
        Assert.Empty(Faults(customs));
        Assert.Equal("qingdao-2023", Rules(customs.Region).Profile);
        Assert.Equal("qingdao-2023", Rules(Seeded.Find("370200-customs")!.Organisation.Region).Profile);
        Assert.Equal("chongqing", Rules(RegionCode.Parse("500103")).Profile);
    }

    [Fact]
    public void A_code_a_name_and_the_office_of_a_place_are_given_once()
    {
        Assert.Equal("creditCode", Assert.Single(Faults(Department("370202", "370202-gov") with { CreditCode = Seeded.Find("370202-spj")!.Organisation.CreditCode })).Field);
        Assert.Equal("creditCode", Assert.Single(Faults(Department("370202", "370202-gov") with { CreditCode = "11370202XN0000000X" })).Field);
        Assert.Equal("name", Assert.Single(Faults(Department("370202", "370202-gov") with { Name = "青岛市市南区民政局" })).Field);
        Assert.Equal("kind", Assert.Single(Faults(Department("370202", "370202-gov") with { Kind = OrganisationKind.ManagementOffice })).Field);
        Assert.Equal("cooperates", Assert.Single(Faults(Department("370202", "370202-gov") with { CooperatingUnits = ["审批科"] })).Field);
    }

    private static void Empowered(string region, string parent, Citation basis)
    {
        var draft = Department(region, parent) with { Kind = OrganisationKind.Empowered };
        Assert.Empty(Faults(draft with { EmpoweredBy = "《中华人民共和国社会保险法》第八条" }));
        foreach (var nothing in new[] { null, "", "有关法律", "《社会保险法》" })
        {
            var fault = Assert.Single(Faults(draft with { EmpoweredBy = nothing }));
            Assert.Equal(("empoweredBy", basis), (fault.Field, fault.Why.Basis));
        }
    }

    private static IReadOnlyList<OrganisationFault> Faults(OrganisationDraft draft) => OrganisationRules.Check(draft, Rules(draft.Region), Seeded);

    private static RuleSet Rules(RegionCode place) => TheLaw.Shelf.For(place, ItemType.PublicService, Day);
}
