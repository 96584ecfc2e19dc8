using System.Text.Json;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 登记: visits and talks, which change neither state nor clock (鄠邑细则 第十三条); why a filing was accepted late; and that the applicant is no
/// more, which ends the case.
/// </summary>
internal static class KeepRecord
{
    public const string KindField = "contact-kind";
    public const string NoteField = "contact-note";
    public const string LatenessField = "lateness-reason";
    public const string GroundField = "termination-ground";
    public const string EvidenceField = "termination-evidence";

    public static IReadOnlyList<ChoiceModel> Kinds { get; } =
    [
        new(nameof(ContactKind.Visit), "申请人到场", "超过办事指南的到场次数时要写明原因。"), new(nameof(ContactKind.Phone), "电话沟通"), new(nameof(ContactKind.Message), "网上沟通"),
    ];

    public static IReadOnlyList<ChoiceModel> Grounds { get; } = [new(nameof(TerminationGround.Death), "申请人死亡"), new(nameof(TerminationGround.Dissolution), "申请人（组织）终止")];

    public static WorkAct Contact { get; } = new(
        nameof(RecordContact), "contact", CaseReach.Handlers,
        (_, form) =>
        {
            var kind = Enum.TryParse<ContactKind>(form.Choice(KindField, "方式", Kinds), out var chosen) ? chosen : default;
            return new Intended(new RecordContact(kind), Reasons.Of(form.LongText(NoteField, "内容或者原因", required: false)));
        },
        json => json.As<ContactBody>() is var body ? new Intended(new RecordContact(body.Kind), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.contact-empty"] = NoteField },
    };

    public static WorkAct Lateness { get; } = new(
        nameof(ExplainLateness), "lateness", CaseReach.Receivers,
        (_, form) => new Intended(new ExplainLateness(), Reasons.Of(form.LongText(LatenessField, "没有按时受理的原因", required: false))),
        json => new Intended(new ExplainLateness(), Reasons.Of(json.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = LatenessField },
    };

    public static WorkAct Termination { get; } = new(
        nameof(Terminate), "termination", CaseReach.Handlers,
        (_, form) =>
        {
            var ground = Enum.TryParse<TerminationGround>(form.Choice(GroundField, "终止的情形", Grounds), out var chosen) ? chosen : default;
            return new Intended(new Terminate(ground), Reasons.Of(form.LongText(EvidenceField, "证明", required: false)));
        },
        json => json.As<TerminationBody>() is var body ? new Intended(new Terminate(body.Ground), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.evidence-missing"] = EvidenceField },
    };

    private sealed record ContactBody(ContactKind Kind, string? Reasons = null);

    private sealed record TerminationBody(TerminationGround Ground, string? Reasons = null);
}
