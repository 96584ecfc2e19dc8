using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;

namespace OneWindow.Tests.Model;

/// <summary>
/// The engine against a model of the same law by another hand (issue 3). ONEWINDOW_MODEL_SEED plays other lives. A difference is shrunk and told
/// step by step; none is excepted.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int Lives = 15_000;
    private const int Turns = 44;

    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("ONEWINDOW_MODEL_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20261122;

    /// <summary>The acts that the model plays: every one that stands in a row of the law (requirements-summary §5).</summary>
    private static readonly string[] Played =
    [
        nameof(Submit), nameof(Accept), nameof(AcceptTolerantly), nameof(RequestCorrection), nameof(ExtendCorrectionPeriod), nameof(FileCorrection), nameof(RefuseAcceptance),
        nameof(FileSupplement), nameof(Withdraw), nameof(BeginReview), nameof(RecordReview), nameof(BeginProcedure), nameof(EndProcedure), nameof(ExtendLimit),
        nameof(Approve), nameof(Refuse), nameof(BeginDelivery), nameof(RecordDelivery), nameof(LetTimePass), nameof(TellHearingRight), nameof(RequestHearing), nameof(AnnounceHearing), nameof(HoldHearing),
        nameof(RecordCheck), nameof(DecideRevocation), nameof(Terminate), nameof(RecordContact), nameof(ExplainLateness), nameof(Reproject),
        nameof(UndoLast), nameof(ProposeRectification), nameof(ProposeClockEntry), nameof(DecideProposal), nameof(ExplainDelay),
        nameof(Reopen), nameof(ProposeRevocation), nameof(AnswerRevocation), nameof(HoldRevocationHearing), nameof(DecideOnRevocation),
        nameof(Claim), nameof(Release), nameof(DeclareRecusal), nameof(RequestRecusal), nameof(FindRecusal), nameof(DecideRecusal), nameof(AskOpinion), nameof(GiveOpinion),
        nameof(WaiveOpinion), nameof(SendBack), nameof(RecordMinutes),
        nameof(ProposeVisit), nameof(AnswerVisit), nameof(RecordVisit), nameof(RecordParcel), nameof(RecordAttempt), nameof(ChangeDelivery), nameof(RecordFee),
        nameof(DecideByRules), nameof(AskForPerson), nameof(LookAgain), nameof(ApproveOutOfOrder), nameof(SettleItemChange), nameof(EnterOutsideResult),
    ];

    /// <summary>The guards that lives must run into: the codes by which they refuse, without "cases.".</summary>
    private static readonly string[] Guards =
    [
        "accept-on-the-spot", "approver-is-reviewer", "chair-is-reviewer", "channel-not-offered", "collector-unproven", "not-opened", "proof-by-applicant", "proof-by-staff", "commitment-beyond-offer", "commitment-missing", "commitment-not-offered",
        "commitment-not-told", "contact-empty", "evidence-missing", "hearing-day", "hearing-not-announced", "hearing-too-far", "hearing-too-soon", "others-not-told", "hearing-not-held", "hearing-not-told", "hearing-period", "hearing-requested", "hearing-told", "hearing-too-late",
        "no-hearing", "no-hearing-requested", "nothing-to-check", "nothing-to-explain", "nothing-to-revoke", "promised-instead", "competent-body-missing", "correct-first", "defect-not-told", "due-out-of-range",
        "ended", "expiry-missing", "extended-already", "extension-too-long", "filed-already", "ground-not-listed", "in-person-only", "incomplete", "lapse-is-law",
        "limit-lapsed", "mode-not-offered", "must-tolerate", "no-extension", "no-procedure", "not-from-here", "not-in-guide", "not-the-applicant", "finding-missing",
        "not-tolerable", "not-yours", "nothing-filed", "nothing-outstanding", "nothing-to-correct", "nothing-tolerated", "officers-too-few", "procedure-not-listed",
        "procedure-open", "procedure-running", "promise-stays", "proof-missing", "reasons-missing", "receiver-may-not-review", "report-missing", "request-missing", "review-first",
        "review-incomplete", "review-missing", "stage-missing", "supplement-outstanding", "tell-first", "told-already", "told-too-late", "tolerate-instead", "waybill-missing", "withdrawal-by-applicant",
        "approver-is-author", "beyond-statutory", "entry-out-of-range", "no-clock", "no-proposal", "nothing-promised", "nothing-to-undo", "proposal-pending", "undo-by-author", "undo-too-late",
        "answer-period", "answer-too-late", "answered-already", "chair-is-proposer", "no-revocation", "nothing-granted", "order-limit", "order-missing", "order-out-of-range",
        "order-scan-missing", "reviewed-before", "revocation-begun", "statement-missing",
        "claimed", "claimed-already", "not-claimed", "nobody-in-post", "no-recusal", "recusal-found", "recusal-pending", "recusal-raised", "recused", "successor-unfit",
        "asked-already", "not-asked", "nothing-to-send-back", "opinion-given", "opinion-not-overdue", "opinion-outstanding", "question-missing", "signer-unknown",
        "attendees-too-few", "collective-forbidden", "minutes-day", "minutes-missing", "minutes-number-missing", "minutes-say-otherwise", "not-collective",
        "inspector-unfit", "no-site", "no-visit", "not-inspector", "points-open", "procedure-not-begun", "visit-day", "visit-done", "visit-failed", "visit-not-agreed", "visit-open", "visit-too-late",
        "fee-due", "fee-not-published", "fee-unknown", "no-failed-attempt", "parcel-on-its-way", "parcel-over",
        "automatic-once", "decided-by-person", "looked-again", "no-approval-rules", "no-look-asked", "not-for-rules", "person-asked-for",
        "in-order", "order-basis", "queue-unknown", "quota-exhausted", "quota-not-exhausted", "quota-order",
        "change-unsettled", "citation-missing", "item-closed", "item-open", "no-item-change", "outcome-not-fitting",
        "not-crossing", "wrong-side", "nothing-to-carry", "decided-already", "list-empty", "not-on-list", "paper-count", "already-on-its-way", "no-list", "line-unconfirmed",
        "dispute-open", "no-dispute", "result-on-its-way", "result-not-back", "result-elsewhere",
        "handled-elsewhere", "handled-here", "news-before-acceptance", "news-from-future", "other-line", "outside-number-missing", "scan-missing",
    ];

    [Fact]
    public void Engine_and_model_live_the_same_lives_and_every_transition_and_guard_is_met()
    {
        output.WriteLine($"seed {Seed} (ONEWINDOW_MODEL_SEED)");
        var tally = new Tally();
        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Lives).WithReplay(Seed, 1UL),
            Prop.ForAll(RandomLife.Lives(Turns), life => new Duel(RandomLife.Begin(life.Facts), tally).Play(life.Dice) is null));
        output.WriteLine($"{tally}of the house alone, not played: {string.Join(", ", Tally.Unplayed(Played, ofLaw: false))}");
        Assert.True(tally.Total >= 100_000, $"Only {tally.Total} steps.");
        Assert.Equal(LocalLaw.All.Length, tally.PlacesMet);
        Assert.Empty(Tally.Unplayed(Played, ofLaw: true));
        Assert.Empty(tally.NeverHit(Played));
        Assert.Empty(tally.NeverSaid(Guards));
    }

    [Fact]
    public void Every_sown_fault_is_caught()
    {
        Assert.True(Bug.All.Count >= 10);
        var uncaught = Bug.All.Where(bug => Caught(bug) is null).Select(bug => bug.Name).ToList();
        Assert.True(uncaught.Count == 0, $"Not caught: {string.Join("; ", uncaught)}");
    }

    /// <summary>The difference that gives the fault away, within as many lives as the model plays.</summary>
    private string? Caught(Bug bug)
    {
        for (var life = 0; life < Lives; life++)
        {
            var random = new Random((int)(Seed % int.MaxValue) + life);
            var facts = RandomLife.Begin(random.Next());
            var dice = Enumerable.Range(0, Turns).Select(_ => random.Next()).ToArray();
            if (new Duel(facts, bug: bug).Play(dice) is not { } difference) continue;
            Assert.Null(new Duel(facts).Play(dice));
            output.WriteLine($"{bug.Name}: life {life + 1}, {facts.Law.Name}: {difference}");
            return difference;
        }

        return null;
    }
}
