using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>What states, ways and differences are called on screen.</summary>
internal static class FeeWords
{
    public static (string Words, StatusKind Kind) Of(ChargeRow charge) => charge.State switch
    {
        ChargeState.Assessing => ("待核定", StatusKind.Active),
        ChargeState.Open => ("待缴", StatusKind.Soon),
        ChargeState.Paid when charge.Refunded.Fen > 0 && charge.Refunded == charge.Amount => ("已全部退费", StatusKind.Neutral),
        ChargeState.Paid when charge.Refunded.Fen > 0 => ("已缴，部分退费", StatusKind.Done),
        ChargeState.Paid => ("已缴", StatusKind.Done),
        _ => ("不用缴", StatusKind.Neutral),
    };

    public static PanelTone Tone(this StatusKind kind) => kind switch
    {
        StatusKind.Active => PanelTone.Active,
        StatusKind.Soon => PanelTone.Soon,
        StatusKind.Bad => PanelTone.Bad,
        StatusKind.Done => PanelTone.Done,
        _ => PanelTone.Neutral,
    };

    public static string Of(RefundState state) => state switch
    {
        RefundState.Asked => "等待批准",
        RefundState.Approved => "已批准，正在退",
        RefundState.Done => "已退",
        _ => "没有批准",
    };

    /// <summary>缴费途径 as the collection service names them.</summary>
    public static string Way(string? way) => way switch
    {
        "online" => "网上",
        "counter" => "窗口",
        "kiosk" => "自助终端",
        "bank" => "银行",
        _ => "其他途径",
    };

    public static string Of(DifferenceKind kind) => kind switch
    {
        DifferenceKind.MissingHere => "对方有，本平台没有",
        DifferenceKind.MissingThere => "本平台有，对方没有",
        _ => "金额不一致",
    };

    public static IReadOnlyList<ChoiceModel> Reasons { get; } =
    [
        new("wrong-amount", "金额有误"), new("paid-twice", "重复缴费"), new("case-ended", "办件撤回或者终止"), new("exempt", "依法应当减免"), new("other", "其他原因", "在下面写明。"),
    ];

    public static IReadOnlyList<ChoiceModel> Means { get; } = [new("cash", "现金"), new("card", "刷卡")];

    public static string ReasonOf(string code) => Reasons.FirstOrDefault(r => r.Value == code)?.Words ?? code;
}
