namespace OneWindow.Cases;

/// <summary>当面撤回: the window takes a filing back for an applicant who came in person and has no account, on his word in writing (requirements-summary T24).</summary>
internal static class WithdrawAtCounter
{
    public const string ConfirmedField = "withdrawal-confirmed";
    public const string RequestField = "withdrawal-request";
    public const int LongestRequest = 500;

    public static WorkAct Act { get; } = new(
        nameof(Withdraw), "withdrawal", CaseReach.Receivers,
        (_, form) =>
        {
            form.Check(ConfirmedField, "撤回后本件即终止。请先核对申请人的身份和书面要求，再勾选确认。");
            return new Intended(new Withdraw(), Reasons.Of(form.LongText(RequestField, "申请人的书面要求", LongestRequest, required: false)));
        },
        json => new Intended(new Withdraw(), Reasons.Of(json.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.request-missing"] = RequestField },
    };
}
