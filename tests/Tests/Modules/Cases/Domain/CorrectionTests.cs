using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class CorrectionTests
{
    private static readonly DateOnly Due = new(2024, 3, 11);

    [Fact]
    [Clause("CQ-18-1")]
    public void A_notice_that_leaves_out_a_visible_defect_is_refused_and_so_is_a_second_one()
    {
        var lacking = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m2"]);
        var why = lacking.Refused(lacking.Clerk, new RequestCorrection([Story.Missing("m1")], Due));
        Assert.Equal("cases.defect-not-told", why.Code);
        Assert.Contains("《m3》", why.Message, StringComparison.Ordinal);
        Assert.Equal("cases.due-out-of-range", lacking.Refused(lacking.Clerk, new RequestCorrection([Story.Missing("m1"), Story.Missing("m3")], default)).Code);
        lacking.Then(lacking.Clerk, new RequestCorrection([Story.Missing("m1"), Story.Missing("m3")], Due))
            .Then(Story.Applicant, new FileCorrection([Story.File("m1"), Story.File("m3")], [], lacking.State.Facts), "2024-03-08 10:00");
        Assert.Equal("cases.told-already", lacking.Refused(lacking.Clerk, new RequestCorrection([new Defect(DefectKind.Material, "m2", "unreadable")], Due)).Code);
    }

    [Fact]
    [Clause("HY-13-4")]
    [Clause("HB-2.1-3")]
    public void Outside_Chongqing_too_the_notice_needs_a_last_day_and_comes_once()
    {
        foreach (var place in new[] { TheLaw.Huyi, TheLaw.HebeiCity })
        {
            var story = Story.Filed(place, "2024-03-04 09:00", ["m2", "m3"]);
            Assert.Equal("cases.due-out-of-range", story.Refused(story.Clerk, new RequestCorrection([Story.Missing("m1")], default)).Code);
            story.Then(story.Clerk, new RequestCorrection([Story.Missing("m1")], Due))
                .Then(Story.Applicant, new FileCorrection([Story.File("m1")], [], story.State.Facts), "2024-03-08 10:00");
            Assert.Equal("cases.told-already", story.Refused(story.Clerk, new RequestCorrection([new Defect(DefectKind.Material, "m2", "unreadable")], new DateOnly(2024, 3, 20))).Code);
        }
    }

    [Fact]
    [Clause("HY-13-6")]
    public void What_the_guide_does_not_name_cannot_be_asked_for()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00", ["m2", "m3"]);
        Assert.Equal("cases.not-in-guide", story.Refused(story.Clerk, new RequestCorrection([Story.Missing("m1"), Story.Missing("m9")], Due)).Code);
    }

    [Fact]
    [Clause("CQ-18-4")]
    public void In_Chongqing_a_lapsed_correction_is_a_withdrawal_that_names_what_is_still_missing()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m2"])
            .Then(Story.ClerkOf(TheLaw.Shapingba), new RequestCorrection([Story.Missing("m1"), Story.Missing("m3")], Due))
            .Then(Story.Applicant, new FileCorrection([Story.File("m1")], [], new Dictionary<string, string>()), "2024-03-10 10:00");
        Assert.Equal(CaseStatus.CorrectionRequired, story.State.Status);
        story.SilenceUntil("2024-03-12 00:00");
        Assert.Equal(CaseStatus.DeemedWithdrawn, story.State.Status);
        Assert.Equal(["m3"], Assert.IsType<CaseDeemedWithdrawn>(story.Events[^1]).Missing.Select(d => d.Id));
        Assert.Null(story.State.Timer);
    }

    [Fact]
    public void Elsewhere_a_lapsed_correction_waits_for_staff_who_may_give_more_time()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", ["m2", "m3"])
            .Then(Story.ClerkOf(TheLaw.Shinan), new RequestCorrection([Story.Missing("m1")], Due)).SilenceUntil("2024-03-12 09:00");
        Assert.Equal((CaseStatus.CorrectionRequired, true), (story.State.Status, story.State.Has(Alert.CorrectionLapsed)));
        story.Then(story.Clerk, new ExtendCorrectionPeriod(new DateOnly(2024, 3, 20)));
        Assert.Equal(new DateOnly(2024, 3, 20), story.State.Correction!.Due);
        var law = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m2"])
            .Then(Story.ClerkOf(TheLaw.Shapingba), new RequestCorrection([Story.Missing("m1"), Story.Missing("m3")], Due));
        Assert.Equal("cases.lapse-is-law", law.Refused(law.Clerk, new ExtendCorrectionPeriod(new DateOnly(2024, 3, 20))).Code);
    }

    [Fact]
    public void A_full_correction_brings_the_case_back_to_be_accepted_as_of_that_day()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", ["m2", "m3"])
            .Then(Story.ClerkOf(TheLaw.Shinan), new RequestCorrection([Story.Missing("m1"), new Defect(DefectKind.Field, "name", "incomplete")], Due));
        story.Then(Story.Applicant, new FileCorrection([Story.File("m1")], [], story.State.Facts), "2024-03-06 10:00");
        Assert.Equal(["name"], story.State.Correction!.Open.Select(d => d.Id));
        story.Then(Story.Applicant, new FileCorrection([], ["name"], story.State.Facts), "2024-03-07 10:00");
        Assert.Equal(CaseStatus.Submitted, story.State.Status);
        story.Accepted("2024-03-07 15:00");
        Assert.Equal((AcceptanceMode.AfterCorrection, new DateOnly(2024, 3, 7)), (story.State.Mode, story.State.AcceptedOn));
    }

    [Fact]
    [Clause("QD-23-3")]
    public void A_second_notice_is_for_what_came_anew_and_anything_else_needs_a_supervisor_s_reason_and_stays_reported()
    {
        var chief = new Actor("chief-1", "", Role.ChiefRepresentative, TheLaw.Shinan, "org", null);
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", ["m2", "m3"])
            .Then(Story.ClerkOf(TheLaw.Shinan), new RequestCorrection([Story.Missing("m1")], Due))
            .Then(Story.Applicant, new FileCorrection([Story.File("m1")], [], new Dictionary<string, string>()), "2024-03-06 10:00");
        var visible = new RequestCorrection([new Defect(DefectKind.Material, "m2", "unreadable")], Due);
        var why = story.Refused(story.Clerk, visible);
        Assert.Equal("cases.told-already", why.Code);
        Assert.Equal("cases.told-already", story.Refused(story.Clerk, visible with { Defects = [new Defect(DefectKind.Field, "name", "incomplete")] }).Code);
        Assert.Equal("cases.override-by-supervisor", story.Refused(story.Clerk, visible with { Override = true, Paper = "p" }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(chief, visible with { Override = true }).Code);

        var anew = new RequestCorrection([new Defect(DefectKind.Material, "m1", "unreadable")], Due);
        story.Then(story.Clerk, anew);
        Assert.Equal((CaseStatus.CorrectionRequired, 0), (story.State.Status, story.State.Alerts.Count));
        story.Then(Story.Applicant, new FileCorrection([Story.File("m1")], [], new Dictionary<string, string>()), "2024-03-08 10:00");
        // Told once more is the last time, whatever came then.
        Assert.Equal("cases.told-already", story.Refused(story.Clerk, anew).Code);
        story.Then(chief, visible with { Override = true, Paper = "p" });
        Assert.Equal((CaseStatus.CorrectionRequired, true), (story.State.Status, story.State.Has(Alert.ToldAgain)));
        Assert.True(Assert.IsType<CorrectionRequested>(story.Events[^1]).Overridden);
        Assert.True(Trays.IsAlerted(story.State));
    }
}
