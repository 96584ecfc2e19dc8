using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="CrossRegionRules"/>: received there, handled here, back there; both see one case, each within its rights.</summary>
public sealed class CrossRegionTests
{
    public static RegionCode Jimo { get; } = RegionCode.Parse("370215");

    private static readonly RegionCode Yubei = RegionCode.Parse("500112");
    private static readonly RegionCode Laoshan = RegionCode.Parse("370212");

    public static Guide Offered(Guide guide, CrossRegionMode mode = CrossRegionMode.ReceiveAndForward, RegionCode? within = null) =>
        guide with { CrossRegion = new CrossRegionOffer(mode, within) };

    public static Actor Far(RegionCode place) => Story.ClerkOf(place) with { Id = "clerk-far", Organisation = "far-hall" };

    private static Story Received(RegionCode there, RegionCode here, string at, CrossRegionMode mode = CrossRegionMode.ReceiveAndForward) =>
        Story.Filed(here, at, channel: Channel.Counter, guide: g => Offered(g, mode), receiver: Far(there));

    [Fact]
    [Clause("QD-36-5")]
    public void A_window_in_Shinan_receives_an_item_of_Jimo_and_the_result_is_delivered_in_Shinan_with_trace_of_both()
    {
        var (there, story) = (Far(TheLaw.Shinan), Received(TheLaw.Shinan, Jimo, "2025-03-03 09:00"));
        Assert.Equal((Jimo, "org", TheLaw.Shinan, "far-hall"), (story.State.Place, story.State.Organisation, story.State.Crossing!.Place, story.State.Crossing.Organisation));
        Assert.Equal(Jimo, story.State.Number.Region);
        story.Then(there, new SendPapers(HandOverTo.Handling, [new("m1", 1, 0), new("m2", 1, 1)], "EA123456789CN"), "2025-03-03 10:00");
        story.Then(story.Clerk, new ConfirmPapers(1, [new("m1", PaperFinding.Whole), new("m2", PaperFinding.Whole)]), "2025-03-04 15:00");
        Assert.Equal((World.At("2025-03-03 09:00"), World.At("2025-03-04 15:00")), (story.State.Crossing!.ReceivedAt, story.State.Crossing.ReachedAt));
        story.Accepted("2025-03-04 16:00").Reviewed().Then(new Actor("head-1", "主任", Role.Reviewer, Jimo, "org", null), new Approve());
        story.Then(story.Clerk, new BeginDelivery(DeliveryMode.Counter)).Then(story.Clerk, new SendPapers(HandOverTo.Receiving, [new("result", 1, 0)], null), "2025-03-06 09:00");
        Assert.Equal("cases.result-on-its-way", story.Refused(there, new RecordDelivery { Proof = DeliveryProofKind.Identity, Paper = "p" }).Code);
        story.Then(there, new ConfirmPapers(2, [new("result", PaperFinding.Whole)]), "2025-03-07 09:00");
        Assert.Equal("cases.result-elsewhere", story.Refused(story.Clerk, new RecordDelivery { Proof = DeliveryProofKind.Identity, Paper = "p" }).Code);
        story.Then(there, new RecordDelivery { Proof = DeliveryProofKind.Identity, Paper = "p" }, "2025-03-07 10:00");
        Assert.Equal(CaseStatus.Closed, story.State.Status);
        Assert.Equal([1, 2], story.Events.OfType<PapersSent>().Select(e => e.List));
        Assert.All(story.State.Crossing.Lists!, l => Assert.False(l.IsOpen));
    }

    [Fact]
    [Clause("CQ-6-2")]
    public void District_A_receives_for_district_B_whose_rules_hold_and_who_decides_and_A_hands_over()
    {
        var story = Received(Yubei, TheLaw.Shapingba, "2025-03-03 09:00", CrossRegionMode.MultiPlace);
        var a = Far(Yubei);
        // Its rules are those of B, where the window's own place would have others.
        Assert.Equal(TheLaw.Rules(TheLaw.Shapingba, story.Guide.Type, "2025-03-03").Hash, story.State.RulesHash);
        Assert.Equal("cases.not-yours", story.Refused(a, new Accept()).Code);
        story.Accepted("2025-03-03 10:00").Reviewed();
        Assert.Equal("cases.not-yours", story.Refused(a, new Approve()).Code);
        story.Then(new Actor("head-1", "主任", Role.Reviewer, TheLaw.Shapingba, "org", null), new Approve()).Then(story.Clerk, new BeginDelivery(DeliveryMode.Counter));
        story.Then(a, new RecordDelivery { Proof = DeliveryProofKind.Identity, Paper = "p" });
        Assert.Equal(CaseStatus.Closed, story.State.Status);
    }

    [Fact]
    [Clause("HB-2.4-6")]
    public void An_item_of_county_B_filed_at_this_citys_window_is_Bs_and_both_instants_are_kept()
    {
        var story = Received(TheLaw.HebeiCity, Jimo, "2025-03-03 09:00");
        Assert.Equal((Jimo, TheLaw.HebeiCity), (story.State.Place, story.State.Crossing!.Place));
        Assert.Null(story.State.Crossing.ReachedAt);
        story.Then(Far(TheLaw.HebeiCity), new SendPapers(HandOverTo.Handling, [new("m1", 1, 0)], null)).Then(story.Clerk, new ConfirmPapers(1, [new("m1", PaperFinding.Whole)]), "2025-03-05 11:00");
        Assert.Equal((World.At("2025-03-03 09:00"), World.At("2025-03-05 11:00")), (story.State.Crossing.ReceivedAt, story.State.Crossing.ReachedAt!.Value));
        var again = CaseEnvelope.Read(Envelope(story).Seal(new byte[32]).Body).Event;
        Assert.Equal(TheLaw.HebeiCity, Assert.IsType<CaseSubmitted>(again).Crossing!.Place);
    }

