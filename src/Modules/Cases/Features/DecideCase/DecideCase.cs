using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>决定: granted, or refused with reasons (行政许可法 第三十八条). A lapse only drafts a refusal; somebody reads and signs it.</summary>
internal static class DecideCase
{
    public const string OpinionField = "approval-opinion";
    public const string ReasonsField = "refusal-reasons";
    public const string FalseField = "refusal-false";
    public const string ItemsField = "refusal-false-items";
    public const string EvidenceField = "refusal-false-evidence";
    public const string ForQuotaField = "refusal-for-quota";
    public const string OrderLawField = "order-law";
    public const string OrderArticleField = "order-article";
    public const string OrderTypeField = "order-type";

    public static IReadOnlyList<ChoiceModel> OrderTypes { get; } =
        [.. ((BasisType[])[BasisType.Law, BasisType.AdministrativeRegulation]).Select(t => new ChoiceModel(BasisWords.Code(t), t.Words()))];

    public static WorkAct Approval { get; } = new(
        nameof(Approve), "approval", CaseReach.Handlers,
        (_, form) => new Intended(new Approve(), Reasons.Of(form.LongText(OpinionField, "决定意见", required: false))),
        body => new Intended(new Approve(), Reasons.Of(body.As<ReasonsBody>().Reasons)));

    public static WorkAct Refusal { get; } = new(
        nameof(Refuse), "refusal", CaseReach.Handlers,
        (open, form) =>
        {
            var finding = form.Check(FalseField) ? FalseFindings.Read(open, form, ItemsField, EvidenceField) : null;
            return new Intended(new Refuse { Finding = finding, ForQuota = form.Check(ForQuotaField) }, FalseFindings.Words(form.LongText(ReasonsField, "不予批准的理由", required: false), finding));
        },
        json =>
        {
            var body = json.As<RefusalBody>();
            var finding = body.FalseItems is { } items ? new FalseFinding(items, body.Evidence ?? "") : null;
            return new Intended(new Refuse { Finding = finding, ForQuota = body.ForQuota }, FalseFindings.Words(body.Reasons, finding));
        })
    {
        Filled = (open, _, _) => FormState.Of((ReasonsField, Draft(open)), (ForQuotaField, ForQuota(open) is null ? null : "on")),
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = ReasonsField, ["cases.finding-missing"] = EvidenceField },
    };

    public static WorkAct OutOfOrder { get; } = new(
        nameof(ApproveOutOfOrder), "approval-out-of-order", CaseReach.Handlers,
        (_, form) =>
        {
            var type = form.Choice(OrderTypeField, "种类", OrderTypes) == BasisWords.Code(BasisType.Law) ? BasisType.Law : BasisType.AdministrativeRegulation;
            return new Intended(new ApproveOutOfOrder(new LegalBasis(form.Text(OrderLawField, "法律、行政法规的名称", 100) ?? "", form.Text(OrderArticleField, "条款", 40) ?? "", type)));
        },
        body => new Intended(new ApproveOutOfOrder(body.As<OrderBody>().Law)));

    /// <summary>名额用完: the reason is the count; null: not limited, or a place is left (行政许可法 第五十七条).</summary>
    public static string? ForQuota(OpenCase open) => open is { Guide.Quota: { } quota, State.AcceptedOn: { } accepted } && QuotaRules.InOrder(open.Context)?.Code == QuotaRules.Exhausted
        ? string.Create(CultureInfo.InvariantCulture, $"本事项{quota.WordsOf(accepted)}限定 {quota.Count} 个名额（《{quota.Basis.Law}》{quota.Basis.Article}），已按受理先后全部发出，本件{Words.ShortOf(accepted)}受理，排在其后。")
        : null;

    private sealed record RefusalBody(string? Reasons = null, bool ForQuota = false, IReadOnlyList<string>? FalseItems = null, string? Evidence = null);

    private sealed record OrderBody(LegalBasis Law);

    /// <summary>容缺逾期: the reason is a fact of the log, so it stands there already (鄠邑细则 第十三条第三项).</summary>
    private static string? Draft(OpenCase open) => open.State is { Supplement: { Cleared: false } supplement } && open.State.Has(Alert.SupplementLapsed)
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"容缺受理时已告知申请人在{Words.ShortOf(supplement.Due)}前补交{CaseReasons.Names(open.Guide, supplement.Materials)}，期限届满仍未补齐{CaseReasons.Names(open.Guide, supplement.Open)}。")
        : ForQuota(open);
}
