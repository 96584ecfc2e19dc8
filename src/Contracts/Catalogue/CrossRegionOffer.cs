using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// 跨域通办 (青岛办法 第三十六条; 河北方案 二（四）; 鄠邑细则 第十九条): a window of another place may receive this item. It is handled where it always was,
/// by the rules of that place.
/// </summary>
/// <param name="Within">Only windows in or under this region may receive it (同城通办); null: any.</param>
public sealed record CrossRegionOffer(CrossRegionMode Mode, RegionCode? Within = null)
{
    /// <summary>May a window of this place receive what is handled in that one? A window of the handling place itself needs no offer.</summary>
    public bool Reaches(RegionCode window, RegionCode handling) => !window.Contains(handling) && (Within ?? RegionCode.Nation).Contains(window);
}

public static class CrossRegionModes
{
    public static string Words(this CrossRegionMode mode) => mode switch
    {
        CrossRegionMode.FullOnline => "全程网办",
        CrossRegionMode.ReceiveAndForward => "异地代收代办",
        _ => "多地联办",
    };
}

/// <summary>通办的方式.</summary>
public enum CrossRegionMode
{
    /// <summary>Nothing on paper travels to the handling place: it works on what the window put online.</summary>
    FullOnline,

    /// <summary>The window takes papers in and sends them on with a list.</summary>
    ReceiveAndForward,

    /// <summary>Both places work on it, each with the papers it holds.</summary>
    MultiPlace,
}
