using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>下沉和进驻的管理: the office says what can be had at which venue and how, which items stay out of the centre and why, and sees the gaps.</summary>
internal static class ManageSunk
{
    public const string Path = "/workbench/sink-down";
    public const string StationingPath = "/workbench/stationing";
    private const int Most = 300;

    public static IReadOnlyList<ChoiceModel> Modes(IReadOnlyList<string> allowed) =>
        [.. Enum.GetValues<SinkDownMode>().Where(m => allowed.Count == 0 || allowed.Contains(m.Words())).Select(m => new ChoiceModel(m.ToString(), m.Words(), SinkDown.Meaning(m)))];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sunk = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        sunk.MapGet("", Open).WithName("OpenSinkDown");
        sunk.MapPost("", Add).WithName("AddSinkDown");
        sunk.MapPost("/{id}/end", End).WithName("EndSinkDown");
        var stationing = routes.MapGroup(StationingPath).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        stationing.MapGet("", OpenStationing).WithName("OpenStationing");
        stationing.MapPost("", KeepOut).WithName("KeepItemOut");
        stationing.MapPost("/{item}/end", TakeIn).WithName("TakeItemIn");
    }

    private static async Task<IResult> Open(HttpContext context, CatalogueDb db, IDirectory directory, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel) =>
        Pages.Show<SinkDownPage>(await Model(context.RequireActor(), FormState.Of(("from", Words.Machine(clock.Now().Date))), db, directory, rulebooks, clock, cancel));

    private static async Task<IResult> Add(FormReader form, HttpContext context, CatalogueDb db, PublishedGuides guides, IDirectory directory, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (Sets(actor) is { } no) return Pages.Refuse(no);
        var law = rulebooks.For(actor.Place, ItemType.PublicService, clock.Now().Date);
        var key = form.Text("item", "事项标识", max: 80);
        var venue = form.Choice("venue", "在哪里", Venues(actor, directory));
        var mode = form.Choice("mode", "方式", Modes(law.Find("sinkDown.modes")?.Entries ?? []));
        var domain = form.Choice("domain", "领域", Domains(actor, directory, rulebooks, clock.Now().Date));
        var from = form.Date("from", "从哪天起");
        var item = form.Ok ? await Mine(key, actor, db, cancel) : null;
        if (form.Ok && item is null) form.Refuse("item", "没有这个事项，或者它不在您管理的区划内。标识在办事指南的地址里，例如 370202-food-business。", Laws.Lists);
        var hall = directory.Organisation(venue);
        if (form.Ok && await db.SinkDowns.AnyAsync(s => s.Venue == venue && s.Item == key && s.Until == null, cancel))
            form.Refuse("item", "这个事项已经下沉到那里。要换方式，请先结束原来的一条。", Laws.SinkDown);
        if (!form.Ok || hall is null || item is null) return Pages.Again<SinkDownPage>(await Model(actor, form.State, db, directory, rulebooks, clock, cancel));
        db.Add(new SinkDownRow
        {
            Id = $"{hall.Region}-{key}-{clock.Now().Microseconds}", Item = key, ItemName = item.Name, Venue = hall.Id, VenueName = hall.Name, Place = hall.Region.Number, Owner = item.Place,
            Mode = Enum.Parse<SinkDownMode>(mode), Domain = domain, From = from!.Value, By = actor.Id, At = clock.Now(),
        });
        await Save(db, guides, cancel);
        return Results.LocalRedirect(Path);
    }

    private static async Task<IResult> End(string id, HttpContext context, CatalogueDb db, PublishedGuides guides, TimeProvider clock, CancellationToken cancel)
    {
        if (Sets(context.RequireActor()) is { } no) return Pages.Refuse(no);
        var (from, end) = (context.RequireActor().Place.Number, context.RequireActor().Place.End);
        if (await db.SinkDowns.SingleOrDefaultAsync(s => s.Id == id && s.Place >= from && s.Place < end, cancel) is not { } row) return Pages.Refuse(NotYours);
        row.Until ??= clock.Now().Date;
        await Save(db, guides, cancel);
        return Results.LocalRedirect(Path);
    }

    /// <summary>With the count of changes: what a window may receive is answered from memory on every node.</summary>
    private static async Task Save(CatalogueDb db, PublishedGuides guides, CancellationToken cancel)
    {
        await Publication.CountChange(db, cancel);
        await db.SaveChangesAsync(cancel);
        guides.Forget();
    }

    private static async Task<IResult> OpenStationing(HttpContext context, CatalogueDb db, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel) =>
        Pages.Show<StationingPage>(await Stationing(context.RequireActor(), FormState.Empty, db, rulebooks, clock, cancel));

    private static async Task<IResult> KeepOut(FormReader form, HttpContext context, CatalogueDb db, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (Sets(actor) is { } no) return Pages.Refuse(no);
        var key = form.Text("item", "事项标识", max: 80);
        var ground = form.Choice("ground", "不进驻的情形", Grounds(actor, rulebooks, clock));
        var reason = form.LongText("reason", "理由", max: 300, min: 4);
        var where = form.Text("where", "在哪里办", max: 200, min: 2);
        var item = form.Ok ? await Mine(key, actor, db, cancel) : null;
        if (form.Ok && item is null) form.Refuse("item", "没有这个事项，或者它不在您管理的区划内。", Laws.Lists);
        if (!form.Ok || item is null) return Pages.Again<StationingPage>(await Stationing(actor, form.State, db, rulebooks, clock, cancel));
        var row = await db.NotStationed.FindAsync([key], cancel);
        if (row is null) db.Add(row = new NotStationedRow { Item = key, ItemName = item.Name, Place = item.Place, Ground = "", Reason = "", Where = "", By = "" });
        (row.Ground, row.Reason, row.Where, row.By, row.At) = (ground, reason, where, actor.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect(StationingPath);
    }

    private static async Task<IResult> TakeIn(string item, HttpContext context, CatalogueDb db, CancellationToken cancel)
    {
        if (Sets(context.RequireActor()) is { } no) return Pages.Refuse(no);
        var (from, end) = (context.RequireActor().Place.Number, context.RequireActor().Place.End);
        if (await db.NotStationed.SingleOrDefaultAsync(n => n.Item == item && n.Place >= from && n.Place < end, cancel) is not { } row) return Pages.Refuse(NotYours);
        db.Remove(row);
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect(StationingPath);
    }

    private static async Task<ItemRow?> Mine(string key, Actor actor, CatalogueDb db, CancellationToken cancel)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return await db.Items.AsNoTracking().SingleOrDefaultAsync(i => i.Key == key && i.State == ItemState.InUse && i.Place >= from && i.Place < end, cancel);
    }

    private static List<ChoiceModel> Venues(Actor actor, IDirectory directory) =>
        [.. directory.OrganisationsUnder(actor.Place).Where(o => o.Kind == OrganisationKind.Hall && o.Region.Level is RegionLevel.Town or RegionLevel.Village).Select(o => new ChoiceModel(o.Id, o.Name))];

    /// <summary>Domains of the place, and the categories that its villages have beside them (青岛基层方案).</summary>
    private static IEnumerable<string> Demanded(RuleSet law) => [.. law.Find("sinkDown.villageCategories")?.Entries ?? [], .. law.Find("sinkDown.categories")?.Entries ?? []];

    /// <summary>The domains of the office's place, and those that a venue's own place names beside them.</summary>
    private static List<ChoiceModel> Domains(Actor actor, IDirectory directory, IRulebooks rulebooks, DateOnly today)
    {
        var places = Venues(actor, directory).Select(v => directory.Organisation(v.Value)!.Region).Prepend(actor.Place);
        var named = places.SelectMany(p => Demanded(rulebooks.For(p, ItemType.PublicService, today))).Distinct().ToList();
        return [.. (named.Count > 0 ? named : ["其他"]).Select(d => new ChoiceModel(d, d))];
    }

    /// <summary>What a venue is to have: a village its categories where the place names them, else the domains.</summary>
    private static IReadOnlyList<string> Lacked(RegionCode venue, IRulebooks rulebooks, DateOnly today)
    {
        var law = rulebooks.For(venue, ItemType.PublicService, today);
        return (venue.Level == RegionLevel.Village ? law.Find("sinkDown.villageCategories") : null)?.Entries ?? law.Find("sinkDown.categories")?.Entries ?? [];
    }

    private static List<ChoiceModel> Grounds(Actor actor, IRulebooks rulebooks, TimeProvider clock) =>
        [.. (rulebooks.For(actor.Place, ItemType.PublicService, clock.Now().Date).Find("stationing.exceptions")?.Entries ?? ["涉及安全", "场地特殊要求", "其他"]).Select(g => new ChoiceModel(g, g))];

    private static async Task<SinkDownModel> Model(Actor actor, FormState form, CatalogueDb db, IDirectory directory, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        var (from, end, today) = (actor.Place.Number, actor.Place.End, clock.Now().Date);
        var rows = await db.SinkDowns.AsNoTracking().Where(s => s.Place >= from && s.Place < end).OrderBy(s => s.Id).Take(Most).ToListAsync(cancel);
        var held = rows.Where(s => s.Until is null || s.Until > today).ToLookup(s => s.Venue);
        var venues = Venues(actor, directory);
        return new SinkDownModel(
            form, venues, Modes(rulebooks.For(actor.Place, ItemType.PublicService, today).Find("sinkDown.modes")?.Entries ?? []), Domains(actor, directory, rulebooks, today),
            [.. rows.Select(s => new SunkLineModel(s.Id, s.Item, s.ItemName, s.VenueName, s.Mode.Words(), s.Domain, s.From, s.Until))],
            [.. venues.Select(v => new GapModel(v.Words, SinkDown.Gaps(
                // A venue's own place may name domains of its own.
                Lacked(directory.Organisation(v.Value)!.Region, rulebooks, today), held[v.Value].Select(s => s.Domain)))).Where(g => g.Domains.Count > 0)]);
    }

    private static async Task<StationingModel> Stationing(Actor actor, FormState form, CatalogueDb db, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var rows = await db.NotStationed.AsNoTracking().Where(n => n.Place >= from && n.Place < end).OrderBy(n => n.Item).Take(Most).ToListAsync(cancel);
        return new StationingModel(form, Grounds(actor, rulebooks, clock), [.. rows.Select(n => new NotStationedModel(n.Item, n.ItemName, n.Ground, n.Reason, n.Where))]);
    }

    /// <summary>What comes to which venue and how it runs is the district's to set; the town runs the venue from day to day (青岛基层方案 二（四）1).</summary>
    private static Refusal? Sets(Actor actor) => actor.Place.Level < RegionLevel.Town
        ? null
        : new("catalogue.forbidden", "事项进驻、下沉和流程由区（市）管理机构安排，镇街负责日常运行。需要调整的，请向区（市）提出。", new Citation("qingdao-grassroots-2020", "二、（四）1"));

    private static Refusal NotYours { get; } = new("catalogue.forbidden", "没有这一条，或者它不在您管理的区划内。", Laws.SinkDown);
}

public sealed record SunkLineModel(string Id, string Item, string Name, string Venue, string Mode, string Domain, DateOnly From, DateOnly? Until);

public sealed record GapModel(string Venue, IReadOnlyList<string> Domains);

public sealed record SinkDownModel(
    FormState Form, IReadOnlyList<ChoiceModel> Venues, IReadOnlyList<ChoiceModel> Modes, IReadOnlyList<ChoiceModel> Domains, IReadOnlyList<SunkLineModel> Lines, IReadOnlyList<GapModel> Gaps);

public sealed record NotStationedModel(string Item, string Name, string Ground, string Reason, string Where);

public sealed record StationingModel(FormState Form, IReadOnlyList<ChoiceModel> Grounds, IReadOnlyList<NotStationedModel> Lines);
