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
    public const string DeemedRenewal = "deemed-renewal";
    public const string Delivery = "delivery";

    private static readonly Dictionary<string, Func<Occasion, NoticeDraft>> ByEvent = new(StringComparer.Ordinal)
    {
        ["case.accepted/1"] = AcceptanceDrafts.Of,
        ["case.correction-requested/1"] = CorrectionDraft.Of,
        ["case.acceptance-refused/1"] = RefusalDrafts.OfAcceptance,
        ["case.deemed-withdrawn/1"] = LapseDrafts.DeemedWithdrawn,
        ["case.withdrawn/1"] = LapseDrafts.Withdrawn,
        ["case.procedure-begun/1"] = TimeDrafts.Procedure,
        ["case.limit-extended/1"] = TimeDrafts.Extension,
        ["case.approved/1"] = DecisionDrafts.Approved,
        ["case.refused/1"] = RefusalDrafts.OfApplication,
        ["case.deemed-renewed/1"] = LapseDrafts.DeemedRenewed,
        ["case.delivered/1"] = DecisionDrafts.Delivered,
    };

    public static bool Calls(string eventType) => ByEvent.ContainsKey(eventType);

    public static NoticeDraft Of(Occasion occasion) => ByEvent[occasion.Entry.Type](occasion);
}
