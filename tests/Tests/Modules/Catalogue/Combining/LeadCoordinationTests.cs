using FsCheck;
using FsCheck.Fluent;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;
using static OneWindow.Tests.Modules.Catalogue.Combining.Parts;

namespace OneWindow.Tests.Modules.Catalogue.Combining;

/// <summary>Who leads, and how it came to be.</summary>
public sealed class LeadCoordinationTests
{
    private static readonly RegionCode Yuzhong = RegionCode.Parse("500103");
    private static readonly DateOnly Today = new(2024, 3, 4);

    private static Organisation Body(string id, OrganisationKind kind, string region = "500103") => new(id, id, id, kind, RegionCode.Parse(region), id, null, null, null);

    private static readonly Organisation Office = Body("zwb", OrganisationKind.ManagementOffice);

    private static LeadCoordination Opened => Value(LeadCoordination.Open(Office, Yuzhong, "渝中协〔2024〕1号", "a", ["a", "b"], Today));

    private static T Value<T>(Outcome<T> outcome) => outcome.Match(v => v, why => throw new InvalidOperationException(why.Message));

    private static string Code<T>(Outcome<T> outcome) => outcome.Match(_ => "", why => $"{why.Code} {why.Basis.Article}");

    [Fact]
    [Clause("CQ-24-3")]
    public void After_disagreement_only_the_management_office_designates_one_and_it_binds()
    {
        Assert.Equal("catalogue.not-disagreed 第二十四条", Code(Opened.Designate(Office, "b", "承担主要审查", Today)));
        Assert.Equal("catalogue.reason-missing 第二十四条", Code(Opened.State("b", false, null, Today)));
        var split = Value(Value(Opened.State("a", true, null, Today)).State("b", false, "我们的审查更多", Today));
        Assert.Equal((LeadOutcome.Disagreed, null), (split.Outcome, split.Lead));

        foreach (var other in new[] { Body("a", OrganisationKind.Department), Body("elsewhere", OrganisationKind.ManagementOffice, "500112"), null })
            Assert.Equal("catalogue.office-forbidden 第二十四条", Code(split.Designate(other, "b", "承担主要审查", Today)));
        Assert.Equal("catalogue.lead-not-among-them 第二十四条", Code(split.Designate(Office, "c", "承担主要审查", Today)));

        var settled = Value(split.Designate(Office, "b", "承担主要审查", Today));
        Assert.Equal(("b", LeadHow.Designated, "渝中协〔2024〕1号"), (settled.Lead, settled.Settlement!.How, settled.Settlement.Record));
        // A late change of mind changes nothing; nor does a second designation.
        Assert.Equal("catalogue.lead-designated 第二十四条", Code(settled.State("b", true, null, Today)));
        Assert.Equal("catalogue.lead-designated 第二十四条", Code(settled.Designate(Office, "a", "改由甲牵头", Today)));
        Assert.Equal("catalogue.office-forbidden 第二十四条", Code(LeadCoordination.Open(Body("a", OrganisationKind.Department), Yuzhong, "x", "a", ["a", "b"], Today)));
    }

    [Fact]
    public void All_agreed_the_proposed_one_leads()
    {
        var agreed = Value(Value(Opened.State("a", true, null, Today)).State("b", true, null, Today.AddDays(1)));
        Assert.Equal(("a", LeadHow.Agreed, Today.AddDays(1)), (agreed.Lead, agreed.Settlement!.How, agreed.Settlement.On));
        Assert.Equal("catalogue.lead-settled 第二十四条", Code(agreed.State("b", false, "反悔", Today)));
        Assert.Equal("catalogue.coordination-forbidden 第二十四条", Code(Opened.State("c", true, null, Today)));
    }

