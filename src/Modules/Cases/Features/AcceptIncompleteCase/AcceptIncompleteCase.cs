using Microsoft.Extensions.Primitives;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="NeedsCommitment">The place asks for the applicant's written promise (重庆办法 第十九条).</param>
/// <param name="Overdue">What happens here when the materials do not come.</param>
public sealed record ToleranceChoicesModel(IReadOnlyList<ChoiceModel> Materials, bool NeedsCommitment, string Overdue);

/// <summary>容缺受理: accepted now, the rest of the materials by a last day (青岛办法 第二十六条; 重庆办法 第十九条; 鄠邑细则 第十三条第三项).</summary>
internal static class AcceptIncompleteCase
{
    public const string MaterialsField = "tolerated";
    public const string DueField = "tolerance-due";
    public const string CommittedField = "committed";

    public static WorkAct Act { get; } = new(nameof(AcceptTolerantly), "tolerant-acceptance", CaseReach.Receivers, Read, body => new Intended(body.As<AcceptTolerantly>() with { Paper = null }))
    {
        Filled = (open, _, now) => new FormState(
            new Dictionary<string, StringValues>
            {
                [MaterialsField] = new([.. Filing.Missing(open.Guide, open.State).Select(m => m.Id)]),
                [DueField] = Words.Machine(AskForCorrection.SuggestedDue(open, now)),
            },
            []),
        Fields = new Dictionary<string, string>
        {
            ["cases.nothing-tolerated"] = MaterialsField, ["cases.not-tolerable"] = MaterialsField, ["cases.defect-not-told"] = MaterialsField,
            ["cases.commitment-missing"] = CommittedField, ["cases.due-out-of-range"] = DueField,
        },
    };

    public static ToleranceChoicesModel Choices(OpenCase open) => new(
        [.. Filing.Missing(open.Guide, open.State).Select(m => new ChoiceModel(m.Id, $"《{m.Name}》", m.Standard))],
        open.Rules.Says("tolerant.commitment", "written"),
        open.Rules.Find("tolerant.overdueEffect")?.Value switch
        {
            "refusal-task" => "逾期未补齐的，将作出不予批准的决定。",
            _ => "逾期未补齐的，由审查人员依法处理，不会自动作出决定。",
        });

    private static Intended Read(OpenCase open, FormReader form) => new(new AcceptTolerantly(
        form.Choices(MaterialsField, "容缺的材料", Choices(open).Materials, required: false),
        form.Date(DueField, "补交期限") ?? default,
        form.Check(CommittedField)));
}
