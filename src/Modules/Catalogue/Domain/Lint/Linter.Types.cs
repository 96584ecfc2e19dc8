using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>事项类型 against what the place's text lists (`catalog.itemTypes`).</summary>
internal static partial class Linter
{
    /// <summary>“等”: the list is open.</summary>
    private const string AndOthers = "等";

    /// <summary>鄠邑细则 第四条 names six powers and leaves the list open: a seventh is taken, with a hint. A list that is closed is closed (青岛办法 第四条).</summary>
    private static IEnumerable<LintFinding> TypeIsOfThePlace(Guide g, LintContext c)
    {
        if (c.Law?.Find("catalog.itemTypes") is not { } listed) yield break;
        var name = g.Type.Names().Name;
        if (listed.Lists(name) || (g.Type != ItemType.PublicService && listed.Lists("行政权力"))) yield break;
        yield return listed.Lists(AndOthers)
            ? Say(g, "type", "type-not-named", Severity.Hint, $"本地列举的事项类型里没有“{name}”，可以办理", "可以归在“其他行政权力”下公布", listed.Basis)
            : Say(g, "type", "type-not-listed", Severity.Error, $"“{name}”不在本地的事项类型里", $"只能是{string.Join('、', listed.Entries)}", listed.Basis);
    }
}
