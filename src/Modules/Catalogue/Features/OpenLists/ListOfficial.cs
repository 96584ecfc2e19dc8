using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>基本目录清单 and 实施清单 at any of their versions (青岛办法 第十五条, 重庆办法 第十三条): why, from when, and how it read then.</summary>
internal static class ListOfficial
{
    private const int MostVersions = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lists/implementation", Implementation).WithName("ListImplementation").AllowEveryone();
        routes.MapGet("/lists/basic", Basic).WithName("ListBasic").AllowEveryone();
    }

    private static Task<IResult> Implementation(HttpContext context, CatalogueDb db, ServedPlaces places, IDirectory directory, TimeProvider clock, CancellationToken cancel, string? place = null, int? version = null, string? file = null, string? after = null) =>
        Show(ListKind.Implementation, "implementation", "实施清单", "本地公布、可以申请的事项。", context, db, places, directory, clock, place, version, file, after, cancel);

    private static Task<IResult> Basic(HttpContext context, CatalogueDb db, ServedPlaces places, IDirectory directory, TimeProvider clock, CancellationToken cancel, string? place = null, int? version = null, string? file = null, string? after = null) =>
        Show(ListKind.Basic, "basic", "基本目录清单", "从上级目录认领的事项，编码与上级一致。", context, db, places, directory, clock, place, version, file, after, cancel);

    private static async Task<IResult> Show(
        ListKind kind, string key, string title, string lead, HttpContext context, CatalogueDb db, ServedPlaces places, IDirectory directory, TimeProvider clock,
        string? place, int? asked, string? file, string? after, CancellationToken cancel)
    {
        var here = await OpenLists.PlaceOf(context, places, place);
        var (now, size) = (clock.Now(), OpenLists.SizeOf(file));
        var versions = await db.ListVersions.AsNoTracking().Where(v => v.Place == here.Number && v.List == kind).OrderByDescending(v => v.Number).Take(MostVersions).ToListAsync(cancel);
        var inForce = await ListVersions.InForce(db, here.Number, kind, now, cancel);
        var shown = asked is { } number ? await db.ListVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Place == here.Number && v.List == kind && v.Number == number, cancel) : inForce;
        if (asked is not null && shown is null) return Pages.Refuse(new Refusal("catalogue.not-found", "没有这个版本的清单。请从清单下面的历次版本进入。", Laws.Lists));
        var all = shown is null ? [] : await ListVersions.At(db, here.Number, kind, shown.Number, cancel);
        var rows = all.Where(l => string.IsNullOrWhiteSpace(after) || string.CompareOrdinal(l.Key, after) > 0).Take(size + 1).ToList();
        var isNow = shown?.Number == inForce?.Number;
        string Department(string id) => directory.Organisation(id)?.Name ?? id;
        return OpenLists.Answer(new ListTableModel(
            key, title, lead, Laws.Lists, here.ToString(), places.NameOf(here), shown?.EffectiveAt.Date ?? now.Date, shown?.Number,
            kind == ListKind.Basic ? ["事项名称", "基本编码", "认领部门"] : ["事项名称", "事项标识", "实施主体", "指南版本"],
            [.. rows.Take(size).Select(l => kind == ListKind.Basic
                ? new ListRowModel(null, [l.Name, l.Key, Department(l.Department)])
                : new ListRowModel(isNow ? l.Key : $"{l.Key}/v/{l.Guide}", [l.Name, l.Key, Department(l.Department), $"第 {l.Guide} 版"]))],
            rows.Count > size ? rows[size - 1].Key : null)
        {
            Notes = shown is null ? [] : [.. new[] { isNow ? null : inForce is { } current ? $"这不是现行版本，现行的是第 {current.Number} 版。" : "这个版本还没有生效。", Words(shown), $"{Ui.Words.ShortOf(shown.At.Date)}公布。" }.OfType<string>()],
            Versions = [.. versions.Select(v => new ListVersionModel(v.Number, Words(v), $"/lists/{key}?place={here}&version={v.Number}", v.Number == shown?.Number))],
            Query = asked is { } n ? $"&version={n}" : "",
        }, file);
    }

    internal static string Words(ListVersionRow version) => $"第 {version.Number} 版，{Ui.Words.ShortOf(version.EffectiveAt.Date)}起；原因：{RequestWords.Of(version.Reason)}。{version.Why}";
}
