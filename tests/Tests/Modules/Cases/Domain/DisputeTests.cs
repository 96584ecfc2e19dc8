using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="DisputeRules"/> and <see cref="CommonSuperior"/>: who leads where two places have to agree.</summary>
public sealed class DisputeTests
{
    private static readonly DisputeLead Bureau = new("370200-mzj", TheLaw.Qingdao);
    private static readonly Actor There = CrossRegionTests.Far(TheLaw.Shinan);

    private static Organisation Body(string id, string place, string? line, OrganisationKind kind = OrganisationKind.Department) =>
        new(id, id, id, kind, RegionCode.Parse(place), id, null, null, null) { Line = line };

    private static readonly Organisation[] Tree =
    [
        Body("370200-mzj", "370200", "civil-affairs"), Body("370200-scjg", "370200", "market"), Body("370202-mzj", "370202", "civil-affairs"),
        Body("370215-mzj", "370215", "civil-affairs"), Body("370202-hall", "370202", "civil-affairs", OrganisationKind.Hall), Body("370000-mzt", "370000", "civil-affairs"),
        Body("370202001-mz", "370202001000", "civil-affairs"),
    ];

    private static readonly string[] Lines = ["a", "b"];

    private static readonly RegionCode[] Places =
        [.. ((string[])["370202", "370215", "370202001000", "370202001001", "370202009000", "370200", "370600", "610118", "130181"]).Select(RegionCode.Parse)];

    private static string? Lead(string? line, params string[] places) =>
        CommonSuperior.Of(line, [.. places.Select(RegionCode.Parse)], place => Tree.Where(o => o.Region == place))?.Id;

    [Fact]
    [Clause("QD-33-2")]
    public void Between_the_civil_affairs_of_two_districts_the_citys_civil_affairs_bureau_leads()
    {
        Assert.Equal("370200-mzj", Lead("civil-affairs", "370202", "370215"));
        Assert.Equal("370200-mzj", Lead("civil-affairs", "370202001000", "370215"));
        Assert.Equal("370000-mzt", Lead("civil-affairs", "370202", "370600"));
        // A street and its own district: the district is a party, the city leads. A hall leads nobody.
        Assert.Equal("370200-mzj", Lead("civil-affairs", "370202", "370202001000"));
        Assert.Equal("370202-mzj", Lead("civil-affairs", "370202001000", "370202009000"));
        Assert.Null(Lead("civil-affairs", "370202", "610118"));
        Assert.Null(Lead("health", "370202", "370215"));
        Assert.Null(Lead(null, "370202", "370215"));
    }

    [Fact]
    public void The_lead_stands_strictly_above_all_is_of_the_line_and_none_lower_does()
    {
        var trees =
            from seats in Gen.ListOf(Gen.Zip(Gen.Elements(Places.SelectMany(p => p.UpTheTree()).Distinct()), Gen.Elements(Lines)))
            from parties in Gen.NonEmptyListOf(Gen.Elements(Places))
            from line in Gen.Elements(Lines)
            select (seats, parties, line);
        Prop.ForAll(trees.ToArbitrary(), drawn =>
        {
            var organisations = drawn.seats.Select((s, i) => new Organisation($"o{i:000}", "", "", OrganisationKind.Department, s.Item1, "", null, null, null) { Line = s.Item2 }).ToList();
            Organisation? Of(IEnumerable<RegionCode> parties) => CommonSuperior.Of(drawn.line, [.. parties], p => organisations.Where(o => o.Region == p));
            var above = organisations.Where(o => o.Line == drawn.line && drawn.parties.All(p => p != o.Region && o.Region.Contains(p))).ToList();
            var lead = Of(drawn.parties);
            return lead == Of(drawn.parties.AsEnumerable().Reverse())
                && (lead is null ? above.Count == 0 : above.Contains(lead) && above.All(o => o.Region.Contains(lead.Region)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    [Clause("QD-33-2")]
    public void Either_place_raises_a_dispute_which_goes_to_that_lead_who_settles_it_with_a_ruling()
    {
        var story = Story.Filed(CrossRegionTests.Jimo, "2025-03-03 09:00", channel: Channel.Counter, guide: g => CrossRegionTests.Offered(g), receiver: There);
        var chief = new Actor("chief-2", "首席", Role.ChiefRepresentative, TheLaw.Qingdao, "370200-mzj", null);
        var officer = new Actor("officer-2", "管理", Role.ManagementOfficer, TheLaw.Qingdao, "370200-spj", null);
        Assert.False(CaseReach.MaySee(chief, story.State));
        Assert.Equal("cases.reasons-missing", story.Refused(There, new RaiseDispute { Superior = Bureau }).Code);
        var before = story.State;
        story.Then(There, new RaiseDispute { Superior = Bureau, Paper = "p" });
        Assert.Equal("qingdao-2023/第三十三条", story.BasisOf<DisputeRaised>().ToString());
        Assert.Equal((Bureau, before.Status, before.Timer), (story.State.Crossing!.Dispute!.Lead, story.State.Status, story.State.Timer));
        Assert.True(CaseReach.MaySee(chief, story.State));
        Assert.Equal("cases.dispute-open", story.Refused(story.Reviewer, new RaiseDispute { Superior = Bureau, Paper = "p" }).Code);
        foreach (var nobody in new[] { There, story.Clerk, story.Reviewer, chief with { Organisation = "370200-scjg" }, officer with { Place = RegionCode.Parse("370000") } })
        {
            Assert.Equal("cases.not-yours", story.Refused(nobody, new SettleDispute { Paper = "p" }).Code);
        }

        Assert.Equal("cases.reasons-missing", story.Refused(officer, new SettleDispute()).Code);
        story.Then(chief, new SettleDispute { Paper = "p" });
        Assert.False(story.State.Crossing.Dispute!.IsOpen);
        // Settled once, it may be raised again, and by the handling department too.
        story.Then(story.Reviewer, new RaiseDispute { Superior = Bureau, Paper = "p" }).Then(officer, new SettleDispute { Paper = "p" });
    }

    [Fact]
    public void Where_no_text_names_a_lead_the_handling_places_supervisors_decide()
    {
        var story = Story.Filed(TheLaw.Huyi, "2025-03-03 09:00", channel: Channel.Counter, guide: g => CrossRegionTests.Offered(g), receiver: There);
        story.Then(There, new RaiseDispute { Superior = Bureau, Paper = "p" });
        Assert.Null(story.State.Crossing!.Dispute!.Lead);
        Assert.Equal("cases.not-yours", story.Refused(new Actor("chief-2", "首席", Role.ChiefRepresentative, TheLaw.Qingdao, "370200-mzj", null), new SettleDispute { Paper = "p" }).Code);
        story.Then(new Actor("officer-1", "管理", Role.ManagementOfficer, TheLaw.Huyi, "spj", null), new SettleDispute { Paper = "p" });
    }
}
