using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>撤销、撤回 of what was granted: told, answered or heard, decided by another hand (行政许可法 第七条, 第八条, 第六十九条; 平台规则 第二十二条).</summary>
internal sealed partial class NaiveCase
{
    public Taking? TakenAway;

    /// <summary>What was granted still stands.</summary>
    public bool Granted => granted;

    internal sealed class Taking
    {
        public required string By { get; init; }

        public required DateOnly AnswerBy { get; init; }

        public bool Answered { get; set; }

        public bool HearingAsked => HoldBy is not null;

        public DateOnly? HoldBy { get; set; }

        /// <summary>The day that was told.</summary>
        public DateOnly? On { get; set; }

        public bool Heard { get; set; }

        public bool Revoked { get; set; }
    }

    private Taking? OpenTaking => TakenAway is { Revoked: false } open ? open : null;

    private Action WhenRevocationIsProposed(Actor by, ProposeRevocation act, List<string> against)
    {
        From(against, CaseStatus.Closed);
        Unless(Reviewers(by), "not-yours", against);
        Unless(TakenAway is null, "revocation-begun", against);
        Unless(granted, "nothing-granted", against);
        Unless(MayBeTaken(act.Ground), "ground-not-listed", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => TakenAway = new Taking { By = by.Id, AnswerBy = After(Today, 5) };
    }

    /// <summary>第六十九条 for whatever was granted wrongly, 第八条 for licences alone; a broken promise only after somebody looked.</summary>
    private bool MayBeTaken(string ground) => ground switch
    {
        "abuse" or "beyond-powers" or "procedure" or "unqualified" or "fraud" => true,
        "commitment-broken" => BrokenWord,
        "law-changed" or "circumstances-changed" => Licence,
        _ => false,
    };

    private Action WhenRevocationIsAnswered(Actor by, AnswerRevocation act, List<string> against)
    {
        From(against, CaseStatus.Closed);
        Unless(Applicant(by) || AtACounter(by), "not-yours", against);
        Unless(OpenTaking is not null, "no-revocation", against);
        if (OpenTaking is not { } told) return () => { };
        Unless(!told.Answered, "answered-already", against);
        Unless(Today <= told.AnswerBy, "answer-too-late", against);
        // Hearings are the licensing law's (第四十六条、第四十七条).
        Unless(!act.Hearing || Licence, "no-hearing", against);
        Unless(act.Hearing || act.Paper is not null, "statement-missing", against);
        return () => (told.Answered, told.HoldBy) = (true, act.Hearing ? After(Today, 20) : null);
    }

    private Action WhenRevocationIsHeard(Actor by, HoldRevocationHearing act, List<string> against)
    {
        From(against, CaseStatus.Closed);
        Unless(Reviewers(by), "not-yours", against);
        Unless(OpenTaking is { HearingAsked: true, Heard: false }, "no-hearing-requested", against);
        Unless(OpenTaking?.On is not null, "hearing-not-announced", against);
        Unless(OpenTaking?.On is not { } on || Today >= on, "hearing-day", against);
        Unless(OpenTaking?.By != by.Id, "chair-is-proposer", against);
        Unless(act.Paper is not null, "report-missing", against);
        return () => TakenAway!.Heard = true;
    }

    private Action WhenRevocationIsDecided(Actor by, DecideOnRevocation act, List<string> against)
    {
        From(against, CaseStatus.Closed);
        Unless(Reviewers(by), "not-yours", against);
        Unless(OpenTaking is not null, "no-revocation", against);
        if (OpenTaking is not { } told) return () => { };
        Unless(by.Id != told.By, "approver-is-author", against);
        Unless(!told.HearingAsked || told.Heard, "hearing-not-held", against);
        Unless(told.Answered || Today > told.AnswerBy, "answer-period", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () =>
        {
            if (!act.Revoke)
            {
                TakenAway = null;
                return;
            }

            told.Revoked = true;
            granted = false;
            (LookBy, BrokenWord) = (null, false);
        };
    }
}
