namespace OneWindow.Catalogue;

/// <summary>下沉方式 (青岛办法 第二十一条; 河北方案 四（一）).</summary>
internal enum SinkDownMode
{
    /// <summary>委托受理.</summary>
    Receive,

    /// <summary>授权办理.</summary>
    Decide,

    /// <summary>帮办代办.</summary>
    Help,
}

/// <summary>What somebody at a venue wants to do with an application.</summary>
internal enum VenueAct
{
    /// <summary>指导、帮着填、代为递交.</summary>
    Help,

    /// <summary>收件、受理.</summary>
    Receive,

    /// <summary>审查、决定.</summary>
    Decide,
}

/// <summary>What a mode permits, and how far a place has brought its items down. Pure.</summary>
internal static class SinkDown
{
    public static string Words(SinkDownMode mode) => mode switch
    {
        SinkDownMode.Receive => "委托受理",
        SinkDownMode.Decide => "授权办理",
        _ => "帮办代办",
    };

    /// <summary>In plain words, for the list's page.</summary>
    public static string Meaning(SinkDownMode mode) => mode switch
    {
        SinkDownMode.Receive => "委托受理：可以在这里交件、当场受理，由原来的部门审查和决定。",
        SinkDownMode.Decide => "授权办理：从受理到决定都在这里办完。",
        _ => "帮办代办：这里的人帮您填、替您递交，受理和决定仍在原来的部门。",
    };

    public static bool Allows(SinkDownMode mode, VenueAct act) => act switch
    {
        VenueAct.Help => true,
        VenueAct.Receive => mode is SinkDownMode.Receive or SinkDownMode.Decide,
        _ => mode == SinkDownMode.Decide,
    };

    /// <summary>缺口: the domains that a venue has nothing of.</summary>
    public static IReadOnlyList<string> Gaps(IEnumerable<string> demanded, IEnumerable<string> offered) => [.. demanded.Except(offered, StringComparer.Ordinal)];
}
