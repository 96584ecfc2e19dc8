namespace OneWindow.Notices;

/// <summary>Which event calls for which document (requirements §3); null: none.</summary>
internal static class NoticeDrafts
{
    public const string Acceptance = "acceptance";
    public const string Tolerance = "tolerant-acceptance";
    public const string DeemedAcceptance = "deemed-acceptance";
    public const string Correction = "correction";
    public const string NotAccepted = "acceptance-refused";
    public const string DeemedWithdrawal = "deemed-withdrawal";
    public const string Withdrawal = "withdrawal";
    public const string Approval = "approval";
    public const string Refusal = "refusal";
    public const string Procedure = "special-procedure";
    public const string Extension = "extension";
    public const string HearingRight = "hearing-right";
    public const string HearingCall = "hearing-notice";
    public const string DeemedRenewal = "deemed-renewal";
    public const string Delivery = "delivery";
    public const string Termination = "termination";
    public const string ItemChange = "item-change";
    public const string Rectification = "rectification";
    public const string Reopening = "reopening";
    public const string Delay = "delay";
    public const string RevocationNotice = "revocation-notice";
    public const string Revocation = "revocation";

    private static readonly Dictionary<string, Func<Occasion, NoticeDraft>> ByEvent = new(StringComparer.Ordinal)
    {
        ["case.accepted/1"] = AcceptanceDrafts.Of,
        ["case.correction-requested/1"] = CorrectionDraft.Of,
        ["case.acceptance-refused/1"] = RefusalDrafts.OfAcceptance,
        ["case.deemed-withdrawn/1"] = LapseDrafts.DeemedWithdrawn,
        ["case.withdrawn/1"] = LapseDrafts.Withdrawn,
        ["case.procedure-begun/1"] = TimeDrafts.Procedure,
        ["case.hearing-right-told/1"] = TimeDrafts.HearingRight,
        ["case.hearing-announced/1"] = TimeDrafts.HearingCall,
        ["case.limit-extended/1"] = TimeDrafts.Extension,
        ["case.terminated/1"] = ChangeDrafts.Terminated,
        ["case.item-change-settled/1"] = ChangeDrafts.Settled,
        ["case.approved/1"] = DecisionDrafts.Approved,
        ["case.refused/1"] = RefusalDrafts.OfApplication,
        ["case.deemed-renewed/1"] = LapseDrafts.DeemedRenewed,
        ["case.delivered/1"] = DecisionDrafts.Delivered,
        ["case.rectified/1"] = MendingDrafts.Rectified,
        ["case.revocation-proposed/1"] = MendingDrafts.RevocationProposed,
        ["case.revoked/1"] = MendingDrafts.Revoked,
        ["case.reopened/1"] = ReopeningDrafts.Of,
    };

    /// <summary>How a document stands whose place one of this kind has taken.</summary>
    public static string StandingUnder(string kind) => kind switch
    {
        Rectification => "已更正",
        Revocation => "已撤销",
        Reopening => "已失效，重新办理",
        _ => "已被代替",
    };

    public static bool Calls(string eventType) => ByEvent.ContainsKey(eventType) || eventType is "case.alerted/1" or "case.delay-explained/1";

    /// <summary>The document of an event; null: this one calls for none. Throws where it would lack what the rules demand of it.</summary>
    public static NoticeDraft? Of(Occasion occasion)
    {
        if (DelayDrafts.Concerns(occasion)) return DelayDrafts.Of(occasion);
        if (occasion.Entry.Type == "case.alerted/1") return OwedAfterAll(occasion);
        if (occasion.Entry.Type == "case.accepted/1" && Omitted(occasion.Entry)) return null;
        return NoticeDemands.Checked(ByEvent[occasion.Entry.Type](occasion), occasion);
    }

    /// <summary>当场办结 was meant and did not come about: the acceptance notice that was left out is owed (重庆办法 第十七条).</summary>
    private static NoticeDraft? OwedAfterAll(Occasion occasion) =>
        occasion.Text("what") == "spot-undecided" && occasion.Log.LastOrDefault(e => e.Type == "case.accepted/1") is { } accepted && Omitted(accepted)
            ? AcceptanceDrafts.Of(occasion with { Entry = accepted })
            : null;

    private static bool Omitted(Contracts.CaseEntry accepted) => accepted.Data.TryGetProperty("noticeOmitted", out var omitted) && omitted.GetBoolean();
}
