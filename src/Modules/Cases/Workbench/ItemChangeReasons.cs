using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>事项变动 in words: why a case waits, what the log says, and what its applicant reads.</summary>
internal static class ItemChangeReasons
{
    public static string Of(CaseItemChange change, CaseStatus status)
    {
        var what = (change.Step, change.To) switch
        {
            (ItemStep.Cancelled, _) => "事项已经取消",
            (ItemStep.Moved, { } heir) => $"事项已经交由{heir.Name}办理",
            (ItemStep.Moved, _) => "事项已经交由别的机关办理",
            _ => "事项停止执行",
        };
        return status is CaseStatus.Submitted or CaseStatus.CorrectionRequired ? $"{what}，请书面答复申请人" : $"{what}，请登记本件怎么处理和依据";
    }

    public static string Held(CaseState state) =>
        state.Change?.Until is { } until ? $"事项停止执行，本件暂停办理，{Words.Of(until.Date)}恢复" : "事项停止执行，本件暂停办理，恢复日期另行公布";

    public static string Of(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Ended => "终止办理，不再需要办理",
        ChangeOutcome.Finished => "按过渡规定继续办理",
        ChangeOutcome.HandedOver => "移交承接的机关继续办理",
        ChangeOutcome.Held => "暂停办理，等事项恢复",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static (string Words, string? Detail) Log(ItemChanged e) => (Title(e), e.Step == ItemStep.Resumed ? $"{Stop(e.Reason)}在办的件恢复办理，期限接着计算。" : $"从{Words.Of(e.From.Date)}起。{Stop(e.Reason)}");

    public static (string Words, string? Detail) Log(ItemChangeSettled e) =>
        ("登记事项变动后的处理", $"{Of(e.Outcome)}{(e.To is { } heir ? $"：{heir.Name}，编号和期限不变" : "")}。依据：{e.Rule.TrimEnd('。')}。{Stands(e)}");

    public static EventTold Told(ItemChanged e) => e.Step switch
    {
        ItemStep.Resumed => new("事项恢复办理", "在办的件接着办理，期限接着计算。您什么都不用做。"),
        _ => new(Title(e), $"从{Words.Of(e.From.Date)}起。{Stop(e.Reason)}办理部门会决定本件怎么处理，并书面告诉您。"),
    };

    public static EventTold Told(ItemChangeSettled e) => e.Outcome switch
    {
        ChangeOutcome.HandedOver => new($"移交{e.To?.Name}办理", "编号、受理日期和办结日期都不变。您什么都不用做。"),
        ChangeOutcome.Held => new("暂停办理", e.Promised is null && e.Statutory is null ? "事项恢复时自动恢复办理。" : "期限暂停计算，事项恢复时自动恢复办理。"),
        _ => new("按过渡规定继续办理", "事项虽有变动，本件照常办完，办结日期不变。"),
    };

    private static string Title(ItemChanged e) => e.Step switch
    {
        ItemStep.Cancelled => "事项取消了",
        ItemStep.Moved => e.To is { } heir ? $"事项改由{heir.Name}办理" : "事项改由别的机关办理",
        ItemStep.Suspended => "事项停止执行",
        _ => "事项恢复办理",
    };

    private static string? Stands(ItemChangeSettled e) => (e.Outcome, e.Promised, e.Statutory) switch
    {
        (not ChangeOutcome.Held, _, _) or (_, null, null) => null,
        (_, not null, not null) => "承诺期限和法定期限暂停计算。",
        (_, not null, null) => "承诺期限暂停计算。",
        _ => "法定期限暂停计算。",
    };

    private static string Stop(string reason) => $"原因：{reason.TrimEnd('。')}。";
}
