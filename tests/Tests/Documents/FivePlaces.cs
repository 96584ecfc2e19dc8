using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Documents;

/// <summary>The five places whose texts we have, and one that has none of its own: there the base law stands alone.</summary>
internal static class FivePlaces
{
    /// <summary>西安市未央区, for which no local text is here.</summary>
    public static readonly RegionCode BaseLaw = RegionCode.Parse("610112");

    public static readonly IReadOnlyList<(string Key, string Name, RegionCode Place)> All =
    [
        ("qingdao", "青岛", TheLaw.Shinan), ("qingdao-town", "青岛镇街", TheLaw.ShinanTown), ("hebei-city", "河北某市", TheLaw.HebeiCity),
        ("chongqing", "重庆", TheLaw.Shapingba), ("huyi", "鄠邑", TheLaw.Huyi),
    ];

    /// <summary>《青岛办法》第二十六条, from a citation.</summary>
    public static string Cited(Citation basis) => $"《{TheLaw.All.FirstOrDefault(r => r.Key == basis.Rulebook)?.Short ?? basis.Rulebook}》{basis.Article}";
}
