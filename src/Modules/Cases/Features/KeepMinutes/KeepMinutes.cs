using System.Text.Json;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>登记会议纪要: number, day, who attended and what was resolved, before anybody signs what the item reserves for a body (青岛办法 第三十九条).</summary>
internal static class KeepMinutes
{
    public const string NumberField = "minutes-number";
    public const string DayField = "minutes-day";
    public const string AttendeesField = "minutes-attendees";
    public const string OutcomeField = "minutes-outcome";
    public const string WordsField = "minutes-words";

    public static IReadOnlyList<ChoiceModel> Outcomes { get; } = [new(nameof(MinutesOutcome.Approve), "同意批准"), new(nameof(MinutesOutcome.Refuse), "不同意批准")];

    public static WorkAct Act { get; } = new(nameof(RecordMinutes), "minutes", CaseReach.Reviewers, Read, Parse)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.minutes-number-missing"] = NumberField, ["cases.minutes-day"] = DayField, ["cases.attendees-too-few"] = AttendeesField, ["cases.reasons-missing"] = WordsField,
        },
    };

    private static Intended Read(OpenCase open, FormReader form)
    {
        var number = form.Text(NumberField, "纪要编号", max: 60);
        var on = form.Date(DayField, "会议日期") ?? default;
        var attendees = Names(form.LongText(AttendeesField, "参加人员"));
        var outcome = Enum.TryParse<MinutesOutcome>(form.Choice(OutcomeField, "结果", Outcomes), out var chosen) ? chosen : default;
        return Made(number, on, attendees, outcome, form.LongText(WordsField, "会议的意见", required: false));
    }

    private static Intended Parse(JsonElement json)
    {
        var body = json.As<Body>();
        return Made(body.Number, body.On, body.Attendees, body.Outcome, body.Reasons);
    }

    private static Intended Made(string number, DateOnly on, IReadOnlyList<string> attendees, MinutesOutcome outcome, string? words) => new(
        new RecordMinutes(new Minutes(number, on, attendees.Distinct().Count(), outcome)),
        string.IsNullOrWhiteSpace(words) ? null : new Reasons($"参加人员：{string.Join('、', attendees)}\n{words.Trim()}"));

    private static string[] Names(string text) => text.Split(['\n', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private sealed record Body(string Number, DateOnly On, IReadOnlyList<string> Attendees, MinutesOutcome Outcome, string? Reasons = null);
}
