using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>变更公告 (重庆办法 第十四条): what was changed in a place's lists and guides, old beside new; as a page and as a feed (Atom) for programs.</summary>
internal static class FollowChanges
{
    private const int MostVersions = 30;
    private const int MostLines = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lists/changes", Bulletin).WithName(nameof(FollowChanges)).AllowEveryone();
        routes.MapGet("/feed.xml", Feed).WithName("FollowChangesAsFeed").AllowEveryone();
        routes.MapGet("/items/{item}/feed.xml", ItemFeed).WithName("FollowItemAsFeed").AllowEveryone();
    }

    private static async Task<IResult> Bulletin(HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, IDirectory directory, CancellationToken cancel, string? place = null)
    {
        var here = await OpenLists.PlaceOf(context, places, place);
        var changes = new List<BulletinModel>();
        foreach (var version in await Versions(db, here, cancel))
        {
            var lines = await db.ListLines.AsNoTracking().Where(l => l.Place == version.Place && l.List == version.List && l.Number == version.Number).OrderBy(l => l.Key).Take(MostLines + 1).ToListAsync(cancel);
            var shown = new List<BulletinLineModel>();
            foreach (var line in lines.Take(MostLines))
            {
                shown.Add(new BulletinLineModel(
                    version.List == ListKind.Implementation ? $"/items/{line.Key}/history" : null, line.Name, Words(line.Step), directory.Organisation(line.Department)?.Name ?? line.Department,
                    version.List == ListKind.Implementation && line.Step == ListStep.Changed ? await Differences(guides, line.Key, line.Guide, cancel) : []));
            }

            changes.Add(new BulletinModel($"v-{version.List}-{version.Number}".ToLowerInvariant(), $"{Name(version.List)}{ListOfficial.Words(version)}", version.At, $"/lists/{Key(version.List)}?place={here}&version={version.Number}", shown, lines.Count > MostLines));
        }

        return Pages.Show<BulletinPage>(new BulletinPageModel(here.ToString(), places.NameOf(here), changes));
    }

    /// <summary>Against the version before it, in words; the first version differs from nothing.</summary>
    internal static async Task<IReadOnlyList<OldAndNewModel>> Differences(PublishedGuides guides, string item, int version, CancellationToken cancel) =>
        version > 1 && await guides.Version(item, version - 1, cancel) is { } before && await guides.Version(item, version, cancel) is { } after
            ? [.. GuideDiff.Of(before, after).Select(d => new OldAndNewModel(d.What is null ? d.Element : $"{d.Element}：{d.What}", d.Before, d.After))] : [];

    private static Task<List<ListVersionRow>> Versions(CatalogueDb db, RegionCode here, CancellationToken cancel) =>
        db.ListVersions.AsNoTracking().Where(v => v.Place == here.Number).OrderByDescending(v => v.At).ThenByDescending(v => v.Number).Take(MostVersions).ToListAsync(cancel);

    private static async Task<IResult> Feed(HttpContext context, CatalogueDb db, ServedPlaces places, PublicAddress address, TimeProvider clock, CancellationToken cancel, string? place = null)
    {
        var here = await OpenLists.PlaceOf(context, places, place);
        var entries = (await Versions(db, here, cancel)).Select(v => new FeedEntry(
            address.Of($"/lists/{Key(v.List)}?place={here}&version={v.Number}"), $"{Name(v.List)}第 {v.Number} 版（{RequestWords.Of(v.Reason)}）", v.Why, v.At));
        return Atom(address.Of($"/feed.xml?place={here}"), $"{places.NameOf(here)}政务服务事项变更", address.Of($"/lists/changes?place={here}"), [.. entries], clock.Now());
    }

    private static async Task<IResult> ItemFeed(string item, CatalogueDb db, PublishedGuides guides, PublicAddress address, TimeProvider clock, CancellationToken cancel)
    {
        if (await guides.StandingOf(item, cancel) is null) return Results.NotFound();
        var rows = await db.Versions.AsNoTracking().Where(v => v.Item == item).OrderByDescending(v => v.Version).Take(MostVersions).Select(v => new { v.Version, v.PublishedAt, v.EffectiveAt }).ToListAsync(cancel);
        var name = (await guides.Current(item, cancel))?.Name ?? item;
        var entries = new List<FeedEntry>();
        foreach (var row in rows)
        {
            var differences = await Differences(guides, item, row.Version, cancel);
            var words = differences.Count == 0 ? "首次公布" : string.Join("；", differences.Take(MostLines).Select(d => $"{d.What}：{d.Before ?? "无"} → {d.After ?? "无"}"));
            entries.Add(new FeedEntry(address.Of($"/items/{item}/v/{row.Version}"), $"{name}办事指南第 {row.Version} 版，{Ui.Words.ShortOf(row.EffectiveAt.Date)}起", words, row.PublishedAt));
        }

        return Atom(address.Of($"/items/{item}/feed.xml"), $"{name}办事指南变更", address.Of($"/items/{item}/history"), entries, clock.Now());
    }

    private sealed record FeedEntry(string Address, string Title, string Words, Instant At);

    private static IResult Atom(string self, string title, string page, IReadOnlyList<FeedEntry> entries, Instant now)
    {
        const string Namespace = "http://www.w3.org/2005/Atom";
        using var into = new MemoryStream();
        using (var xml = XmlWriter.Create(into, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteElementString("id", Namespace, self);
            xml.WriteElementString("title", Namespace, title);
            xml.WriteElementString("updated", Namespace, Ui.Words.Machine(entries.Count > 0 ? entries.Max(e => e.At) : now));
            Link(xml, "self", self);
            Link(xml, "alternate", page);
            xml.WriteStartElement("author", Namespace);
            xml.WriteElementString("name", Namespace, "政务服务管理机构");
            xml.WriteEndElement();
            foreach (var entry in entries)
            {
                xml.WriteStartElement("entry", Namespace);
                xml.WriteElementString("id", Namespace, entry.Address);
                xml.WriteElementString("title", Namespace, entry.Title);
                xml.WriteElementString("updated", Namespace, Ui.Words.Machine(entry.At));
                xml.WriteElementString("summary", Namespace, entry.Words);
                Link(xml, "alternate", entry.Address);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return Results.Bytes(into.ToArray(), "application/atom+xml; charset=utf-8");

        static void Link(XmlWriter xml, string rel, string href)
        {
            xml.WriteStartElement("link", Namespace);
            xml.WriteAttributeString("rel", rel);
            xml.WriteAttributeString("href", href);
            xml.WriteEndElement();
        }
    }

    private static string Key(ListKind list) => list == ListKind.Basic ? "basic" : "implementation";

    private static string Name(ListKind list) => list == ListKind.Basic ? "基本目录清单" : "实施清单";

    internal static string Words(ListStep step) => step switch
    {
        ListStep.Added => "新列入",
        ListStep.Changed => "改了指南",
        ListStep.Removed => "移出",
        _ => "交由别的机关办理",
    };
}

/// <param name="Before">Null: it was not there.</param>
public sealed record OldAndNewModel(string What, string? Before, string? After);

public sealed record BulletinLineModel(string? Path, string Name, string Step, string Department, IReadOnlyList<OldAndNewModel> Differences);

/// <param name="More">There are more lines than are shown.</param>
public sealed record BulletinModel(string Id, string Title, Instant At, string Path, IReadOnlyList<BulletinLineModel> Lines, bool More);

public sealed record BulletinPageModel(string Place, string PlaceName, IReadOnlyList<BulletinModel> Changes);
