using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>加签、退回和不等: the reviewer asks one more unit or person, sends back what is not good enough, or says why he does not wait for what is late.</summary>
internal static class AskColleagues
{
    public const string WhomField = "ask-whom";
    public const string DaysField = "ask-days";
    public const string QuestionField = "ask-question";
    public const string LateField = "waive-opinion";
    public const string WaiverField = "waive-reasons";
    public const string BackField = "send-back-to";
    public const string BackReasonsField = "send-back-reasons";
    private const string ToReview = "review";
    private const string OfUnit = "unit:";

    public static WorkAct Asking { get; } = new(nameof(AskOpinion), "opinion-request", CaseReach.Reviewers, ReadAsking, json => json.As<AskBody>() is var body
        ? new Intended(new AskOpinion(body.Unit, body.Person, body.Days), Reasons.Of(body.Reasons))
        : throw new JsonException())
    {
        Filled = (_, _, _) => FormState.Of((DaysField, "2")),
        Fields = new Dictionary<string, string>
        {
            ["cases.question-missing"] = QuestionField, ["cases.signer-unknown"] = WhomField, ["cases.asked-already"] = WhomField, ["cases.due-out-of-range"] = DaysField,
        },
    };

    public static WorkAct Waiving { get; } = new(
        nameof(WaiveOpinion), "opinion-waiver", CaseReach.Reviewers,
        (open, form) => new Intended(new WaiveOpinion(form.Choice(LateField, "不等哪份意见", Late(open))), Reasons.Of(form.LongText(WaiverField, "不等的理由", required: false))),
        json => json.As<OpinionBody>() is var body ? new Intended(new WaiveOpinion(body.Opinion ?? ""), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = WaiverField },
    };

    public static WorkAct Returning { get; } = new(
        nameof(SendBack), "send-back", CaseReach.Reviewers,
        (open, form) => new Intended(
            form.Choice(BackField, "退回给谁", Returnable(open)) is var to && to == ToReview ? new SendBack(null) : new SendBack(to),
            Reasons.Of(form.LongText(BackReasonsField, "退回的理由", required: false))),
        json => json.As<OpinionBody>() is var body ? new Intended(new SendBack(body.Opinion), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = BackReasonsField },
    };

    /// <summary>The organisation's units that co-operate, then its reviewers.</summary>
    public static IReadOnlyList<ChoiceModel> Whom(OpenCase open, string self) =>
    [
        .. open.Context.Staff.Select(m => m.Unit).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(unit => new ChoiceModel(OfUnit + unit, unit)),
        .. open.Context.Staff.Where(m => m.Id != self && m.Role is (Role.Reviewer or Role.ChiefRepresentative))
            .Select(m => new ChoiceModel(m.Id, $"{m.Name}（{RoleWords.Of(m.Role)}）")),
    ];

    public static IReadOnlyList<ChoiceModel> Late(OpenCase open) => [.. (open.State.Work?.Opinions ?? []).Where(o => o is { IsOpen: true, Late: true }).Select(o => Choice(o, open))];

    public static IReadOnlyList<ChoiceModel> Returnable(OpenCase open) =>
    [
        .. open.State.Reviewed ? [new ChoiceModel(ToReview, "审查：重新核对")] : Array.Empty<ChoiceModel>(),
        .. (open.State.Work?.Opinions ?? []).Where(o => o.Answer is not null).Select(o => Choice(o, open)),
    ];

    private static ChoiceModel Choice(AskedOpinion asked, OpenCase open) => new(asked.Id, WorkLog.WhoIsAsked(asked, open.Context.Staff));

    private static Intended ReadAsking(OpenCase open, FormReader form)
    {
        var whom = form.Choice(WhomField, "请谁", Whom(open, ""));
        var days = (int)(form.Number(DaysField, "几个工作日内答复", 1, 30) ?? 0);
        var unit = whom.StartsWith(OfUnit, StringComparison.Ordinal) ? whom[OfUnit.Length..] : null;
        return new Intended(new AskOpinion(unit, unit is null ? whom : null, days), Reasons.Of(form.LongText(QuestionField, "请对方答复什么", required: false)));
    }

    private sealed record AskBody(int Days, string? Unit = null, string? Person = null, string? Reasons = null);

    private sealed record OpinionBody(string? Opinion = null, string? Reasons = null);
}
