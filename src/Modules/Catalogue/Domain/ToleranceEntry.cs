using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>容缺受理清单的一条 (河北方案 三（四）): made from the guide, so that list and guide cannot differ.</summary>
/// <param name="Main">Names of the main materials: without one of them nothing is accepted.</param>
/// <param name="Tolerable">Names of the materials that may follow.</param>
internal sealed record ToleranceEntry(string Item, string Name, IReadOnlyList<string> Main, IReadOnlyList<string> Tolerable)
{
    /// <summary>Null where nothing may follow: the item does not stand in the list.</summary>
    public static ToleranceEntry? Of(Guide guide)
    {
        IReadOnlyList<string> tolerable = [.. guide.Materials.Where(m => m.Tolerable).Select(m => m.Name)];
        return tolerable.Count == 0 ? null : new(guide.Item, guide.Name, [.. guide.Materials.Where(m => m.Main).Select(m => m.Name)], tolerable);
    }
}
