using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>
/// 政务服务层级 of a place, from the rulebooks' `org.levels`: 市、区（市）、镇街、村社区 in Qingdao (青岛办法 第七条), 市、区县、乡镇 in
/// Chongqing, where the municipality is a province by its code and the "市辖区" between is no level at all.
/// </summary>
internal sealed class PlaceLevels
{
    private static readonly RegionLevel[] Everywhere = [RegionLevel.Province, RegionLevel.City, RegionLevel.County, RegionLevel.Town, RegionLevel.Village];
    private readonly List<RegionLevel> levels;

    public PlaceLevels(RuleSet rules)
    {
        var rule = rules.Find("org.levels");
        Basis = rule?.Basis ?? PlatformRules.Order;
        levels = rule is null ? [.. Everywhere] : [.. rule.Entries.Select(e => Enum.Parse<RegionLevel>(e, ignoreCase: true))];
        // Points below the lowest level that the rulebook names (村社区便民服务点) hang from it.
        levels.AddRange(Everywhere.Where(l => l > levels[^1]).ToList());
    }

    public Citation Basis { get; }

    public bool Has(RegionLevel level) => levels.Contains(level);

    /// <summary>The level directly above; null at the top of the place's own tree.</summary>
    public RegionLevel? Above(RegionLevel level) => levels.IndexOf(level) is > 0 and var index ? levels[index - 1] : null;

    public static string Word(RegionLevel level) => level switch
    {
        RegionLevel.Province => "省（直辖市）",
        RegionLevel.City => "市",
        RegionLevel.County => "区（县、市）",
        RegionLevel.Town => "镇（街道）",
        RegionLevel.Village => "村（社区）",
        _ => "全国",
    };
}
