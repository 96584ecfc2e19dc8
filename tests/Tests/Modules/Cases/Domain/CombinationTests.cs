using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>并联审批、一件事: one intake, parts that start together, each decided by itself, one end (features ExamineTogether, SettleConflicts).</summary>
public sealed class CombinationTests
{
    private static readonly Refuse No = new() { Paper = "p" };

    private static WholeStory Joint(params string[] parts) => WholeStory.Filed(WholeStory.GuideOf(TheLaw.Chongqing, CombinationKind.Joint, examined: false, parts), "2024-03-04 09:00");

    private static WholeStory Examined(string at = "2024-03-04 09:00", params string[] lacking) =>
        WholeStory.Filed(WholeStory.GuideOf(TheLaw.Huyi, CombinationKind.Joint, examined: true, "a", "b", "c"), at, Channel.Online, lacking);

    private static Defect Unreadable(string id) => new(DefectKind.Material, id, "unreadable");

    [Fact]
    [Clause("CQ-24-1")]
    public void Three_departments_begin_at_the_same_instant_and_the_whole_has_one_limit_of_its_own()
    {
        var story = Joint("a", "b", "c").At("2024-03-04 15:00").Accepted();

        Assert.Equal(CaseStatus.Combined, story.State.Status);
        Assert.Equal(new DateOnly(2024, 3, 18), story.State.Promised!.Due.Day); // ten working days for the whole
        Assert.Equal(new DateOnly(2024, 5, 9), story.State.Statutory!.Due.Day); // 行政许可法 第四十二条: forty-five, over Qingming and May Day
        Assert.Equal("第四十二条", story.State.Statutory.Clock.Basis.Article);
        foreach (var part in story.Parts)
        {
            var state = story.Of(part)!;
            Assert.Equal((CaseStatus.Accepted, WholeStory.Department(part)), (state.Status, state.Organisation));
            Assert.Equal((story.State.AcceptedOn, story.State.ReceivedAt), (state.AcceptedOn, state.ReceivedAt));
            Assert.Equal(new DateOnly(2024, 3, 11), state.Promised!.Due.Day); // five working days of its own guide
            Assert.Equal(World.At("2024-03-04 15:00"), story.AtOf<CaseAccepted>(part));
            Assert.Equal("clerk-1", state.AcceptedBy);
        }

        story.Granted("a").Granted("c").Until("2024-03-19 09:00");
        var late = story.EventsOf(WholeStory.Whole).OfType<CaseAlerted>().Single(e => e.What == Alert.PromiseMissed);
        Assert.Equal(["b"], late.Late);
    }

    [Fact]
    [Clause("CQ-24-5")]
    public void Each_part_is_decided_by_itself_and_what_hangs_on_a_refused_one_ends_undecided()
    {
        var story = Joint("a", "b", "c:b").Accepted();
        Assert.Null(story.Of("c")!.Promised);
        story.Granted("a").Delivered("a");
        Assert.Equal(CaseStatus.Combined, story.State.Status);
        story.Decided("b", No);
        Assert.Equal(CaseStatus.Terminated, story.Of("c")!.Status);
        Assert.Equal(TerminationGround.PreconditionLost, story.EventsOf("c").OfType<CaseTerminated>().Single().Ground);
        Assert.Equal(PartOutcome.PreconditionLost, story.State.Master!.Part("c")!.Outcome);
        Assert.Null(story.State.Master.Outcome); // b's refusal is not delivered yet
        story.Delivered("b");
        Assert.Equal((CaseStatus.Closed, CombinationOutcome.Some), (story.State.Status, story.State.Master!.Outcome));
        Assert.Equal(CaseStatus.Closed, story.Of("a")!.Status);
    }

