using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>上级基本目录的一条, as it was imported from above: nobody here changes it.</summary>
/// <param name="Code">基本编码, 12 signs (older lists 10).</param>
/// <param name="Line">业务条线: whose departments take it over; null: any.</param>
/// <param name="Elements">统一要素 that the upper list lays down, by element name ("受理条件"), in words; empty: none.</param>
internal sealed record UpperEntry(string Code, string Name, ItemType Type, string? Line, IReadOnlyDictionary<string, string> Elements)
{
    /// <summary>What differs from the entry as it was, element by element; the entry's own columns under their names.</summary>
    public IReadOnlyList<(string Element, string? Before, string? After)> Against(UpperEntry before)
    {
        IEnumerable<(string, string?, string?)> own =
        [
            ("事项名称", before.Name, Name), ("事项类型", before.Type.Names().Name, Type.Names().Name),
            .. before.Elements.Keys.Union(Elements.Keys).Select(e => (e, before.Elements.GetValueOrDefault(e), Elements.GetValueOrDefault(e))),
        ];
        return [.. own.Where(e => e.Item2 != e.Item3)];
    }
}

/// <summary>认领结果.</summary>
internal enum ClaimMark
{
    TakenOver,

    /// <summary>不适用, with the reason.</summary>
    NotApplicable,

    /// <summary>指导目录之外的事项, with the reason: listed as a deviation.</summary>
    Extra,
}

/// <summary>对照清单 when the upper list changes: what is done about one element.</summary>
internal enum UpperAnswer
{
    Open,

    /// <summary>采用上级的.</summary>
    TakeOver,

    /// <summary>保留本地的, with the reason.</summary>
    Keep,

    /// <summary>向上级提出疑问.</summary>
    Question,
}

/// <summary>认领规则: a basic list is made from the one above, never invented (青岛办法 第十六条, 河北方案 一（二）, 青岛基层 二（二）2, 重庆办法 第十三条).</summary>
internal static class ClaimRules
{
    /// <param name="upper">Null: the list above has no such entry.</param>
    /// <param name="compiler">`catalog.compiler` of the place.</param>
    public static Outcome<ClaimMark> Decide(UpperEntry? upper, ClaimMark mark, string reason, Rule? compiler, Actor actor, string? line)
    {
        var basis = compiler?.Basis ?? Laws.BasicList;
        if (upper is null && mark != ClaimMark.Extra)
            return new Refusal("catalogue.entry-not-above", "上级目录里没有这个编码，不能认领。请核对编码，或者请上级目录增加。", basis);
        if (mark == ClaimMark.Extra && upper is not null) return new Refusal("catalogue.entry-above", "上级目录里有这个编码，请直接认领。", basis);
        // Only a guidance catalogue may be gone beyond, and only with a reason.
        if (mark == ClaimMark.Extra && compiler?.Value != "city-guidance-catalogue")
            return new Refusal("catalogue.entry-invented", "本地的目录从上级目录里选，不能自己增加。", basis);
        if (mark != ClaimMark.TakenOver && reason.Trim().Length < 4)
            return new Refusal("catalogue.reason-missing", mark == ClaimMark.Extra ? "指导目录之外的事项要写明理由。" : "不适用的要写明理由。", basis);
        if (actor.Role == Role.ManagementOfficer) return mark;
        if (!ByDepartments(compiler)) return new Refusal("catalogue.forbidden", "本地的目录由政务服务管理机构认领，请向它提出。", basis);
        return upper?.Line is null || upper.Line == line ? mark : new Refusal("catalogue.forbidden", "这一条不是您所在部门条线上的，请由对口部门认领。", basis);
    }

    /// <summary>Whether departments claim what is on their line; else the management office claims for all.</summary>
    public static bool ByDepartments(Rule? compiler) => compiler?.Value is "each-department" or "bureau-with-departments";
}
