using System.Text.Json;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Our own mistakes: undone within a minute, corrected by another hand, revoked after the holder was heard.</summary>
public sealed class MendingTests
{
    private static readonly ActKind[] Undoable =
    [
        new(s => s.Accepted(), s => s.Reviewer, new BeginReview(), 30),
        new(s => s.Accepted().Then(s.Reviewer, new BeginReview()), s => s.Reviewer, new RecordReview([]), 60),
        new(s => s.Accepted(), s => s.Clerk, new RecordContact(ContactKind.Visit) { Paper = "p" }, 60),
        new(s => s, s => s.Clerk, new RecordContact(ContactKind.Visit) { Paper = "p" }, 60),
    ];

    private sealed record ActKind(Func<Story, Story> Before, Func<Story, Actor> By, CaseAct Act, int Seconds);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_nobody_heard_of_is_taken_back_by_its_author_and_everything_is_as_before(int which)
    {
        var kind = Undoable[which];
        var story = kind.Before(Story.Filed(TheLaw.Shinan, "2024-03-04 09:00"));
        var act = kind.Act is RecordReview ? new RecordReview([.. ReviewRules.CheckItems(story.Context)]) : kind.Act;
        var before = story.State;
        story.Then(kind.By(story), act, "2024-03-05 09:00");
        Assert.NotEqual(Body(before), Body(story.State));
        Assert.Equal("cases.undo-by-author", story.Refused(new Actor("another", "", Role.ChiefRepresentative, story.Place, "org", null), new UndoLast()).Code);
        var refused = story.Refused(kind.By(story), new UndoLast(), kind.Seconds == 60 ? "2024-03-05 09:01" : "2024-03-05 09:00:30");
        Assert.Equal(("cases.undo-too-late", "第二十一条"), (refused.Code, refused.Basis.Article));

        var again = kind.Before(Story.Filed(TheLaw.Shinan, "2024-03-04 09:00"));
        again.Then(kind.By(again), act, "2024-03-05 09:00").Then(kind.By(again), new UndoLast(), $"2024-03-05 09:00:{kind.Seconds - 1:00}");
        Assert.Equal(Body(before), Body(again.State));
        Assert.Equal(before.Version + 2, again.State.Version);
        Assert.Equal(CaseEventNames.Of(again.Events[^2]), Assert.IsType<ActUndone>(again.Events[^1]).Undone);
        Assert.Equal("cases.nothing-to-undo", again.Refused(kind.By(again), new UndoLast()).Code);
    }