    [Fact]
    [Clause("CQ-24-5")]
    public void A_part_withdrawn_before_is_not_waited_for_and_nobody_closes_the_whole_while_a_part_is_open()
    {
        var story = Joint("a", "b", "c:b").Accepted().Then("c", Story.Applicant, new Withdraw()).Settled();
        Assert.Equal(PartOutcome.Withdrawn, story.State.Master!.Part("c")!.Outcome);
        story.Granted("a").Delivered("a");
        Assert.Equal(CaseStatus.Combined, story.State.Status);
        foreach (var act in (CaseAct[])[new Withdraw(), new Terminate(TerminationGround.Death) { Paper = "p" }, new RecordDelivery(), new Approve()])
        {
            Assert.Equal("cases.not-from-here", story.Refused(WholeStory.Whole, story.Clerk, act).Code.Replace("cases.stage-missing", "cases.not-from-here", StringComparison.Ordinal));
        }

        story.Granted("b").Delivered("b");
        Assert.Equal((CaseStatus.Closed, CombinationOutcome.Some), (story.State.Status, story.State.Master!.Outcome));
    }

    [Fact]
    public void A_part_that_waits_is_not_approved_has_no_clock_and_begins_it_when_what_it_needs_is_granted()
    {
        var story = Joint("a", "b", "c:a,b").Accepted();
        story.Then("c", story.Reviewer("c"), new BeginReview()).Then("c", story.Reviewer("c"), story.Review("c"));
        Assert.Equal("cases.precondition-open", story.Refused("c", story.Reviewer("c"), new Approve()).Code);
        story.At("2024-03-06 10:00").Granted("a");
        Assert.Equal(["b"], story.Of("c")!.Whole!.Waits);
        Assert.Null(story.Of("c")!.Promised);
        story.At("2024-03-08 10:00").Granted("b");
        Assert.Empty(story.Of("c")!.Whole!.Waits);
        Assert.Equal(new DateOnly(2024, 3, 15), story.Of("c")!.Promised!.Due.Day);
        story.Granted("c");
        Assert.Equal(PartOutcome.Granted, story.State.Master!.Part("c")!.Outcome);
    }

    [Fact]
    public void A_conflict_of_opinion_holds_the_parts_until_the_leads_head_rules_and_is_on_record()
    {
        var story = Joint("a", "b", "c").Accepted();
        Assert.Equal("cases.reasons-missing", story.Refused(WholeStory.Whole, story.Reviewer("b"), new RaiseConflict(["a", "b"])).Code);
        Assert.Equal("cases.not-yours", story.Refused(WholeStory.Whole, story.Reviewer("x"), new RaiseConflict(["a", "b"]) { Paper = "p" }).Code);
        story.Then(WholeStory.Whole, story.Reviewer("b"), new RaiseConflict(["a", "b"]) { Paper = "p" }).Settled();
        var held = story.Of("a")!;
        Assert.NotNull(held.Whole!.Disputed);
        story.Then("a", story.Reviewer("a"), new BeginReview()).Then("a", story.Reviewer("a"), story.Review("a"));
        Assert.Equal("cases.ruling-awaited", story.Refused("a", story.Reviewer("a"), new Approve()).Code);
        story.Granted("c");
        var conflict = story.State.Master!.Conflicts.Single().Id;
        Assert.Equal("cases.not-yours", story.Refused(WholeStory.Whole, story.Reviewer("a"), new SettleConflict(conflict) { Paper = "p" }).Code);
        story.Then(WholeStory.Whole, story.Head, new SettleConflict(conflict) { Paper = "ruling" }).Settled();
        Assert.Null(story.Of("a")!.Whole!.Disputed);
        Assert.Equal("cases.no-conflict", story.Refused(WholeStory.Whole, story.Head, new SettleConflict(conflict) { Paper = "p" }).Code);
        story.Granted("a").Granted("b");
    }

