using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>公开清单: the index of all public lists, and those that are made from the guides in force; each on a page and as a file.</summary>
internal static class OpenLists
{
    public const int PageSize = 200;

    /// <summary>A file has them all, but not without end.</summary>
    public const int MostInFile = 20_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lists", Index).WithName(nameof(OpenLists)).AllowEveryone();
        foreach (var list in ItemList.All)
        {
            routes.MapGet($"/lists/{list.Key}", (HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, IDirectory directory, TimeProvider clock, CancellationToken cancel, string? place = null, string? after = null, string? file = null) =>
                Handle(list, context, db, guides, places, directory, clock, place, after, file, cancel)).WithName($"List-{list.Key}").AllowEveryone();
        }
    }

    /// <summary>On the page, or as the file asked for.</summary>
    internal static IResult Answer(ListTableModel list, string? file) =>
        file is not null && ListFiles.Kinds.Contains(file) ? ListFiles.Of(list, file) : Pages.Show<ListPage>(list);

    internal static async ValueTask<RegionCode> PlaceOf(HttpContext context, ServedPlaces places, string? place) =>
        RegionCode.TryParse(place, out var asked) && asked != RegionCode.Nation ? asked : await places.Of(context);

    internal static int SizeOf(string? file) => file is not null && ListFiles.Kinds.Contains(file) ? MostInFile : PageSize;

    private static async Task<IResult> Index(HttpContext context, ServedPlaces places)
    {
        var here = await places.Of(context);
        return Pages.Show<ListsPage>(new ListsPageModel(places.NameOf(here),
        [
            new("实施清单", "本地公布、可以申请的全部事项，每一版都能看。", "/lists/implementation"),
            new("基本目录清单", "从上级目录认领的事项。", "/lists/basic"),
            new("变更公告", "清单和指南改了什么，可以订阅。", "/lists/changes"),
            .. ItemList.All.Select(l => new ListLinkModel(l.Title, l.Lead, $"/lists/{l.Key}")),
            new("容缺受理清单", "主要材料齐了先受理，其余稍后补。", "/tolerance"),
            new("告知承诺清单", "书面承诺就不用交的材料。", "/commitments"),
            new("保留证明事项清单", "还要您提供的证明，清单之外的不收。", "/lists/retained-proofs"),
            new("中介服务事项清单", "要由中介机构出具的材料。", "/lists/intermediaries"),
            new("下沉事项清单", "在镇街和村社区就能办的事项。", "/lists/sink-down"),
            new("进驻负面清单", "不进政务服务中心办理的事项和理由。", "/lists/not-stationed"),
            new("收费目录", "收费的项目、标准和依据。", "/fees"),
        ]));
    }

    private static async Task<IResult> Handle(
        ItemList list, HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, IDirectory directory, TimeProvider clock,
        string? place, string? after, string? file, CancellationToken cancel)
    {
        var here = await PlaceOf(context, places, place);
        var size = SizeOf(file);
        var query = list.Narrow(new ItemFilter(here).Apply(db));
        if (!string.IsNullOrWhiteSpace(after)) query = query.Where(i => string.Compare(i.Key, after) > 0);
        var keys = await query.OrderBy(i => i.Key).Select(i => i.Key).Take(size + 1).ToListAsync(cancel);
        var rows = new List<ListRowModel>();
        foreach (var key in keys.Take(size))
        {
            if (await guides.Current(key, cancel) is not { } guide || !list.Fits(guide)) continue;
            rows.Add(new ListRowModel(key, [guide.Name, directory.Organisation(guide.Organisation)?.Name ?? guide.Organisation, guide.BasicCode ?? "", guide.Type.Names().Name, guide.PromisedLimit.ToString(), list.Cell(guide)]));
        }

        return Answer(new ListTableModel(
            list.Key, list.Title, list.Lead, list.Basis, here.ToString(), places.NameOf(here), clock.Now().Date, null,
            ["事项名称", "实施主体", "基本编码", "事项类型", "承诺时限", list.Head], rows, keys.Count > size ? keys[size - 1] : null), file);
    }
}

public sealed record ListLinkModel(string Title, string Lead, string Path);

public sealed record ListsPageModel(string PlaceName, IReadOnlyList<ListLinkModel> Lists);
