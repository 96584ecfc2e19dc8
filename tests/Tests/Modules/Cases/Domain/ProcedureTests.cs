using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class ProcedureTests
{
    private static readonly SpecialProcedure Testing = new("testing", "检测", null, null);
    private static readonly SpecialProcedure Visit = new("visit", "现场勘验", TimeLimit.WorkingDays(3), null);

    private static Story UnderReview(RegionCode place, string accepted = "2024-03-04 09:00", ItemType type = ItemType.Licence)
    {
        var story = Story.Filed(place, accepted, type: type, guide: g => g with { SpecialProcedures = [Testing, Visit] }).Accepted();
        return story.Then(story.Reviewer, new BeginReview());
    }

    private static Story Tested(RegionCode place, DateOnly? told)
    {
        var story = UnderReview(place);
        return story.Then(story.Reviewer, new BeginProcedure("testing", told), "2024-03-05 09:00")
            .Then(story.Reviewer, new EndProcedure("testing", 2) { Paper = "p" }, "2024-03-07 16:00");
    }

    [Fact]
    [Clause("QD-1-6")]
    public void The_eight_kinds_stand_outside_the_statutory_limit_for_the_days_told_in_writing()
    {
        var story = UnderReview(TheLaw.Shinan);
        Assert.Equal(new DateOnly(2024, 4, 1), story.State.Statutory!.Due.Day);
        var told = Tested(TheLaw.Shinan, new DateOnly(2024, 3, 7));
        // Three working days later: 4 to 6 April are holidays, Sunday the 7th is worked.
        Assert.Equal(new DateOnly(2024, 4, 7), told.State.Statutory!.Due.Day);
        Assert.Equal("第四十五条", told.Events.OfType<ProcedureBegun>().Single().Statutory!.Clock.Ledger.OfType<ClockEntry.Suspended>().Single().Basis.Article);
        Assert.Equal(new DateOnly(2024, 4, 1), Tested(TheLaw.Shinan, told: null).State.Statutory!.Due.Day);
        story.Then(story.Reviewer, new BeginProcedure("visit", new DateOnly(2024, 3, 7)), "2024-03-05 09:00");
        var few = story.Refused(story.Reviewer, new EndProcedure("visit", 1) { Paper = "p" }, "2024-03-07 16:00");
        Assert.Equal(("cases.officers-too-few", "第三十四条"), (few.Code, few.Basis.Article));
        story.Then(story.Reviewer, new EndProcedure("visit", 2) { Paper = "p" });
        Assert.Equal(new DateOnly(2024, 4, 1), story.State.Statutory!.Due.Day);
    }

    [Fact]
    [Clause("CQ-25-5")]
    public void In_Chongqing_the_promise_runs_on_while_the_statutory_limit_stands_still()
    {
        var before = UnderReview(TheLaw.Shapingba).State;
        var after = Tested(TheLaw.Shapingba, new DateOnly(2024, 3, 7)).State;
        Assert.Equal(before.Promised, after.Promised);
        Assert.Equal(TheLaw.Calendar.AddWorkingDays(before.Statutory!.Due.Day, 3), after.Statutory!.Due.Day);
        var story = UnderReview(TheLaw.Shapingba);
        story.Then(story.Reviewer, new BeginProcedure("testing", new DateOnly(2024, 3, 7)), "2024-03-05 09:00");
        Assert.DoesNotContain(story.State.Promised!.Clock.Ledger, e => e is ClockEntry.Suspended);
    }

    [Fact]
    [Clause("HB-2.1-6")]
    public void What_the_guide_does_not_list_is_not_started()
    {
        var story = UnderReview(TheLaw.HebeiCity);
        var why = story.Refused(story.Reviewer, new BeginProcedure("technical-review", null));
        Assert.Equal(("cases.procedure-not-listed", "hebei-city-2022"), (why.Code, why.Basis.Rulebook));
        story.Then(story.Reviewer, new BeginProcedure("visit", null));
        Assert.Equal("cases.procedure-running", story.Refused(story.Reviewer, new BeginProcedure("visit", null)).Code);
    }

    [Fact]
    [Clause("HB-2.1-7")]
    public void A_procedure_has_its_own_clock_and_an_alert_of_its_own()
    {
        var story = UnderReview(TheLaw.HebeiCity);
        var statutory = story.State.Statutory!.Due.Day;
        story.Then(story.Reviewer, new BeginProcedure("visit", new DateOnly(2024, 3, 7)), "2024-03-04 10:00");
        Assert.Equal(new DateOnly(2024, 3, 7), story.State.Procedures.Single().Own!.Due.Day);
        story.SilenceUntil("2024-03-07 23:00");
        Assert.DoesNotContain(Alert.ProcedureLate, story.State.Alerts);
        story.SilenceUntil("2024-03-08 09:00");
        Assert.Contains(Alert.ProcedureLate, story.State.Alerts);
        Assert.Equal(new DateOnly(2024, 3, 7), story.Events.OfType<ProcedureOverdue>().Single().Due);
        Assert.Equal(statutory, story.State.Statutory.Due.Day);
        Assert.True(story.State.Promised!.Clock.Ledger.All(e => e is not ClockEntry.Suspended));
    }

    [Fact]
    public void When_the_told_days_are_over_the_clock_counts_again_by_itself()
    {
        var story = UnderReview(TheLaw.Shinan);
        story.Then(story.Reviewer, new BeginProcedure("testing", new DateOnly(2024, 3, 7)), "2024-03-05 09:00").SilenceUntil("2024-03-20 09:00");
        Assert.Equal(new DateOnly(2024, 3, 7), story.Events.OfType<ProcedureTimeOver>().Single().Until);
        Assert.Equal(new DateOnly(2024, 4, 7), story.State.Statutory!.Due.Day);
        Assert.Equal(story.State.Statutory.Due, story.State.Statutory.Clock.Due(TheLaw.Calendar));
        story.Then(story.Reviewer, new EndProcedure("testing", 2) { Paper = "p" });
        Assert.Equal(new DateOnly(2024, 4, 7), story.State.Statutory!.Due.Day);
    }

    [Fact]
    public void No_decision_while_a_procedure_is_open()
    {
        var story = UnderReview(TheLaw.Shinan);
        story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Then(story.Reviewer, new BeginProcedure("visit", null));
        Assert.Equal("cases.procedure-open", story.Refused(story.Reviewer, new Approve()).Code);
        Assert.Equal("cases.procedure-open", story.Refused(story.Reviewer, new Refuse { Paper = "p" }).Code);
        Assert.Equal("cases.report-missing", story.Refused(story.Reviewer, new EndProcedure("visit", 2)).Code);
        story.Then(story.Reviewer, new EndProcedure("visit", 2) { Paper = "p" }).Then(story.Reviewer, new Approve());
    }

    [Fact]
    public void Nothing_that_procedures_do_brings_a_deadline_forward_and_ended_clocks_explain_their_day() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, 80), 3).ToArbitrary(),
            plans =>
            {
                var story = UnderReview(TheLaw.Shinan);
                var (first, day) = (story.State.Statutory!.Due.Day, new DateOnly(2024, 3, 5));
                foreach (var (told, wait) in plans.Select(p => Math.DivRem(p, 9)))
                {
                    story.SilenceUntil($"{day:yyyy-MM-dd} 09:00");
                    story.Then(story.Reviewer, new BeginProcedure("testing", day.AddDays(told)));
                    day = day.AddDays(wait);
                    story.SilenceUntil($"{day:yyyy-MM-dd} 15:00");
                    story.Then(story.Reviewer, new EndProcedure("testing", 2) { Paper = "p" });
                    day = day.AddDays(1);
                    var due = story.State.Statutory!.Due;
                    if (due.Day < first || story.State.Statutory.Clock.Due(TheLaw.Calendar) != due) return false;
                    first = due.Day;
                }

                return true;
            }).QuickCheckThrowOnFailure();
}
