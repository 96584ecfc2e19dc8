using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>下沉清单 and 进驻负面清单 for everybody: what can be had at the venues of a place, by domain, and what is not handled in the centre.</summary>
internal static class ListSunk
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lists/sink-down", Sunk).WithName("ListSunkItems").AllowEveryone();
        routes.MapGet("/lists/not-stationed", NotStationed).WithName("ListItemsNotStationed").AllowEveryone();
    }

    private static async Task<IResult> Sunk(
        HttpContext context, CatalogueDb db, ServedPlaces places, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel,
        string? place = null, string? domain = null, string? after = null, string? file = null)
    {
        var (here, today, size) = (await OpenLists.PlaceOf(context, places, place), clock.Now().Date, OpenLists.SizeOf(file));
        var law = rulebooks.For(here, ItemType.PublicService, today);
        var (from, end) = (here.Number, here.End);
        var mine = db.SinkDowns.AsNoTracking().Where(s => s.Place >= from && s.Place < end && s.From <= today && (s.Until == null || s.Until > today));
        var query = string.IsNullOrWhiteSpace(domain) ? mine : mine.Where(s => s.Domain == domain);
        if (!string.IsNullOrWhiteSpace(after)) query = query.Where(s => string.Compare(s.Id, after) > 0);
        var rows = await query.OrderBy(s => s.Id).Take(size + 1).ToListAsync(cancel);
        var domains = law.Find("sinkDown.categories")?.Entries ?? [];
        var chosen = string.IsNullOrWhiteSpace(domain) ? "" : domain;
        return OpenLists.Answer(new ListTableModel(
            "sink-down", "下沉事项清单", "不用去区里、市里，在镇街和村社区就能办的事项。", law.Find("sinkDown.categories")?.Basis ?? Laws.SinkDown, here.ToString(), places.NameOf(here), today, null,
            ["事项名称", "在哪里", "方式", "领域", "起"],
            [.. rows.Take(size).Select(s => new ListRowModel(s.Item, [s.ItemName, s.VenueName, s.Mode.Words(), s.Domain, Words.ShortOf(s.From)]))],
            rows.Count > size ? rows[size - 1].Id : null)
        {
            Notes = [.. Enum.GetValues<SinkDownMode>().Select(SinkDown.Meaning), .. await Shares(db, mine, here, cancel)],
            Filters = [new ListFilterModel("domain", "领域", [.. domains.Select(d => new OptionModel(d, d, d == chosen))])],
            Query = chosen.Length > 0 ? $"&domain={Uri.EscapeDataString(chosen)}" : "",
        }, file);
    }

    /// <summary>How far it has come: of the place's items, and of those for persons.</summary>
    private static async Task<IReadOnlyList<string>> Shares(CatalogueDb db, IQueryable<SinkDownRow> sunk, RegionCode here, CancellationToken cancel)
    {
        if (here.Level > RegionLevel.County) return [];
        var items = await new ItemFilter(here).Apply(db).Where(i => i.Place == here.Number).Select(i => new { i.Key, i.ForPersons }).ToListAsync(cancel);
        var down = (await sunk.Select(s => new { s.Item, s.Place }).Distinct().ToListAsync(cancel)).Select(s => (s.Item, RegionCode.From(s.Place).Level)).ToList();
        var (town, village) = SunkFigures.Extended([.. items.Select(i => i.Key)], down);
        var personal = SunkFigures.Personal([.. items.Where(i => i.ForPersons).Select(i => i.Key)], down.Select(d => d.Item));
        return [$"本地事项里，镇街能办的占 {Words.Of(town)}%，村社区能办的占 {Words.Of(village)}%；个人事项里，下沉了 {Words.Of(personal)}%。"];
    }

    private static async Task<IResult> NotStationed(
        HttpContext context, CatalogueDb db, ServedPlaces places, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel, string? place = null, string? after = null, string? file = null)
    {
        var (here, today, size) = (await OpenLists.PlaceOf(context, places, place), clock.Now().Date, OpenLists.SizeOf(file));
        var law = rulebooks.For(here, ItemType.PublicService, today);
        var (from, end) = (here.Number, here.End);
        var query = db.NotStationed.AsNoTracking().Where(n => n.Place >= from && n.Place < end);
        if (!string.IsNullOrWhiteSpace(after)) query = query.Where(n => string.Compare(n.Item, after) > 0);
        var rows = await query.OrderBy(n => n.Item).Take(size + 1).ToListAsync(cancel);
        return OpenLists.Answer(new ListTableModel(
            "not-stationed", "进驻负面清单", "不进政务服务中心办理的事项。清单之外的，都可以在中心办。", law.Find("stationing.procedure")?.Basis ?? Laws.NotStationed, here.ToString(), places.NameOf(here), today, null,
            ["事项名称", "不进驻的情形", "理由", "在哪里办"], [.. rows.Take(size).Select(n => new ListRowModel(n.Item, [n.ItemName, n.Ground, n.Reason, n.Where]))],
            rows.Count > size ? rows[size - 1].Item : null), file);
    }
}