    [Fact]
    public void One_notice_tells_what_all_departments_found_and_each_thing_once()
    {
        var story = Examined();
        Assert.Equal("cases.branches-not-heard", story.Refused(WholeStory.Whole, story.Clerk, new Accept()).Code);
        story.Then(WholeStory.Whole, story.Reviewer("a"), new ExaminePart("a", [Unreadable("m1")]))
            .Then(WholeStory.Whole, story.Reviewer("b"), new ExaminePart("b", [Unreadable("m1"), Unreadable("m-b")]) { Paper = "p" });
        Assert.Equal("cases.not-your-part", story.Refused(WholeStory.Whole, story.Reviewer("a"), new ExaminePart("c", [])).Code);
        Assert.Equal("cases.not-in-guide", story.Refused(WholeStory.Whole, story.Reviewer("c"), new ExaminePart("c", [Unreadable("m-a")])).Code);
        story.Then(WholeStory.Whole, story.Reviewer("c"), new ExaminePart("c", []));
        Assert.Equal("cases.branches-ask", story.Refused(WholeStory.Whole, story.Clerk, new Accept()).Code);
        var due = new DateOnly(2024, 3, 15);
        Assert.Equal("cases.defect-not-told", story.Refused(WholeStory.Whole, story.Clerk, new RequestCorrection([Unreadable("m-b")], due)).Code);
        Assert.Equal(2, story.State.Master!.Reported().Count);
        story.Then(WholeStory.Whole, story.Clerk, new RequestCorrection([.. story.State.Master.Reported()], due));
        Assert.Equal("cases.not-from-here", story.Refused(WholeStory.Whole, story.Reviewer("c"), new ExaminePart("c", [Unreadable("m-c")])).Code);
        story.Then(WholeStory.Whole, Story.Applicant, new FileCorrection([Story.File("m1"), Story.File("m-b")], [], new Dictionary<string, string>())).Accepted();
        Assert.Single(story.EventsOf(WholeStory.Whole).OfType<CorrectionRequested>());
        Assert.All(story.Parts, p => Assert.Equal(CaseStatus.Accepted, story.Of(p)!.Status));
        Assert.All(story.Parts, p => Assert.Equal("cases.not-from-here", story.Refused(p, story.Clerk, new RequestCorrection([Unreadable("m1")], due)).Code));
    }

    [Fact]
    public void A_silent_department_has_lost_its_say_when_its_time_is_over_and_is_named()
    {
        var story = Examined();
        story.Then(WholeStory.Whole, story.Reviewer("a"), new ExaminePart("a", [Unreadable("m-a")])).Then(WholeStory.Whole, story.Reviewer("c"), new ExaminePart("c", []));
        story.Until("2024-03-05 11:59");
        Assert.Equal("cases.branches-not-heard", story.Refused(WholeStory.Whole, story.Clerk, new RequestCorrection([Unreadable("m-a")], new DateOnly(2024, 3, 15))).Code);
        story.Until("2024-03-05 12:00");
        Assert.Equal(["b"], story.EventsOf(WholeStory.Whole).OfType<ExaminationOver>().Single().Silent);
        var refusal = story.Refused(WholeStory.Whole, story.Reviewer("b"), new ExaminePart("b", [Unreadable("m-b")]));
        Assert.Equal(("cases.examination-over", "第十四条"), (refusal.Code, refusal.Basis.Article));
        story.Then(WholeStory.Whole, story.Clerk, new RequestCorrection([Unreadable("m-a")], new DateOnly(2024, 3, 15)));
    }

    [Fact]
    public void A_counter_that_must_accept_on_the_spot_waits_for_no_department()
    {
        var story = WholeStory.Filed(WholeStory.GuideOf(TheLaw.Chongqing, CombinationKind.Joint, examined: true, "a", "b"), "2024-03-04 09:00", Channel.Counter);
        story.Accepted();
        Assert.All(story.Parts, p => Assert.Equal(CaseStatus.Accepted, story.Of(p)!.Status));
    }

    [Theory]
    [InlineData("1 working-day", "2024-03-05")]
    [InlineData("on-the-spot", "2024-03-04")]
    [Clause("HB-3.1-1")]
    public void Opening_an_enterprise_ends_in_one_working_day_and_the_late_part_is_named(string limit, string due)
    {
        var guide = WholeStory.GuideOf(TheLaw.HebeiCity, CombinationKind.Bundle, examined: false, "a", "b", "c", "d") is var made
            ? made with { Combination = made.Combination! with { Parts = [.. made.Combination.Parts.Zip(["企业设立登记", "公章刻制", "发票领用", "社会保险登记"], (p, name) => p with { Name = name })] } }
            : null!;
        var rules = TheLaw.Shelf.For(TheLaw.HebeiCity, guide.Type, new DateOnly(2024, 3, 4));
        rules = rules with { All = new Dictionary<string, Rule>(rules.All) { ["bundle.limit"] = rules.Find("bundle.limit")! with { Value = limit } } };
        var promised = CaseClocks.Promised(new CaseContext(guide, rules, TheLaw.Calendar), World.At("2024-03-04 09:00"));
        Assert.Equal(due, $"{promised!.Due.Day:yyyy-MM-dd}");
        if (limit != "1 working-day") return;

        var story = WholeStory.Filed(guide, "2024-03-04 09:00").Accepted();
        Assert.Equal(new DateOnly(2024, 3, 5), story.State.Promised!.Due.Day);
        Assert.Null(story.State.Statutory);
        story.Granted("a").Granted("b").Granted("c").Until("2024-03-06 09:00");
        var late = story.EventsOf(WholeStory.Whole).OfType<CaseAlerted>().Single();
        Assert.Equal((Alert.PromiseMissed, "社会保险登记"), (late.What, guide.Combination!.Part(Assert.Single(late.Late!))!.Name));
    }

