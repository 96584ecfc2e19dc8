using System.Text.Json;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>听证 at the workbench: the right is told, a request received, the hearing recorded by its chair (行政许可法 第四十七条、第四十八条).</summary>
internal static class HoldHearings
{
    public const string RecordField = "hearing-record";
    public const string DayField = "hearing-day";
    public const string HourField = "hearing-hour";
    public const string PlaceField = "hearing-place";
    public const string OthersField = "hearing-others";
    public const string PublicField = "hearing-public";

    public static IReadOnlyList<ChoiceModel> Public { get; } =
        [new("no", "逐一通知", "利害关系人都知道是谁。"), new("yes", "同时公告", "登在“听证公告”页上，谁都看得到，可以旁听。")];

    public static WorkAct Telling { get; } = new(
        nameof(TellHearingRight), "hearing-right", CaseReach.Reviewers, (_, _) => new Intended(new TellHearingRight()), _ => new Intended(new TellHearingRight()));

    public static WorkAct Asking { get; } = new(
        nameof(RequestHearing), "hearing-request", CaseReach.Receivers, (_, _) => new Intended(new RequestHearing()), _ => new Intended(new RequestHearing()));

    public static WorkAct Announcing { get; } = new(nameof(AnnounceHearing), "hearing-notice", CaseReach.Reviewers, ReadCall, ParseCall)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.hearing-too-soon"] = DayField, ["cases.hearing-too-far"] = DayField, ["cases.hearing-place"] = PlaceField, ["cases.others-not-told"] = OthersField,
        },
    };

    public static WorkAct Act { get; } = new(
        nameof(HoldHearing), "hearing", CaseReach.Reviewers,
        (_, form) => new Intended(new HoldHearing(), Reasons.Of(form.LongText(RecordField, "听证笔录", 10_000, required: false))),
        body => new Intended(new HoldHearing(), Reasons.Of(body.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.report-missing"] = RecordField },
    };

    private static Intended ReadCall(OpenCase open, FormReader form)
    {
        var on = form.Date(DayField, "日期") ?? default;
        var from = ArrangeVisit.HourOf(form.Choice(HourField, "时间", ArrangeVisit.Hours));
        var place = form.Text(PlaceField, "地点", 100);
        var announced = form.Choice(PublicField, "公告", Public) == "yes";
        return Called(on, from, place, announced, form.LongText(OthersField, "怎样通知利害关系人", 500, required: false));
    }

    private static Intended ParseCall(JsonElement json)
    {
        var body = json.As<CallBody>();
        return Called(body.On, body.From, body.Place, body.Public, body.Others);
    }

    private static Intended Called(DateOnly on, TimeOnly from, string place, bool announced, string? others) =>
        new(new AnnounceHearing(on, from, place.Trim(), announced), Reasons.Of(others));

    private sealed record CallBody(DateOnly On, TimeOnly From, string Place, bool Public = false, string? Others = null);
}
