using OneWindow.Ui;

namespace OneWindow.Couriers;

internal enum ParcelDirection
{
    /// <summary>The result, from the hall to the applicant.</summary>
    Return,

    /// <summary>Materials, from the applicant to the hall.</summary>
    PickUp,
}

internal enum ParcelState
{
    /// <summary>Somebody must say which courier.</summary>
    Open,

    /// <summary>On its way to the courier's system.</summary>
    Asked,

    /// <summary>Taken on, with a waybill.</summary>
    Taken,

    OnTheWay,

    Delivered,

    /// <summary>The receiver would not have it.</summary>
    Refused,

    /// <summary>Nobody there, address wrong: back at the hall.</summary>
    Returned,

    Lost,

    Cancelled,
}

/// <summary>What the courier says of a parcel, in our words, and what may follow on what.</summary>
internal static class ParcelStates
{
    private static readonly Dictionary<string, ParcelState> Codes = new(StringComparer.Ordinal)
    {
        ["accepted"] = ParcelState.Taken, ["picked-up"] = ParcelState.OnTheWay, ["on-the-way"] = ParcelState.OnTheWay, ["delivered"] = ParcelState.Delivered,
        ["refused-by-receiver"] = ParcelState.Refused, ["returned"] = ParcelState.Returned, ["lost"] = ParcelState.Lost, ["cancelled"] = ParcelState.Cancelled,
    };

    /// <summary>Null: nothing that we know.</summary>
    public static ParcelState? Read(string? code) => code is not null && Codes.TryGetValue(code, out var state) ? state : null;

    /// <summary>The attempt has failed: the case hears of it, and another way is offered.</summary>
    public static bool HasFailed(this ParcelState state) => state is ParcelState.Refused or ParcelState.Returned or ParcelState.Lost;

    public static bool IsOver(this ParcelState state) => state is ParcelState.Delivered or ParcelState.Cancelled || state.HasFailed();

    /// <summary>News that comes late or twice changes nothing: a parcel goes forward only, and what is over is over.</summary>
    public static bool Follows(this ParcelState next, ParcelState now) => !now.IsOver() && next > now;

    public static string Words(this ParcelState state) => state switch
    {
        ParcelState.Open => "待选寄递企业",
        ParcelState.Asked => "正在下单",
        ParcelState.Taken => "已揽收登记",
        ParcelState.OnTheWay => "运送中",
        ParcelState.Delivered => "已签收",
        ParcelState.Refused => "收件人拒收",
        ParcelState.Returned => "没有投到，已退回",
        ParcelState.Lost => "寄丢了",
        _ => "已取消",
    };

    public static StatusKind Kind(this ParcelState state) => state switch
    {
        ParcelState.Open => StatusKind.Soon,
        ParcelState.Delivered => StatusKind.Done,
        ParcelState.Cancelled => StatusKind.Neutral,
        _ => state.HasFailed() ? StatusKind.Bad : StatusKind.Active,
    };
}
