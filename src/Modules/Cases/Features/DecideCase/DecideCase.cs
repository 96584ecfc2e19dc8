using System.Globalization;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>决定: granted, or refused with reasons (行政许可法 第三十八条). A lapse only drafts a refusal; somebody reads and signs it.</summary>
internal static class DecideCase
{
    public const string OpinionField = "approval-opinion";
    public const string ReasonsField = "refusal-reasons";

    public static WorkAct Approval { get; } = new(
        nameof(Approve), "approval", CaseReach.Handlers,
        (_, form) => new Intended(new Approve(), Reasons.Of(form.LongText(OpinionField, "决定意见", required: false))),
        body => new Intended(new Approve(), Reasons.Of(body.As<ReasonsBody>().Reasons)));

    public static WorkAct Refusal { get; } = new(
        nameof(Refuse), "refusal", CaseReach.Handlers,
        (_, form) => new Intended(new Refuse(), Reasons.Of(form.LongText(ReasonsField, "不予批准的理由", required: false))),
        body => new Intended(new Refuse(), Reasons.Of(body.As<ReasonsBody>().Reasons)))
    {
        Filled = (open, _, _) => FormState.Of((ReasonsField, Draft(open))),
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = ReasonsField },
    };

    /// <summary>容缺逾期: the reason is a fact of the log, so it stands there already (鄠邑细则 第十三条第三项).</summary>
    private static string? Draft(OpenCase open) => open.State is { Status: CaseStatus.RefusalDue, Supplement: { } supplement }
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"容缺受理时已告知申请人在{Words.ShortOf(supplement.Due)}前补交{CaseReasons.Names(open.Guide, supplement.Materials)}，期限届满仍未补齐{CaseReasons.Names(open.Guide, supplement.Open)}。")
        : null;
}
