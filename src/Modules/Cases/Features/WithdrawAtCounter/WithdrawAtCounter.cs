namespace OneWindow.Cases;

/// <summary>当面撤回: the window takes a filing back for an applicant who came in person and has no account (requirements-summary T24).</summary>
internal static class WithdrawAtCounter
{
    public const string ConfirmedField = "withdrawal-confirmed";

    public static WorkAct Act { get; } = new(
        nameof(Withdraw), "withdrawal", CaseReach.Receivers,
        (_, form) =>
        {
            form.Check(ConfirmedField, "撤回后本件即终止。请先核对申请人的身份和书面要求，再勾选确认。");
            return new Intended(new Withdraw());
        },
        _ => new Intended(new Withdraw()));
}