    [Fact]
    [Clause("HY-19-3")]
    public void An_item_of_street_A_is_filed_at_street_B_of_the_city_and_nowhere_beyond_it()
    {
        var (a, b) = (RegionCode.Parse("610118001000"), RegionCode.Parse("610118002000"));
        var city = RegionCode.Parse("610100");
        var story = Story.Filed(a, "2025-03-03 09:00", channel: Channel.Counter, guide: g => Offered(g, CrossRegionMode.FullOnline, city), receiver: Far(b));
        Assert.Equal((a, b, story.Now), (story.State.Place, story.State.Crossing!.Place, story.State.Crossing.ReachedAt!.Value));
        var context = story.Context with { Guide = story.Guide };
        var filing = new Submit(Story.Subject, Channel.Counter, [], ["m1"], new Dictionary<string, string>(), DeliveryMode.Counter, null);
        Refusal? By(Actor clerk, Guide guide) => SubmissionRules.MaySubmit(filing, new ActRequest(default, "", clerk, filing, context with { Guide = guide }, story.Now, null));
        Assert.Null(By(Far(b), story.Guide));
        Assert.Equal("cases.beyond-cross-region", By(Far(TheLaw.Shinan), story.Guide)!.Code);
        Assert.Equal("huyi-2021/第十九条", By(Far(TheLaw.Shinan), story.Guide)!.Basis.ToString());
        Assert.Equal("cases.not-the-applicant", By(Far(b), story.Guide with { CrossRegion = null })!.Code);
        // Full online: the result may be printed where he sits.
        story.Accepted().Reviewed().Then(new Actor("head-1", "主任", Role.Reviewer, a, "org", null), new Approve()).Then(story.Clerk, new BeginDelivery(DeliveryMode.Counter));
        story.Then(Far(b), new RecordDelivery { Proof = DeliveryProofKind.Identity, Paper = "p" });
    }

    [Fact]
    public void The_receiving_window_does_what_the_applicant_brings_and_never_what_the_handling_place_decides()
    {
        var there = Far(TheLaw.Shinan);
        var story = Received(TheLaw.Shinan, Jimo, "2025-03-03 09:00");
        var open = Enum.GetValues<CaseStatus>().SelectMany(from => CaseLifecycle.Steps.Where(s => s.From == from && new ActorInCase(there, story.State).Is(s.Role))).Select(s => s.Act).ToHashSet();
        Assert.Equal(
            new[]
            {
                nameof(AnswerRevocation), nameof(AnswerVisit), nameof(AskForPerson), nameof(ConfirmPapers), nameof(FileCorrection), nameof(FileSupplement), nameof(RaiseDispute),
                nameof(RecordDelivery), nameof(RequestHearing), nameof(RequestRecusal), nameof(SendPapers), nameof(Withdraw),
            },
            open.Order(StringComparer.Ordinal));
        story.Then(story.Clerk, new RequestCorrection([new Defect(DefectKind.Material, "m1", "unreadable")], new DateOnly(2025, 3, 20)));
        story.Then(there, new FileCorrection([Story.File("m1")], [], new Dictionary<string, string>()));
        Assert.Equal("cases.request-missing", story.Refused(there, new Withdraw()).Code);
        story.Then(there, new Withdraw { Paper = "p" });
    }

    [Fact]
    public void Both_places_see_the_case_each_role_within_its_rights_and_a_third_place_nothing()
    {
        var story = Received(TheLaw.Shinan, Jimo, "2025-03-03 09:00");
        bool Sees(Role role, RegionCode place, string organisation) => CaseReach.MaySee(new Actor("x", "x", role, place, organisation, null), story.State);
        Assert.True(Sees(Role.Clerk, TheLaw.Shinan, "far-hall"));
        Assert.True(Sees(Role.ManagementOfficer, TheLaw.Shinan, "spj"));
        Assert.True(Sees(Role.ChiefRepresentative, TheLaw.Shinan, "far-hall"));
        Assert.False(Sees(Role.ChiefRepresentative, TheLaw.Shinan, "another"));
        Assert.False(Sees(Role.Reviewer, TheLaw.Shinan, "far-hall"));
        Assert.True(Sees(Role.Clerk, Jimo, "hall"));
        Assert.True(Sees(Role.ManagementOfficer, Jimo, "spj"));
        Assert.True(Sees(Role.Reviewer, Jimo, "org"));
        Assert.True(Sees(Role.ChiefRepresentative, Jimo, "org"));
        Assert.False(Sees(Role.Reviewer, Jimo, "another"));
        foreach (var role in Enum.GetValues<Role>()) Assert.False(Sees(role, Laoshan, "third"));
        Assert.False(Sees(Role.DepartmentEditor, TheLaw.Shinan, "far-hall"));
        Assert.False(Sees(Role.Regulator, Jimo, "org"));
    }

    private static CaseEnvelope Envelope(Story story) => new(
        story.State.Region, story.State.Id, 1, "a", "case.submitted/1", story.Now, "x", Role.Clerk, null, [], null, story.Events[0]);
}
