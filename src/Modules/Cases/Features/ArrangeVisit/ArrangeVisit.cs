using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>约定现场核查: the office proposes day, hour and two officers; the window may write down what the applicant says by telephone (行政许可法 第三十四条).</summary>
internal static class ArrangeVisit
{
    public const string DayField = "visit-day";
    public const string HourField = "visit-hour";
    public const string FirstField = "visit-officer-1";
    public const string SecondField = "visit-officer-2";

    public static IReadOnlyList<ChoiceModel> Hours { get; } =
        [.. new[] { "09:00", "09:30", "10:00", "10:30", "11:00", "14:00", "14:30", "15:00", "15:30", "16:00" }.Select(h => new ChoiceModel(h, h))];

    public static WorkAct Proposing { get; } = new(nameof(ProposeVisit), "visit", CaseReach.Reviewers, Read, json => json.As<Body>() is var body
        ? new Intended(new ProposeVisit(body.On, body.From, body.Officers))
        : throw new JsonException())
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.visit-day"] = DayField, ["cases.visit-too-late"] = DayField, ["cases.officers-too-few"] = SecondField, ["cases.inspector-unfit"] = FirstField,
        },
        Filled = (open, _, _) => open.State.Work?.Visit is { Standing: VisitStanding.Moved } moved
            ? FormState.Of((DayField, Words.Machine(moved.On)), (HourField, Words.Of(moved.From)), (FirstField, moved.Officers[0]), (SecondField, moved.Officers[^1]))
            : FormState.Empty,
    };

    /// <summary>What the applicant said by telephone or at the window.</summary>
    public static WorkAct Answering { get; } = new(
        nameof(AnswerVisit), "visit-answer", CaseReach.Receivers, (_, _) => new Intended(new AnswerVisit(null, null)), _ => new Intended(new AnswerVisit(null, null)));

    public static IReadOnlyList<ChoiceModel> Officers(OpenCase open) =>
    [
        .. open.Context.Staff.Where(m => m.Role is (Role.Reviewer or Role.ChiefRepresentative) && !open.Context.Interests.ContainsKey(m.Id))
            .Select(m => new ChoiceModel(m.Id, m.Unit is null ? m.Name : $"{m.Name}（{m.Unit}）")),
    ];

    public static TimeOnly HourOf(string chosen) => TimeOnly.TryParse(chosen, System.Globalization.CultureInfo.InvariantCulture, out var hour) ? hour : default;

    private static Intended Read(OpenCase open, FormReader form)
    {
        var on = form.Date(DayField, "日期") ?? default;
        var from = HourOf(form.Choice(HourField, "时间", Hours));
        var (first, second) = (form.Choice(FirstField, "第一名核查人员", Officers(open)), form.Choice(SecondField, "第二名核查人员", Officers(open)));
        return new Intended(new ProposeVisit(on, from, [first, second]));
    }

    private sealed record Body(DateOnly On, TimeOnly From, IReadOnlyList<string> Officers);
}
