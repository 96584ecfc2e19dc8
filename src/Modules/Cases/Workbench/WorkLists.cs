using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>Where a page of a list ended: its last row's place in the order.</summary>
internal readonly record struct ListKey(DateOnly Due, long Region, long Id)
{
    public static ListKey Of(Listing row) => new(row.Due, row.Region, row.Id);

    public static bool TryParse(string? text, out ListKey key)
    {
        key = default;
        if (text is not { Length: > 9 } || text[8] != '.' || !CaseNumber.TryParse(text[9..], out var number)) return false;
        if (!DateOnly.TryParseExact(text[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)) return false;
        key = new ListKey(due, number.Region.Number, number.Id);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Due:yyyyMMdd}.{CaseNumber.From(Region, Id)}");
}

/// <summary>
/// 工作列表: what an actor may see of one work place, in order of its date, a page at a time. Everything is filtered and ordered by an index; a
/// place above the counties asks one question a county and merges the answers, because a range in front would spoil the order.
/// </summary>
internal sealed class WorkLists(IDbContextFactory<CasesDb> contexts, IDirectory directory)
{
    public static readonly Tray[] Open = [.. Enum.GetValues<Tray>().Where(t => t != Tray.Closed)];

    public async Task<IReadOnlyList<Listing>> Page(Actor actor, WorkPlace place, ListKey? after, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = new List<Listing>();
        foreach (var part in Queries(db, actor, place, after)) found.AddRange(await part.Take(most).ToListAsync(cancel));
        var order = found.OrderBy(c => c.Due).ThenBy(c => c.Region).ThenBy(c => c.Id);
        return [.. (place.NewestFirst ? order.Reverse() : order).Take(most)];
    }

    /// <summary>条线监督: the same place of several organisations in one order; each answers from its own index.</summary>
    public async Task<IReadOnlyList<Listing>> PageOf(IEnumerable<string> organisations, WorkPlace place, ListKey? after, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = new List<Listing>();
        foreach (var organisation in organisations)
        {
            var part = db.Listings.AsNoTracking().Where(c => c.Organisation == organisation);
            found.AddRange(await Ordered(place.Tray is { } tray ? part.Where(c => c.Tray == tray) : part.Where(c => c.Alerted), place, after).Take(most).ToListAsync(cancel));
        }

        var order = found.OrderBy(c => c.Due).ThenBy(c => c.Region).ThenBy(c => c.Id);
        return [.. (place.NewestFirst ? order.Reverse() : order).Take(most)];
    }

    /// <summary>All cases of one applicant that this actor may see, newest first; also those that his window received for another place.</summary>
    public async Task<IReadOnlyList<Listing>> OfSubject(Actor actor, string subject, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var own = await Reached(db, actor).Where(c => c.Subject == subject).OrderByDescending(c => c.ReceivedAt).Take(most).ToListAsync(cancel);
        var across = ListCrossings.Within(db.Crossings, actor, directory);
        var received = await db.Listings.AsNoTracking().Where(c => c.Subject == subject && across.Any(x => x.Region == c.Region && x.CaseId == c.Id))
            .OrderByDescending(c => c.ReceivedAt).Take(most).ToListAsync(cancel);
        var below = ListVenueCases.Within(db.Set<VenueCaseRow>(), actor);
        var sunk = await db.Listings.AsNoTracking().Where(c => c.Subject == subject && below.Any(x => x.Region == c.Region && x.CaseId == c.Id))
            .OrderByDescending(c => c.ReceivedAt).Take(most).ToListAsync(cancel);
        return [.. own.UnionBy(received, c => (c.Region, c.Id)).UnionBy(sunk, c => (c.Region, c.Id)).OrderByDescending(c => c.ReceivedAt).Take(most)];
    }

    /// <summary>Open cases of some items, the next due first.</summary>
    public async Task<IReadOnlyList<Listing>> OfItems(Actor actor, IReadOnlyCollection<string> items, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Reached(db, actor).Where(c => Open.Contains(c.Tray) && items.Contains(c.Item)).OrderBy(c => c.Due).ThenBy(c => c.Id).Take(most).ToListAsync(cancel);
    }

    /// <summary>Public to the test that looks at their plans.</summary>
    internal IEnumerable<IQueryable<Listing>> Queries(CasesDb db, Actor actor, WorkPlace place, ListKey? after) =>
        Parts(db, actor).Select(part => Ordered(place.Tray is { } tray ? part.Where(c => c.Tray == tray) : part.Where(c => c.Alerted), place, after));

    private IEnumerable<IQueryable<Listing>> Parts(CasesDb db, Actor actor)
    {
        var rows = db.Listings.AsNoTracking();
        if (!CaseReach.ByPlace(actor)) return [rows.Where(c => c.Organisation == actor.Organisation)];
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return CaseReach.Counties(actor.Place, directory).Select(county => rows.Where(c => c.Region == county && c.Place >= from && c.Place < end));
    }

    public IQueryable<Listing> Reached(CasesDb db, Actor actor)
    {
        var rows = db.Listings.AsNoTracking();
        if (!CaseReach.ByPlace(actor)) return rows.Where(c => c.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var counties = CaseReach.Counties(actor.Place, directory);
        return rows.Where(c => counties.Contains(c.Region) && c.Place >= from && c.Place < end);
    }

    /// <summary>The first condition bounds the index, the second decides within one day.</summary>
    private static IQueryable<Listing> Ordered(IQueryable<Listing> rows, WorkPlace place, ListKey? after)
    {
        if (after is var (due, region, id))
        {
            rows = place.NewestFirst
                ? rows.Where(c => c.Due <= due && (c.Due < due || c.Region < region || (c.Region == region && c.Id < id)))
                : rows.Where(c => c.Due >= due && (c.Due > due || c.Region > region || (c.Region == region && c.Id > id)));
        }

        return place.NewestFirst
            ? rows.OrderByDescending(c => c.Due).ThenByDescending(c => c.Region).ThenByDescending(c => c.Id)
            : rows.OrderBy(c => c.Due).ThenBy(c => c.Region).ThenBy(c => c.Id);
    }
}
