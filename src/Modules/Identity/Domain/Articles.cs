using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>The articles that this module's refusals cite, by the rulebook that binds the place.</summary>
internal static class Articles
{
    private const string Law = "licensing-law-2019";

    /// <summary>行政许可法 第二十四条第三款: what was entrusted is not entrusted on.</summary>
    public static Citation NoFurtherEntrusting { get; } = new(Law, "第二十四条");

    /// <summary>行政许可法 第二十九条: who applies may let somebody else apply for him.</summary>
    public static Citation Agents { get; } = new(Law, "第二十九条");

    /// <summary>Who may handle: organs, empowered organisations, entrusted ones.</summary>
    public static Citation Handlers(RuleSet rules) => rules.Profile switch
    {
        "qingdao-2023" => new("qingdao-2023", "第三条"),
        "chongqing" => new("chongqing", "第二条"),
        _ => new(Law, "第二十三条"),
    };

    /// <summary>Who manages government services in a place.</summary>
    public static Citation Offices(RuleSet rules) => rules.Profile switch
    {
        "qingdao-2023" => new("qingdao-2023", "第十条"),
        "chongqing" => new("chongqing", "第十条"),
        "huyi-2021" => new("huyi-2021", "第三条"),
        _ => PlatformRules.Permission,
    };
}
