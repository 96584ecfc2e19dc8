using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>不予受理: only for a ground that the place names, with reasons, and with the body to turn to (行政许可法 第三十二条; 重庆办法 第二十条; 鄠邑细则 第十三条).</summary>
internal static class DeclineCase
{
    public const string GroundField = "ground";
    public const string BodyField = "competent-body";
    public const string ReasonsField = "decline-reasons";
    public const string ItemsField = "false-items";
    public const string EvidenceField = "false-evidence";

    public static WorkAct Act { get; } = new(nameof(RefuseAcceptance), "refusal-to-accept", CaseReach.Receivers, Read, Parse)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.ground-not-listed"] = GroundField, ["cases.item-open"] = GroundField, ["cases.correct-first"] = GroundField, ["cases.licence-not-for-incompleteness"] = GroundField,
            ["cases.competent-body-missing"] = BodyField, ["cases.reasons-missing"] = ReasonsField, ["cases.finding-missing"] = EvidenceField,
        },
    };

    /// <summary>The grounds of this place and no others; and, while the item is cancelled or suspended, that it is no longer required.</summary>
    public static IReadOnlyList<ChoiceModel> Grounds(OpenCase open, Instant now) =>
        [.. AcceptanceRules.GroundsNow(open.Context, now).Select(g => new ChoiceModel(g, AcceptanceRules.Grounds.GetValueOrDefault(g, g)))];

    /// <summary>Which of them is open at this instant the decision says.</summary>
    private static IEnumerable<ChoiceModel> AnyGround(OpenCase open) =>
        Grounds(open, default).Append(new ChoiceModel(ClosureRules.NoLongerRequired, AcceptanceRules.Grounds[ClosureRules.NoLongerRequired]));

    private static Intended Read(OpenCase open, FormReader form)
    {
        var ground = form.Choice(GroundField, "不予受理的情形", AnyGround(open));
        var body = form.Text(BodyField, "应当向哪个机关申请", 100, required: false);
        var finding = ground == DishonestyRules.Ground ? FalseFindings.Read(open, form, ItemsField, EvidenceField) : null;
        return new Intended(
            new RefuseAcceptance(ground, body.Length > 0 ? body : null) { Finding = finding },
            FalseFindings.Words(form.LongText(ReasonsField, "不予受理的理由", required: false), finding));
    }

    private static Intended Parse(JsonElement json)
    {
        var body = json.As<Body>();
        var finding = body.FalseItems is { } items ? new FalseFinding(items, body.Evidence ?? "") : null;
        return new Intended(new RefuseAcceptance(body.Ground, body.CompetentBody) { Finding = finding }, FalseFindings.Words(body.Reasons, finding));
    }

    private sealed record Body(
        string Ground, string? CompetentBody = null, string? Reasons = null, IReadOnlyList<string>? FalseItems = null, string? Evidence = null);
}
