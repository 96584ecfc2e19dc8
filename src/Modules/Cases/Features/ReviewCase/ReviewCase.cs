using System.Globalization;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>审查: another hand than the receiver's goes through every material and condition of the guide and writes down what it found (行政许可法 第三十四条).</summary>
internal static class ReviewCase
{
    public const string ChecksField = "checks";
    public const string OpinionField = "opinion";

    public static WorkAct Beginning { get; } =
        new(nameof(BeginReview), "review", CaseReach.Reviewers, (_, _) => new Intended(new BeginReview()), _ => new Intended(new BeginReview()));

    public static WorkAct Act { get; } = new(nameof(RecordReview), "review-record", CaseReach.Reviewers, Read, Parse)
    {
        Fields = new Dictionary<string, string> { ["cases.review-incomplete"] = ChecksField },
    };

    /// <summary>A line for each material and condition; what does not concern this case is checked off as such.</summary>
    public static IReadOnlyList<ChoiceModel> Checks(OpenCase open)
    {
        var (guide, state) = (open.Guide, open.State);
        return
        [
            .. guide.Materials.Select(m => new ChoiceModel(m.Id, $"《{m.Name}》", Hint(m, state))),
            .. VisitRules.Points(open.Context, state.Work?.Visit?.Failed ?? [])
                .Select(p => new ChoiceModel(VisitRules.CheckPrefix + p.Id, $"现场核查不合格：{VisitRules.Line(p)}", "已经看过核查记录；改正并复查合格以前不能批准。")),
            .. guide.Conditions.Select((condition, i) => new ChoiceModel(string.Create(CultureInfo.InvariantCulture, $"condition-{i + 1}"), condition)),
        ];
    }

    private static string? Hint(GuideMaterial material, CaseState state)
    {
        if (!Filing.Applies(material.OnlyIf, state.Facts)) return "本件不需要这项材料，确认即可。";
        if (state.Commitment?.Materials.Contains(material.Id) == true) return "申请人书面承诺，不用提交；按监管细则在决定后核查。";
        if (material.Source == MaterialSource.Shared) return $"由部门调取核验。{material.Standard}";
        return state.Present.Contains(material.Id) ? material.Standard : $"没有提交。{material.Standard}";
    }

    private static Intended Read(OpenCase open, FormReader form) => new(
        new RecordReview(form.Choices(ChecksField, "核对项", Checks(open), required: false)),
        Reasons.Of(form.LongText(OpinionField, "审查意见", required: false)));

    private static Intended Parse(JsonElement json)
    {
        var body = json.As<Body>();
        return new Intended(new RecordReview(body.Checks), Reasons.Of(body.Reasons));
    }

    private sealed record Body(IReadOnlyList<string> Checks, string? Reasons = null);
}