    [Fact]
    [Clause("HB-3.1-4")]
    public void Deregistration_opens_every_department_at_once_and_ends_when_the_last_of_them_ends()
    {
        var story = WholeStory.Filed(WholeStory.GuideOf(TheLaw.HebeiCity, CombinationKind.Closing, examined: false, "a", "b", "c", "d:a,b,c"), "2024-03-04 09:00").Accepted();
        Assert.Single(story.Parts.Select(p => story.AtOf<CaseSubmitted>(p)).Distinct());
        foreach (var part in (string[])["a", "b", "c"])
        {
            story.Granted(part).Delivered(part);
            Assert.Equal(CaseStatus.Combined, story.State.Status);
        }

        story.Granted("d");
        Assert.Equal(CaseStatus.Combined, story.State.Status);
        story.Delivered("d");
        Assert.Equal((CaseStatus.Closed, CombinationOutcome.All), (story.State.Status, story.State.Master!.Outcome));
    }

    [Fact]
    public void A_part_reopened_by_order_opens_the_whole_again_and_it_ends_once_more()
    {
        var story = Joint("a", "b").Accepted().Granted("a").Delivered("a").Decided("b", No).Delivered("b");
        Assert.Equal(CombinationOutcome.Some, story.State.Master!.Outcome);
        var order = new Reopen(OrderSource.Review, "复决〔2024〕1号", "市政府", new DateOnly(2024, 3, 4), null, [Story.File("order")]) { Paper = "p" };
        story.Then("b", story.Reviewer("b") with { Id = "other" }, order).Settled();
        Assert.Equal((CaseStatus.Combined, null), (story.State.Status, story.State.Master!.Outcome));
        story.Then("b", story.Reviewer("b") with { Id = "third" }, story.Review("b"));
        story.Then("b", story.Reviewer("b") with { Id = "third" }, new Approve { Paper = "p" }).Settled().Delivered("b");
        Assert.Equal((CaseStatus.Closed, CombinationOutcome.All), (story.State.Status, story.State.Master!.Outcome));
    }

    [Fact]
    public void Nothing_chosen_is_not_filed()
    {
        var guide = WholeStory.GuideOf(TheLaw.Chongqing, CombinationKind.Bundle, false, "a", "b") is var made
            ? made with { Combination = made.Combination! with { Parts = [.. made.Combination.Parts.Select(p => p with { OnlyIf = new Situation("open", "是") })] } }
            : null!;
        Assert.Equal("cases.nothing-chosen", CombinationRules.MayFile(guide, new Dictionary<string, string> { ["open"] = "否" }, null)!.Code);
        Assert.Null(CombinationRules.MayFile(guide, new Dictionary<string, string> { ["open"] = "是" }, null));
        // What somebody applies for is his own choice: no notice asks him to correct it.
        var asking = guide with { Form = [new FormStep("q", "问", [new FormField { Id = "open", Label = "开", Kind = FieldKind.YesNo, Required = true }])] };
        Assert.False(CorrectionRules.IsOfGuide(asking, new Defect(DefectKind.Field, "open", "missing")));
        Assert.True(CorrectionRules.IsOfGuide(asking with { Combination = null }, new Defect(DefectKind.Field, "open", "missing")));
    }
}
