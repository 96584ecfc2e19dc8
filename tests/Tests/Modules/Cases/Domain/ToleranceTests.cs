using OneWindow.Cases;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class ToleranceTests
{
    private static readonly DateOnly Due = new(2024, 3, 11);

    private static AcceptTolerantly M3(bool committed = false) => new(["m3"], Due, committed);

    [Fact]
    [Clause("QD-26-2")]
    [Clause("HY-13-7")]
    public void Where_tolerance_is_a_duty_neither_correction_nor_refusal_is_offered_and_no_commitment_is_asked()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.Huyi })
        {
            var story = Story.Filed(place, "2024-03-04 09:00", ["m1", "m2"]);
            Assert.Equal("cases.must-tolerate", story.Refused(story.Clerk, new RequestCorrection([Story.Missing("m3")], Due)).Code);
            Assert.Equal("cases.must-tolerate", story.Refused(story.Clerk, new RefuseAcceptance("out-of-powers", "市") { Paper = "p" }).Code);
            story.Then(story.Clerk, M3());
            Assert.Equal(AcceptanceMode.Tolerant, story.State.Mode);
        }
    }

    [Fact]
    [Clause("QD-26-2")]
    [Clause("HB-3.4-7")]
    [Clause("CQ-19-1")]
    public void A_missing_main_material_can_never_follow_later()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.HebeiCity, TheLaw.Shapingba, TheLaw.Huyi })
        {
            var story = Story.Filed(place, "2024-03-04 09:00", ["m2"]);
            Assert.Equal("cases.not-tolerable", story.Refused(story.Clerk, M3(committed: true)).Code);
            story.Then(story.Clerk, new RequestCorrection([Story.Missing("m1"), Story.Missing("m3")], Due));
        }
    }

    [Fact]
    [Clause("HB-3.4-5")]
    public void An_item_without_tolerable_materials_is_not_on_the_list()
    {
        var story = Story.Filed(TheLaw.HebeiCity, "2024-03-04 09:00", ["m1", "m2"],
            guide: g => g with { Materials = [.. g.Materials.Select(m => m with { Tolerable = false })] });
        Assert.Equal("cases.item-not-listed", story.Refused(story.Clerk, M3()).Code);
        story.Then(story.Clerk, new RequestCorrection([Story.Missing("m3")], Due));
    }

    [Fact]
    [Clause("CQ-19-2")]
    public void In_Chongqing_tolerance_needs_the_applicant_s_written_promise_and_stays_a_choice()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m1", "m2"]);
        Assert.Equal("cases.commitment-missing", story.Refused(story.Clerk, M3()).Code);
        story.Then(story.Clerk, M3(committed: true));
        var other = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m1", "m2"]);
        other.Then(other.Clerk, new RequestCorrection([Story.Missing("m3")], Due));
    }

    [Fact]
    [Clause("CQ-19-4")]
    public void In_Chongqing_the_promise_counts_from_the_full_supplement_and_approval_waits_for_it()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m1", "m2"]);
        story.Then(story.Clerk, M3(committed: true), "2024-03-04 10:00").Reviewed();
        Assert.Null(story.State.Promised);
        Assert.Equal(new DateOnly(2024, 4, 1), story.State.Statutory!.Due.Day);
        Assert.Equal("cases.supplement-outstanding", story.Refused(story.Reviewer, new Approve(), "2024-03-07 10:00").Code);
        story.Then(Story.Applicant, new FileSupplement([Story.File("m3")]), "2024-03-08 10:00");
        Assert.Equal(new DateOnly(2024, 3, 15), story.State.Promised!.Due.Day);
        story.Then(story.Reviewer, new Approve());
    }

    [Fact]
    [Clause("HY-13-9")]
    public void In_Huyi_a_lapsed_supplement_is_a_task_to_refuse_never_a_refusal()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00", ["m1", "m2"]);
        story.Then(story.Clerk, M3(), "2024-03-04 10:00").Reviewed().SilenceUntil("2024-03-12 00:00");
        Assert.Equal(CaseStatus.RefusalDue, story.State.Status);
        Assert.NotEqual("", story.Refused(story.Reviewer, new Approve()).Message);
        story.Then(story.Reviewer, new Refuse { Paper = "p" });
        Assert.Equal(CaseStatus.Refused, story.State.Status);
    }

    [Fact]
    public void Where_the_text_is_silent_a_lapsed_supplement_is_alerted_and_staff_decide()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.HebeiCity })
        {
            var story = Story.Filed(place, "2024-03-04 09:00", ["m1", "m2"]);
            story.Then(story.Clerk, M3(), "2024-03-04 10:00").Reviewed().SilenceUntil("2024-03-12 00:00");
            Assert.Equal((CaseStatus.UnderReview, true), (story.State.Status, story.State.Has(Alert.SupplementLapsed)));
        }
    }

    [Fact]
    public void A_window_cannot_tolerate_what_is_complete() =>
        Assert.Equal("cases.nothing-tolerated", Story.Filed(TheLaw.Shinan, "2024-03-04 09:00") is var s ? s.Refused(s.Clerk, new AcceptTolerantly([], Due, false)).Code : "");
}