    [Fact]
    public void What_was_told_or_was_followed_by_something_is_not_undone()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted();
        Assert.Equal("cases.nothing-to-undo", story.Refused(story.Clerk, new UndoLast()).Code);
        story.Then(story.Reviewer, new BeginReview()).Then(story.Clerk, new RecordContact(ContactKind.Phone) { Paper = "p" });
        Assert.Equal("cases.undo-by-author", story.Refused(story.Reviewer, new UndoLast()).Code);
        story.Then(story.Clerk, new UndoLast());
        Assert.Equal("cases.nothing-to-undo", story.Refused(story.Reviewer, new UndoLast()).Code);
        Assert.Equal(CaseStatus.UnderReview, story.State.Status);
    }

    [Fact]
    public void A_correction_has_a_reason_and_is_approved_by_neither_its_proposer_nor_the_author()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted();
        story.Then(Chief(story, "x"), new BeginReview());
        Assert.Equal("cases.reasons-missing", story.Refused(story.Clerk, new ProposeRectification(2, "clerk-1")).Code);
        story.Then(story.Clerk, new ProposeRectification(2, "reviewer-1") { Paper = "p" });
        Assert.Equal("cases.proposal-pending", story.Refused(story.Clerk, new ProposeClockEntry(ClockKind.Statutory, new(2024, 3, 5), new(2024, 3, 6)) { Paper = "p" }).Code);
        var author = story.Refused(story.Reviewer, new DecideProposal(Approved: true));
        Assert.Equal(("cases.approver-is-author", "第二十二条"), (author.Code, author.Basis.Article));
        Assert.Equal("cases.approver-is-author", story.Refused(Chief(story, "clerk-1"), new DecideProposal(Approved: true)).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(Chief(story, "chief-1"), new DecideProposal(Approved: false)).Code);
        story.Then(Chief(story, "chief-1"), new DecideProposal(Approved: true));
        Assert.Equal(2, Assert.IsType<DocumentRectified>(story.Events[^1]).Document);
        Assert.Null(story.State.Mends);
    }

    [Fact]
    public void A_clock_is_set_right_by_an_entry_and_a_promise_never_later()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted();
        Assert.Equal(new DateOnly(2024, 4, 1), story.State.Statutory!.Due.Day);
        Assert.Equal("cases.promise-stays", story.Refused(story.Clerk, new ProposeClockEntry(ClockKind.Promised, new(2024, 3, 5), new(2024, 3, 6)) { Paper = "p" }, "2024-03-07 09:00").Code);
        Assert.Equal("cases.entry-out-of-range", story.Refused(story.Clerk, new ProposeClockEntry(ClockKind.Statutory, new(2024, 3, 6), new(2024, 3, 5)) { Paper = "p" }).Code);
        story.Then(story.Clerk, new ProposeClockEntry(ClockKind.Statutory, new(2024, 3, 5), new(2024, 3, 6)) { Paper = "p" });
        Assert.Equal(new DateOnly(2024, 4, 1), story.State.Statutory.Due.Day);
        story.Then(story.Reviewer, new DecideProposal(Approved: true));
        Assert.Equal(new DateOnly(2024, 4, 3), story.State.Statutory.Due.Day);
        Assert.Equal(2, story.State.Statutory.Clock.Ledger.Count);
        // The other way: it should have counted from the day before.
        story.Then(story.Clerk, new ProposeClockEntry(ClockKind.Promised, new(2024, 3, 4), null) { Paper = "p" });
        story.Then(story.Reviewer, new DecideProposal(Approved: false) { Paper = "p" });
        Assert.IsType<ProposalDeclined>(story.Events[^1]);
        Assert.Equal("cases.no-proposal", story.Refused(story.Reviewer, new DecideProposal(Approved: true)).Code);
    }

    [Fact]
    public void A_corrected_first_day_takes_away_neither_an_extension_nor_the_time_of_a_procedure()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { SpecialProcedures = [new SpecialProcedure("testing", "检测", null, null)] });
        story.Accepted("2024-03-05 09:00").Then(story.Reviewer, new BeginReview()).Then(Chief(story, "chief-1"), new ExtendLimit(ClockKind.Statutory, TimeLimit.WorkingDays(5)) { Paper = "p" });
        story.Then(story.Reviewer, new BeginProcedure("testing", new(2024, 3, 6)), "2024-03-06 09:00").SilenceUntil("2024-03-07 09:00");
        story.Then(story.Reviewer, new EndProcedure("testing", 2) { Paper = "p" });
        Assert.Equal(new DateOnly(2024, 4, 11), story.State.Statutory!.Due.Day);
        story.Then(story.Clerk, new ProposeClockEntry(ClockKind.Statutory, new(2024, 3, 4), null) { Paper = "p" }).Then(story.Reviewer, new DecideProposal(Approved: true));
        Assert.Equal(new DateOnly(2024, 4, 10), story.State.Statutory.Due.Day);
    }

    [Fact]
    public void A_result_is_revoked_only_after_its_holder_was_told_and_had_his_say()
    {
        var story = Closed();
        Assert.Equal("cases.ground-not-listed", story.Refused(story.Reviewer, new ProposeRevocation("whim") { Paper = "p" }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new ProposeRevocation("unqualified")).Code);
        story.Then(story.Reviewer, new ProposeRevocation("unqualified") { Paper = "p" }, "2024-03-11 09:00");
        Assert.Equal(("licensing-law-2019", "第六十九条"), (story.BasisOf<RevocationProposed>().Rulebook, story.BasisOf<RevocationProposed>().Article));
        Assert.Equal((new DateOnly(2024, 3, 18), Tray.ToCheck), (story.State.Mends!.Revocation!.AnswerBy.Day, Trays.Of(story.State)));
        var other = Chief(story, "chief-1");
        Assert.Equal("cases.approver-is-author", story.Refused(story.Reviewer, new DecideOnRevocation(true) { Paper = "p" }).Code);
        Assert.Equal("cases.answer-period", story.Refused(other, new DecideOnRevocation(true) { Paper = "p" }, "2024-03-18 16:00").Code);
        Assert.Equal("cases.statement-missing", story.Refused(Story.Applicant, new AnswerRevocation(false)).Code);
        story.Then(Story.Applicant, new AnswerRevocation(Hearing: true));
        Assert.Equal("cases.hearing-not-held", story.Refused(other, new DecideOnRevocation(true) { Paper = "p" }, "2024-03-19 09:00").Code);
        Assert.Equal("cases.hearing-not-announced", story.Refused(other, new HoldRevocationHearing { Paper = "p" }).Code);
        var call = new AnnounceHearing(new DateOnly(2024, 3, 28), new TimeOnly(9, 30), "三楼 302", Public: false) { Paper = "p" };
        Assert.Equal("cases.hearing-too-soon", story.Refused(story.Reviewer, call with { On = new DateOnly(2024, 3, 27) }).Code);
        story.Then(story.Reviewer, call);
        Assert.Equal("cases.hearing-day", story.Refused(other, new HoldRevocationHearing { Paper = "p" }, "2024-03-27 16:00").Code);
        Assert.Equal("cases.chair-is-proposer", story.Refused(story.Reviewer, new HoldRevocationHearing { Paper = "p" }, "2024-03-28 16:00").Code);
        story.Then(other, new HoldRevocationHearing { Paper = "p" });
        Assert.Equal("cases.reasons-missing", story.Refused(other, new DecideOnRevocation(true)).Code);
        Assert.True(story.State.Granted);
        story.Then(other, new DecideOnRevocation(true) { Paper = "p" });
        Assert.False(story.State.Granted);
        Assert.Equal((new DateOnly(2024, 3, 28), Tray.Closed), (story.State.Mends.Revocation.RevokedOn!.Value, Trays.Of(story.State)));
        Assert.Equal("cases.revocation-begun", story.Refused(story.Reviewer, new ProposeRevocation("unqualified") { Paper = "p" }).Code);
    }

    [Fact]
    public void Who_says_nothing_by_his_day_is_decided_after_it_and_the_result_may_stand()
    {
        var story = Closed();
        story.Then(story.Reviewer, new ProposeRevocation("law-changed") { Paper = "p" }, "2024-03-11 09:00");
        Assert.Equal("第八条", story.BasisOf<RevocationProposed>().Article);
        Assert.Equal("cases.answer-too-late", story.Refused(Story.Applicant, new AnswerRevocation(false) { Paper = "p" }, "2024-03-19 09:00").Code);
        story.Then(Chief(story, "chief-1"), new DecideOnRevocation(Revoke: false) { Paper = "p" });
        Assert.Null(story.State.Mends);
        Assert.True(story.State.Granted);
    }

    private static Story Closed()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted().Reviewed();
        return story.Then(story.Reviewer, new Approve()).Then(story.Clerk, new BeginDelivery(DeliveryMode.Counter)).Then(story.Clerk, new RecordDelivery { Paper = "p", Proof = DeliveryProofKind.Identity });
    }

    private static Actor Chief(Story story, string id) => new(id, "", Role.ChiefRepresentative, story.Place, "org", null);

    private static string Body(CaseState state) => JsonSerializer.Serialize(state with { Version = 0, Mends = null }, Json.Options);
}
