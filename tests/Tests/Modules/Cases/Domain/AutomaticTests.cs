using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class AutomaticTests
{
    private static readonly LegalBasis Law = new("示范法", "第二条");

    private static readonly ApprovalRules Rules = new(3,
    [
        new ApprovalRule { Id = "age", Words = "年满六十周岁", Basis = Law, All = [new ApprovalTest("applicant.age", TestKind.AtLeast, "60")] },
        new ApprovalRule { Id = "local", Words = "户籍在本市或者有居住证", Basis = Law, Any = [new ApprovalTest("field.local", TestKind.OneOf, "是"), new ApprovalTest("material.residence", TestKind.Given)] },
    ]);

    private static readonly Dictionary<string, string> Right = new() { ["applicant.age"] = "60", ["field.local"] = "是" };

    private static Guide Eligible(Guide guide) => guide with { OnTheSpot = true, PromisedLimit = TimeLimit.OnTheSpot, Automatic = Rules };

    private static Story Accepted(Func<Guide, Guide>? guide = null) =>
        Story.Filed(TheLaw.HebeiCity, "2024-03-04 09:00", type: ItemType.PublicService, guide: g => (guide ?? (x => x))(Eligible(g))).Accepted();

    private static DecideByRules By(params (string Source, string Value)[] differs)
    {
        var values = new Dictionary<string, string>(Right);
        foreach (var (source, value) in differs) values[source] = value;
        return new DecideByRules(values);
    }

    [Fact]
    public void All_rules_passed_approve_and_the_event_names_each_with_its_article()
    {
        var story = Accepted().Then(Actor.Clockwork, By());
        Assert.Equal((CaseStatus.Approved, 3, true), (story.State.Status, story.State.Automatic!.Version, story.State.Granted));
        var trace = ((CaseApproved)story.Events[^1]).Rules!;
        Assert.Equal([("age", RuleVerdict.Passed, "《示范法》第二条"), ("local", RuleVerdict.Passed, "《示范法》第二条")], trace.Rules.Select(r => (r.Id, r.Verdict, r.Basis)));
        Assert.Equal("三、（五）", story.BasisOf<CaseApproved>().Article);
    }

    [Fact]
    [Clause("HB-3.5-9")]
    public void A_failed_or_unanswered_rule_leaves_the_case_to_people_and_nothing_ever_refuses()
    {
        foreach (var act in (DecideByRules[])[By(("applicant.age", "59")), By(("field.local", "否")), By(("applicant.age", "六十")), new DecideByRules(new Dictionary<string, string>())])
        {
            var story = Accepted().Then(Actor.Clockwork, act);
            Assert.Equal((CaseStatus.Accepted, null), (story.State.Status, story.State.DecidedOn));
            Assert.IsType<LeftToPeople>(story.Events[^1]);
            Assert.Equal(Tray.ToReview, Trays.Of(story.State));
            // Once is all: the platform does not try until it passes.
            Assert.Equal("cases.automatic-once", story.Refused(Actor.Clockwork, By()).Code);
            story.Then(story.Clerk, new Approve());
        }

        Assert.DoesNotContain(CaseLifecycle.Steps, s => s.Role == Who.Platform && s.To.Any(to => to != s.From && to is CaseStatus.Refused or CaseStatus.RefusalDue or CaseStatus.NotAccepted));
    }

    [Fact]
    public void Whatever_the_sources_say_the_outcome_is_an_approval_or_people()
    {
        var words = Gen.Elements("", "60", "59.5", "是", "否", "2024-01-01", "有", "1e9", "−3");
        var values = Gen.ListOf(Gen.Zip(Gen.Elements("applicant.age", "field.local", "material.residence", "x.y"), words));
        Prop.ForAll(values.ToArbitrary(), given =>
        {
            var story = Accepted();
            var map = given.GroupBy(g => g.Item1).ToDictionary(g => g.Key, g => g.Last().Item2);
            story.Then(Actor.Clockwork, new DecideByRules(map));
            return story.Events[^1] is CaseApproved { Rules.Passed: true } or LeftToPeople { Rules.Passed: false };
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_must_be_weighed_seen_or_paid_for_is_not_decided_by_rules()
    {
        void Hindered(Func<Guide, Guide> guide) => Assert.Equal("cases.not-for-rules", Accepted(guide).Refused(Actor.Clockwork, By()).Code);
        Hindered(g => g with { OnTheSpot = false, PromisedLimit = TimeLimit.WorkingDays(3) });
        Hindered(g => g with { ConcernsOthers = true });
        Hindered(g => g with { SpecialProcedures = [new SpecialProcedure("visit", "现场勘验", TimeLimit.WorkingDays(5), null)] });
        Hindered(g => g with { Review = new ReviewPlan { Collective = true } });
        Hindered(g => g with { Review = new ReviewPlan { Site = new SitePlan("visit", [new SitePoint("a", "场所", "与图纸一致", Law)]) } });
        Hindered(g => g with { Fees = [new Fee("工本费", new Money(1000), "每件", Law)] });
        Assert.Equal("cases.no-approval-rules", Accepted(g => g with { Automatic = null }).Refused(Actor.Clockwork, By()).Code);
        var tolerated = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m1", "m2"], guide: Eligible);
        tolerated.Then(tolerated.Clerk, new AcceptTolerantly(["m3"], new DateOnly(2024, 3, 11), Committed: true));
        Assert.Contains("容缺", tolerated.Refused(Actor.Clockwork, By()).Message, StringComparison.Ordinal);
        // Nobody presses the platform's button.
        Assert.Equal("cases.not-yours", Accepted() is var story ? story.Refused(story.Clerk, By()).Code : "");
    }

    [Fact]
    [Clause("HB-3.5-9")]
    public void The_applicant_has_a_person_before_and_a_second_look_after()
    {
        var before = Story.Filed(TheLaw.HebeiCity, "2024-03-04 09:00", type: ItemType.PublicService, guide: Eligible).Then(Story.Applicant, new AskForPerson());
        before.Accepted();
        Assert.Equal("cases.person-asked-for", before.Refused(Actor.Clockwork, By()).Code);
        // Asked for with the filing itself: the rules never see it.
        var filed = Story.Filed(TheLaw.HebeiCity, "2024-03-04 09:00", type: ItemType.PublicService, guide: Eligible, person: true).Accepted();
        Assert.True(Assert.IsType<CaseSubmitted>(filed.Events[0]).Person);
        Assert.Equal("cases.person-asked-for", filed.Refused(Actor.Clockwork, By()).Code);
        filed.Then(filed.Clerk, new Approve());
        Assert.Equal(CaseStatus.Accepted, before.State.Status);

        var after = Accepted().Then(Actor.Clockwork, By());
        Assert.Equal("cases.no-look-asked", after.Refused(after.Reviewer, new LookAgain(true) { Paper = "p" }).Code);
        after.Then(Story.Applicant, new AskForPerson()).Then(after.Clerk, new BeginDelivery(DeliveryMode.Counter)).Then(after.Clerk, new RecordDelivery { Paper = "p", Proof = DeliveryProofKind.Identity });
        Assert.Equal(Tray.ToCheck, Trays.Of(after.State));
        Assert.Equal("cases.report-missing", after.Refused(after.Reviewer, new LookAgain(true)).Code);
        after.Then(after.Reviewer, new LookAgain(true) { Paper = "p" });
        Assert.Equal((Tray.Closed, true), (Trays.Of(after.State), after.State.Automatic!.LookedAgain));
        Assert.Equal("cases.looked-again", after.Refused(Story.Applicant, new AskForPerson()).Code);
    }

    [Fact]
    public void Rules_are_published_only_where_nobody_weighs_and_only_whole()
    {
        var guide = Eligible(Story.GuideFor(TheLaw.HebeiCity, ItemType.PublicService));
        IEnumerable<string> Codes(Guide g) => OneWindow.Catalogue.GuideRules.Check(g, TheLaw.Rules(TheLaw.HebeiCity, ItemType.PublicService))
            .Where(f => f.Path.StartsWith("automatic", StringComparison.Ordinal)).Select(f => f.Code).Distinct();
        ApprovalRule One(ApprovalTest test) => new() { Id = "a", Words = "规则", Basis = Law, All = [test] };
        Assert.Equal(["catalogue.automatic-source-unknown"], Codes(guide));
        Assert.Empty(Codes(guide with { Automatic = new ApprovalRules(1, [One(new ApprovalTest("field.name", TestKind.Given))]) }));
        Assert.Contains("catalogue.automatic-not-eligible", Codes(guide with { OnTheSpot = false }));
        Assert.Contains("catalogue.automatic-version", Codes(guide with { Automatic = Rules with { Version = 0 } }));
        Assert.Contains("catalogue.automatic-id-twice", Codes(guide with { Automatic = new ApprovalRules(1, [One(new ApprovalTest("field.name", TestKind.Given)), One(new ApprovalTest("field.name", TestKind.Given))]) }));
        Assert.Contains("catalogue.element-missing", Codes(guide with { Automatic = new ApprovalRules(1, [One(new ApprovalTest("field.name", TestKind.AtLeast))]) }));
    }
}
