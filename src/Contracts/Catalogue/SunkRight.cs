using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>下沉方式 (青岛办法 第二十一条; 河北方案 四（一）).</summary>
public enum SinkDownMode
{
    /// <summary>委托受理.</summary>
    Receive,

    /// <summary>授权办理.</summary>
    Decide,

    /// <summary>帮办代办.</summary>
    Help,
}

/// <summary>What somebody at a venue of a town or a village wants to do with an application.</summary>
public enum VenueAct
{
    /// <summary>指导、帮着填、代为递交.</summary>
    Help,

    /// <summary>收件、受理.</summary>
    Receive,

    /// <summary>审查、决定.</summary>
    Decide,
}

/// <summary>下沉: an item may be had at a venue of a town or a village, from a day on; the posts of that place are meant, not those above or below it.</summary>
/// <param name="Venue">The hall's organisation.</param>
/// <param name="Place">The town's or the village's.</param>
/// <param name="Until">The first day on which it is no longer had there; null: open.</param>
public sealed record SunkRight(SinkDownMode Mode, string Venue, string VenueName, RegionCode Place, DateOnly From, DateOnly? Until)
{
    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day < Until);
}

/// <summary>An item that a venue has.</summary>
public sealed record SunkItem(string Item, string Name, SinkDownMode Mode);

public static class SinkDownModes
{
    public static string Words(this SinkDownMode mode) => mode switch
    {
        SinkDownMode.Receive => "委托受理",
        SinkDownMode.Decide => "授权办理",
        _ => "帮办代办",
    };

    public static bool Allows(this SinkDownMode mode, VenueAct act) => act switch
    {
        VenueAct.Help => true,
        VenueAct.Receive => mode is SinkDownMode.Receive or SinkDownMode.Decide,
        _ => mode == SinkDownMode.Decide,
    };
}
