using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>The public lists that are made from the guides in force: which guides, and what of them.</summary>
/// <param name="Narrow">In the query, where a column says it.</param>
/// <param name="Fits">On the guide.</param>
internal sealed record ItemList(
    string Key, string Title, string Lead, Citation Basis, Func<IQueryable<ItemRow>, IQueryable<ItemRow>> Narrow, Func<Guide, bool> Fits, string Head, Func<Guide, string> Cell)
{
    public static IReadOnlyList<ItemList> All { get; } =
    [
        new("one-visit", "最多跑一次事项清单", "到现场不超过一次的事项。", new Citation("chongqing", "第二十二条"), q => q.Where(i => i.Visits <= 1), g => g.Visits <= 1, "到现场次数", g => $"{g.Visits}"),
        new("on-the-spot", "即办事项清单", "材料齐全的当场办结。", new Citation("chongqing", "第二十五条"), q => q.Where(i => i.OnTheSpot), g => g.OnTheSpot, "办结", _ => "当场"),
        new("one-paper", "一证办事项清单", "只带身份证明就能办：别的材料由我们调取，或者不需要。", new Citation("hebei-city-2022", "三、（五）"), q => q, OnlyOnePaper, "要带的", Brought),
        new("cross-region", "跨域通办事项清单", "在别的地方的大厅也可以交件，由本地办理。", new Citation("qingdao-2023", "第三十六条"), q => q.Where(i => i.CrossesWithin != null), g => g.CrossRegion is not null, "通办方式", g => g.CrossRegion!.Mode.Words()),
    ];

    private static readonly string[] IdentityWords = ["身份证", "身份证明", "营业执照", "社会保障卡", "户口簿"];

    /// <summary>Everything that must always be handed in is fetched by us, but at the most one certificate of who somebody is.</summary>
    internal static bool OnlyOnePaper(Guide guide) => Own(guide).ToList() is var own && own.Count <= 1 && own.TrueForAll(m => m.Kind == MaterialKind.Certificate && IdentityWords.Any(w => m.Name.Contains(w, StringComparison.Ordinal)));

    /// <summary>A form is filled in at the window or online and is no paper that is brought.</summary>
    private static IEnumerable<GuideMaterial> Own(Guide guide) => guide.Materials.Where(m => m is { Required: true, Source: not MaterialSource.Shared } && m.Kind != MaterialKind.Form);

    private static string Brought(Guide guide) => Own(guide).FirstOrDefault()?.Name ?? "什么都不用带";
}
