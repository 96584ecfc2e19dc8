using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>资产种类.</summary>
internal enum AssetKind
{
    System,
    Server,
    Interface,
    DataSet,
}

/// <summary>
/// 定级: systems, servers and interfaces by 等级保护 (GB/T 22240-2020: five levels), sets of data by 数据安全法 第二十一条 (general, important, core). Ungraded is
/// a finding, not a grade.
/// </summary>
internal enum AssetGrade
{
    Ungraded,
    First,
    Second,
    Third,
    Fourth,
    Fifth,
    General,
    Important,
    Core,
}

/// <summary>严重程度 of a vulnerability.</summary>
internal enum Severity
{
    Critical,
    High,
    Medium,
    Low,
}

/// <summary>测评种类: 网络安全等级保护测评, 商用密码应用安全性评估.</summary>
internal enum AssessmentKind
{
    GradedProtection,
    Cryptography,
}

/// <summary>Kinds, grades and levels in the words of the field, and as choices of a form.</summary>
internal static class AssetWords
{
    /// <summary>河北方案 四（四）: the platform's network security, graded and divided by level.</summary>
    public static Citation Basis { get; } = new("hebei-city-2022", "四、（四）");

    public static IReadOnlyList<ChoiceModel> Kinds { get; } = [.. Enum.GetValues<AssetKind>().Select(k => new ChoiceModel(k.ToString(), Of(k)))];

    public static IReadOnlyList<ChoiceModel> Grades { get; } = [.. Enum.GetValues<AssetGrade>().Select(g => new ChoiceModel(g.ToString(), Of(g)))];

    public static IReadOnlyList<ChoiceModel> Severities { get; } = [.. Enum.GetValues<Severity>().Select(s => new ChoiceModel(s.ToString(), Of(s)))];

    public static IReadOnlyList<ChoiceModel> Assessments { get; } = [.. Enum.GetValues<AssessmentKind>().Select(a => new ChoiceModel(a.ToString(), Of(a)))];

    /// <summary>The levels at which a system may be run: the keys of the rulebooks' `org.levels`.</summary>
    public static IReadOnlyList<ChoiceModel> Levels { get; } =
        [new("city", "市级"), new("county", "区县级"), new("town", "镇街级"), new("village", "村社区级")];

    public static string OfLevel(string level) => Levels.FirstOrDefault(l => l.Value == level)?.Words ?? level;

    public static RegionLevel RegionOf(string level) => level switch
    {
        "city" => RegionLevel.City,
        "county" => RegionLevel.County,
        "town" => RegionLevel.Town,
        _ => RegionLevel.Village,
    };

    public static string Of(AssetKind kind) => kind switch
    {
        AssetKind.System => "系统",
        AssetKind.Server => "服务器",
        AssetKind.Interface => "接口",
        _ => "数据集",
    };

    public static string Of(AssetGrade grade) => grade switch
    {
        AssetGrade.First => "第一级",
        AssetGrade.Second => "第二级",
        AssetGrade.Third => "第三级",
        AssetGrade.Fourth => "第四级",
        AssetGrade.Fifth => "第五级",
        AssetGrade.General => "一般数据",
        AssetGrade.Important => "重要数据",
        AssetGrade.Core => "核心数据",
        _ => "还没有定级",
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "超危",
        Severity.High => "高危",
        Severity.Medium => "中危",
        _ => "低危",
    };

    public static string Of(AssessmentKind kind) => kind == AssessmentKind.GradedProtection ? "等级保护测评" : "密码应用安全性评估";

    /// <summary>Data sets are classed, everything else is graded; what has no grade yet may stay so.</summary>
    public static bool Fits(AssetKind kind, AssetGrade grade) =>
        grade == AssetGrade.Ungraded || (kind == AssetKind.DataSet) == grade is AssetGrade.General or AssetGrade.Important or AssetGrade.Core;
}
