using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class VisitTests
{
    private static readonly LegalBasis Law = new("食品安全法", "第三十三条");
    private static readonly TimeOnly Nine = new(9, 0);
    private static readonly string[] Both = ["layout", "water"];
    private static readonly DateOnly Wednesday = new(2024, 3, 6);

    private static readonly ReviewPlan Plan = new() { Site = new SitePlan("visit", [new SitePoint("layout", "布局", "不交叉", Law), new SitePoint("water", "供水", "通畅", Law)]) };

    private static Story Begun()
    {
        var story = Story.Filed(
                TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { Review = Plan, SpecialProcedures = [new SpecialProcedure("visit", "现场核查", TimeLimit.WorkingDays(4), Law)] })
            .Staffed(new StaffMember("reviewer-1", "审查", Role.Reviewer, "org", null), new StaffMember("reviewer-2", "同事", Role.Reviewer, "org", null));
        return story.Accepted().Then(story.Reviewer, new BeginReview());
    }

    private static ProposeVisit On(DateOnly day, params string[] officers) => new(day, Nine, officers.Length > 0 ? officers : ["reviewer-1", "reviewer-2"]);

    private static RecordVisit Found(string[] failed, int signed = 2) =>
        new([.. Both.Except(failed)], failed, [Story.File("photo-layout")], signed, true) { Paper = "p" };

    [Fact]
    public void A_day_is_proposed_within_the_procedures_time_and_the_applicant_agrees_or_moves_it()
    {
        var story = Begun();
        var (promised, statutory) = (story.State.Promised, story.State.Statutory);
        Assert.Equal("cases.procedure-not-begun", story.Refused(story.Reviewer, On(Wednesday)).Code);
        story.Then(story.Reviewer, new BeginProcedure("visit", null));
        Assert.Equal("cases.visit-day", story.Refused(story.Reviewer, On(new DateOnly(2024, 3, 3))).Code);
        Assert.Contains("2024年3月8日", story.Refused(story.Reviewer, On(new DateOnly(2024, 3, 9))).Message, StringComparison.Ordinal);
        Assert.Equal(("cases.officers-too-few", "第三十四条"), (story.Refused(story.Reviewer, On(Wednesday, "reviewer-1", "reviewer-1")).Code, story.Refused(story.Reviewer, On(Wednesday, "reviewer-1")).Basis.Article));
        Assert.Equal("cases.inspector-unfit", story.Refused(story.Reviewer, On(Wednesday, "reviewer-1", "nobody")).Code);
        story.Then(story.Reviewer, On(Wednesday));
        Assert.Equal("cases.visit-too-late", story.Refused(Story.Applicant, new AnswerVisit(new DateOnly(2024, 3, 11), Nine) { Paper = "p" }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(Story.Applicant, new AnswerVisit(new DateOnly(2024, 3, 7), Nine)).Code);
        story.Then(Story.Applicant, new AnswerVisit(new DateOnly(2024, 3, 7), Nine) { Paper = "p" });
        Assert.Equal("cases.no-visit", story.Refused(Story.Applicant, new AnswerVisit(null, null)).Code);
        story.Then(story.Reviewer, On(new DateOnly(2024, 3, 7)));
        Assert.Equal(VisitStanding.Agreed, story.State.Work!.Visit!.Standing);
        Assert.Equal((promised, statutory), (story.State.Promised, story.State.Statutory));
    }

    [Fact]
    public void Every_point_is_answered_on_the_day_by_who_was_sent_and_both_officers_sign()
    {
        var story = Begun();
        story.Then(story.Reviewer, new BeginProcedure("visit", null)).Then(story.Reviewer, On(Wednesday));
        Assert.Equal("cases.visit-not-agreed", story.Refused(story.Reviewer, Found([]), "2024-03-05 17:00").Code);
        story.Then(Story.Applicant, new AnswerVisit(null, null), "2024-03-06 09:00");
        Assert.Equal("cases.not-inspector", story.Refused(story.Reviewer with { Id = "reviewer-3" }, Found([])).Code);
        Assert.Equal("cases.points-open", story.Refused(story.Reviewer, new RecordVisit(["layout"], [], [], 2, true) { Paper = "p" }).Code);
        Assert.Equal("cases.officers-too-few", story.Refused(story.Reviewer, Found([], signed: 1)).Code);
        Assert.Equal("cases.report-missing", story.Refused(story.Reviewer, Found([]) with { Paper = null }).Code);
        Assert.Equal("cases.visit-open", story.Refused(story.Reviewer, new EndProcedure("visit", 2) { Paper = "p" }).Code);
        story.Then(story.Reviewer, Found([])).Then(story.Reviewer, new EndProcedure("visit", 2) { Paper = "p" });
        Assert.Equal("cases.visit-done", story.Refused(story.Reviewer, Found([])).Code);
        story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Then(story.Reviewer, new Approve());
    }

    [Fact]
    public void Who_never_answers_is_visited_on_the_day_that_he_was_told_and_another_day_that_he_asked_for_is_answered_first()
    {
        var story = Begun();
        story.Then(story.Reviewer, new BeginProcedure("visit", null)).Then(story.Reviewer, On(Wednesday));
        story.Then(Story.Applicant, new AnswerVisit(new DateOnly(2024, 3, 7), Nine) { Paper = "p" });
        Assert.Equal("cases.visit-not-agreed", story.Refused(story.Reviewer, Found([]), "2024-03-07 10:00").Code);
        story.Then(story.Reviewer, On(new DateOnly(2024, 3, 8)));
        Assert.Equal("cases.visit-not-agreed", story.Refused(story.Reviewer, Found([])).Code);
        story.Then(story.Reviewer, Found([]), "2024-03-08 09:30");
        Assert.Equal(VisitStanding.Done, story.State.Work!.Visit!.Standing);
    }

    [Fact]
    public void What_failed_joins_the_review_with_its_article_and_bars_approval_until_it_is_looked_at_again()
    {
        var story = Begun();
        story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Then(story.Reviewer, new BeginProcedure("visit", null)).Then(story.Reviewer, On(Wednesday));
        story.Then(Story.Applicant, new AnswerVisit(null, null)).Then(story.Reviewer, Found(["water"]), "2024-03-06 10:00");
        Assert.False(story.State.Reviewed);
        Assert.Equal("cases.review-incomplete", story.Refused(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Code);
        string[] all = [.. ReviewRules.CheckItems(story.Context), "site-water"];
        story.Then(story.Reviewer, new RecordReview(all));
        story.Then(story.Reviewer, On(new DateOnly(2024, 3, 7))).Then(Story.Applicant, new AnswerVisit(null, null));
        Assert.Equal(2, story.State.Work!.Visit!.Round);
        var twin = story.Then(story.Reviewer, Found(["water"]), "2024-03-07 10:00").Then(story.Reviewer, new EndProcedure("visit", 2) { Paper = "p" }).Then(story.Reviewer, new RecordReview(all));
        var barred = twin.Refused(story.Reviewer, new Approve());
        Assert.Equal("cases.visit-failed", barred.Code);
        Assert.Contains("供水（《食品安全法》第三十三条）", barred.Message, StringComparison.Ordinal);
        twin.Then(story.Reviewer, new Refuse { Paper = "p" });
    }
}
