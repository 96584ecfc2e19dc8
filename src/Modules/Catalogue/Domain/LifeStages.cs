namespace OneWindow.Catalogue;

/// <summary>
/// 全生命周期 (河北方案 三（一）): the stages of a person's and a company's life, each by the themes of the national code set that belong to it.
/// </summary>
/// <param name="Key">In addresses.</param>
internal sealed record LifeStage(string Key, string Name, bool OfPersons, IReadOnlyList<string> Themes);

internal static class LifeStages
{
    public static IReadOnlyList<LifeStage> All { get; } =
    [
        new("birth", "出生", true, ["p005"]),
        new("school", "上学", true, ["p020"]),
        new("work", "就业创业", true, ["p030", "p035", "p050"]),
        new("marriage", "结婚", true, ["p060"]),
        new("home", "安家和落户", true, ["p075", "p010"]),
        new("health", "看病和社保", true, ["p145", "p085"]),
        new("old-age", "退休和养老", true, ["p150", "p065"]),
        new("death", "身后", true, ["p155"]),
        new("founding", "开办和变更", false, ["c005"]),
        new("licences", "准营准办", false, ["c010", "c015"]),
        new("staff", "用工和社保", false, ["c030", "c035"]),
        new("closing", "注销", false, ["c165"]),
    ];

    /// <summary>Where a bundle is filed: the stage of its first theme for the audience.</summary>
    public static LifeStage? Of(IEnumerable<string> themes, bool persons) =>
        themes.Where(t => t[0] == (persons ? 'p' : 'c')).Select(t => All.FirstOrDefault(s => s.OfPersons == persons && s.Themes.Contains(t))).FirstOrDefault(s => s is not null);
}