    /// <summary>Whatever is said in whatever order: never two leads, and one that is settled stays.</summary>
    [Fact]
    public void A_settled_lead_never_changes() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(Gen.ListOf(from who in Gen.Elements("a", "b", "c") from agrees in Gen.Elements(true, false) from act in Gen.Elements(0, 1, 2) select (who, agrees, act))),
        steps =>
        {
            var now = Opened;
            string? lead = null;
            foreach (var (who, agrees, act) in steps)
            {
                var next = act == 0 ? now.Designate(Office, who, "承担主要审查", Today) : now.State(who, agrees, "理由", Today);
                if (next.Try(out var done, out _)) now = done;
                Assert.True(lead is null || now.Lead == lead);
                lead = now.Lead;
                Assert.True(lead is null or "a" or "b");
            }
        }));

    private static Guide Joint(string place, LeadSettlement settled, string lead, params (string Body, string Place)[] parts)
    {
        var whole = Compose(Plan([Part("a"), Part("b")]), Guide("a"), Guide("b")).Guide!;
        return whole with
        {
            Place = RegionCode.Parse(place),
            Organisation = lead,
            Combination = whole.Combination! with
            {
                Kind = CombinationKind.Joint, Lead = lead, Settled = settled,
                Parts = [.. whole.Combination.Parts.Zip(parts, (p, on) => p with { Organisation = on.Body, Place = RegionCode.Parse(on.Place) })],
            },
        };
    }

    private static List<string> Faults(Guide guide, string place) =>
        [.. GuideRules.Check(guide, TheLaw.Rules(RegionCode.Parse(place), guide.Type, "2024-03-04")).Where(f => f.Path.StartsWith("combination", StringComparison.Ordinal)).Select(f => $"{f.Code} {f.Basis.Article}")];

    private static LeadSettlement Named { get; } = new(LeadHow.Agreed, Today);

    [Fact]
    [Clause("CQ-24-4")]
    public void City_and_district_together_are_no_joint_item_two_city_departments_are()
    {
        var recorded = Named with { Record = "渝协〔2024〕1号" };
        var mixed = Joint("500000", recorded, "500000-a", ("500000-a", "500000"), ("500103-b", "500103"));
        Assert.Contains(GuideRules.Check(mixed, null), f => f.Code == "catalogue.not-same-level" && f.Rule.Contains("不同级", StringComparison.Ordinal));
        Assert.Equal(["catalogue.not-same-level 第二十四条"], Faults(mixed, "500000"));
        var same = Joint("500000", recorded, "500000-a", ("500000-a", "500000"), ("500000-b", "500000"));
        Assert.Empty(Faults(same, "500000"));
        Assert.Equal(["catalogue.element-missing 第二十四条"], Faults(same with { Combination = same.Combination! with { Relation = "" } }, "500000"));
        Assert.Equal(["catalogue.joint-alone 第二十四条"], Faults(Joint("500000", recorded, "500000-a", ("500000-a", "500000"), ("500000-a", "500000")), "500000"));
    }

    [Fact]
    [Clause("CQ-24-2")]
    public void A_joint_item_without_a_lead_or_without_its_record_is_not_published()
    {
        Assert.Contains("catalogue.element-missing 第二十四条", Faults(Joint("500103", Named, "", ("500103-a", "500103"), ("500103-b", "500103")), "500103"));
        Assert.Equal(["catalogue.element-missing 第二十四条"], Faults(Joint("500103", Named, "500103-a", ("500103-a", "500103"), ("500103-b", "500103")), "500103"));
        Assert.Empty(Faults(Joint("500103", Named with { Record = "渝中协〔2024〕1号" }, "500103-a", ("500103-a", "500103"), ("500103-b", "500103")), "500103"));
    }

    [Fact]
    [Clause("QD-33-3")]
    public void In_qingdao_a_named_lead_and_one_beside_it_are_enough_and_none_is_refused()
    {
        Assert.Contains("catalogue.element-missing 第三十三条", Faults(Joint("370202", Named, "", ("370202-x", "370202"), ("370202-y", "370202")), "370202"));
        Assert.Empty(Faults(Joint("370202", Named, "370202-x", ("370202-x", "370202"), ("370202-y", "370202")), "370202"));
        Assert.Equal(["catalogue.joint-alone 第三十三条"], Faults(Joint("370202", Named, "370202-x", ("370202-x", "370202"), ("370202-x", "370202")), "370202"));
        Assert.Contains("catalogue.lead-not-among-them 第三十三条", Faults(Joint("370202", Named, "370202-z", ("370202-x", "370202"), ("370202-y", "370202")), "370202"));
    }
}
