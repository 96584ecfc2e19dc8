using System.Text;
using System.Text.RegularExpressions;

namespace OneWindow.Catalogue;

/// <summary>
/// 兜底说法 (重庆办法 第十四条, 鄠邑细则 第七条): the words a place lists, and those that say the same in a disguise. Fixed names never trigger:
/// each exemption has its reason.
/// </summary>
internal static partial class VagueWords
{
    /// <summary>固定名称 that hold a listed word but name one thing.</summary>
    private static readonly (string Name, string Why)[] FixedNames =
    [
        ("其他行政权力", "事项类型的名称（青岛办法 第四条）"),
        ("其他组织", "服务对象代码集里的一类（GB/T 39046 A.4）"),
        ("其他法人", "服务对象代码集里的一类"),
        ("其他应收款", "会计科目的名称"),
        ("其他应付款", "会计科目的名称"),
        ("其他业务收入", "会计科目的名称"),
        ("其他不宜网办", "河北方案列出的理由名称"),
        ("其他权利登记", "不动产登记类型的名称"),
        ("有关联", "“关联”是另一个词"),
        ("相关性", "“相关性”是另一个词"),
    ];

    /// <summary>Whole-guide places: these two always (重庆办法 第十四条 names them).</summary>
    private static readonly string[] Anywhere = ["其他材料", "有关部门"];

    private static readonly string[] InMaterials = ["其他", "有关"];

    /// <param name="listed">The place's own words; null: the two lists that rulebooks name.</param>
    /// <returns>The words that are vague; null: none.</returns>
    public static string? InMaterial(string? text, IReadOnlyList<string>? listed) => Find(text, [.. InMaterials, .. Anywhere, .. listed ?? []]) ?? Disguised(text, material: true);

    /// <summary>A line of conditions must not trail off either.</summary>
    public static string? InCondition(string? text, IReadOnlyList<string>? listed) => InText(text, listed) ?? (TrailsOff().IsMatch(text ?? "") ? "等" : null);

    [GeneratedRegex("等等?[。；]?$|……[。；]?$")]
    private static partial Regex TrailsOff();

    public static string? InText(string? text, IReadOnlyList<string>? listed) => Find(text, [.. Anywhere, .. (listed ?? []).Where(l => l.Length > 2)]) ?? Disguised(text, material: false);

    /// <summary>The listed words alone, for whoever checks at import.</summary>
    public static string? Find(string? text, IEnumerable<string> words)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var plain = Plain(text);
        return words.FirstOrDefault(w => plain.Contains(w, StringComparison.Ordinal) && !(w == "有关" && !Loose().IsMatch(plain)));
    }

    private static string? Disguised(string? text, bool material)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var plain = Plain(text);
        if (CatchAll().Match(plain) is { Success: true } found) return found.Value;
        if (Open().Match(plain) is { Success: true } open) return open.Value;
        return material && Trailing().Match(plain) is { Success: true } trailing ? trailing.Value : null;
    }

    /// <summary>Without spaces, odd widths, names of laws and fixed names; 其它 is 其他.</summary>
    private static string Plain(string text)
    {
        var plain = Law().Replace(string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('​' or '·' or '*' or '-' or '_'))), "").Replace('它', '他');
        return FixedNames.Aggregate(plain, (rest, name) => rest.Replace(name.Name, "", StringComparison.Ordinal));
    }

    [GeneratedRegex("《[^》]*》")]
    private static partial Regex Law();

    /// <summary>有关 that stands before what it leaves open, not in 与…有关 or 有关联.</summary>
    [GeneratedRegex("有关(?![联于系]|$|[，。；、）的])|(?<![与和同跟])(?<=^|[，。；、（及和或])有关")]
    private static partial Regex Loose();

    /// <summary>其他, 相关, 各类 before what should have been named; 等 after what was.</summary>
    [GeneratedRegex("(?:其他|其余|别的|另外的?|(?<!与[^，。；]{0,12})(?:相关|有关)的?|相应的?|各类|各种|若干|一切|必要的)(?:所需|需要|必要|必备|应当具备|应当符合|应当提交|补充|职能)?的?(?:补充)?(?:证明|说明)?(?:材料|资料|文件|证件|证明|手续|条件|情形|情况|要求|部门|单位|机关|机构|人员|科室|负责人|规定|政策|法律|法规|事项|凭证|文书|证照|费用|依据|程序|环节|标准|规格)|(?:其他|其余)[^，。；]{1,8}的(?:情形|条件|材料|资料|文件|要求|情况|人员)|与(?:本?申请|办理|本?事项|审批|业务)[^，。；]{0,6}(?:有关|相关)的?(?:证明)?(?:材料|资料|文件)|等(?:相关|有关|其他|各类|各种)?的?(?:证明)?(?:材料|资料|文件|证件|证明|手续|条件|情形|要求|部门|单位)")]
    private static partial Regex CatchAll();

    /// <summary>Left to whoever receives: 视情况, 另行通知, 审批机关认为需要的, 以窗口要求为准, 按上级文件.</summary>
    [GeneratedRegex(
        "认为(?:有?必要|需要|应当|应该|可以|合适|符合)|视(?:具体|实际)?情况?|视情|根据(?:实际|具体)?(?:情况|需要)(?:提供|提交|补充|要求|另行|而定|决定|确定)|另行(?:通知|要求|告知|规定|确定)|另有(?:要求|规定)的?从其"
        + "|以[^，。；]{0,8}(?:实际|窗口|现场|审批|审核|工作人员|经办|部门|告知|通知|要求|意见|解释|口径)[^，。；]{0,6}为准|具体(?:以|按|由)[^，。；]{1,12}(?:为准|确定|决定)"
        + "|(?:窗口|工作人员|经办人|审批(?:部门|机关|人员)|上级(?:主管)?(?:部门|单位|文件)?)[^，。；]{0,6}(?:要求|规定|告知|认可)的|按(?:照)?(?:窗口|现场|工作人员|审批(?:人员|机关|部门)?|上级|部门|主管部门|有关|相关)[^，。；]{0,10}(?:要求|规定|政策|意见|情况|标准|执行|提供|准备|填写)"
        + "|(?:要求|需要|应当|必须|规定)(?:提供|提交|补充|准备)的(?:材料|资料|文件|证明)|^按(?:照)?(?:要求|规定|需要)|按规定(?:提供|提交|办理|流转|执行|准备)|(?:法律、?法规|规章|政策|上级)(?:和政策)?规定的(?:材料|资料|文件|证明|其他|条件|要求)"
        + "|符合上级|会议纪要|协商确定|面议|包括但不限于|不限于|兜底|原则上(?:须|应|需)")]
    private static partial Regex Open();

    /// <summary>身份证、户口簿等</summary>
    [GeneratedRegex("等$|等[）。；]|等等|之类|及(?:其)?(?:相关|有关)|……|\\.\\.\\.")]
    private static partial Regex Trailing();
}
