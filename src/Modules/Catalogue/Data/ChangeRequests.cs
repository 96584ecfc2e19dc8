using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>变更申请的保存: bodies with a version, a line for each step, and who may see one.</summary>
internal sealed class ChangeRequests(CatalogueDb db, IDirectory directory, IRulebooks rulebooks, TimeProvider clock)
{
    public static ChangeRequest Read(RequestRow row) => JsonSerializer.Deserialize<ChangeRequest>(row.Body, Json.Options)!;

    /// <summary>The office of the place sees its own and those below; a department what it asked for or must speak on.</summary>
    public IQueryable<RequestRow> Seen(Actor actor)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "");
        return actor.Role == Role.ManagementOfficer
            ? db.Requests.Where(r => r.Place >= from && r.Place < end)
            : db.Requests.Where(r => r.Department == own || db.RequestParties.Any(p => p.Organisation == own && p.Request == r.Id));
    }

    public Task<RequestRow?> Find(string id, Actor actor, CancellationToken cancel) => Seen(actor).SingleOrDefaultAsync(r => r.Id == id, cancel);

    /// <summary>The department that asked, and the office that decides, while it is being written.</summary>
    public static bool MayEdit(ChangeRequest request, Actor actor) => request.MayBeEdited && actor.Role switch
    {
        Role.DepartmentEditor => actor.Organisation == request.Department,
        Role.ManagementOfficer => actor.Place == request.Place,
        _ => false,
    };

    /// <summary>The item, if it is the actor's to change: his department's, or in his office's place.</summary>
    public async Task<ItemRow?> Item(string key, Actor actor, CancellationToken cancel)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "");
        var item = db.Items.AsNoTracking().Where(i => i.Key == key && i.State == ItemState.InUse);
        return await (actor.Role == Role.ManagementOfficer ? item.Where(i => i.Place >= from && i.Place < end) : item.Where(i => i.Organisation == own)).SingleOrDefaultAsync(cancel);
    }

    public Organisation? OfficeOf(RegionCode place) => ReviewParties.OfficeOf(place, directory);

    public string NameOf(string organisation) => directory.Organisation(organisation)?.Name ?? organisation;

    /// <summary>Adds it; the same key twice is one request. The caller saves.</summary>
    public RequestRow Add(ChangeRequest request, string title, Actor actor)
    {
        var now = clock.Now();
        var row = new RequestRow
        {
            Id = request.Id, Place = request.Place.Number, Department = request.Department, Title = title, Kind = request.Kind, State = request.State,
            FiledAt = now, ChangedAt = now, Body = JsonSerializer.Serialize(request, Json.Options), Version = 1,
        };
        db.Add(row);
        db.AddRange(request.Items.Select(i => new RequestItemRow { Item = i.Item, Request = request.Id }));
        db.Add(new RequestLineRow { Request = request.Id, Number = 1, What = "起草", By = actor.Id, At = now });
        return row;
    }

    /// <summary>Changes the row in this save; whoever saves catches a save that came between.</summary>
    public async Task Put(RequestRow row, ChangeRequest next, string what, string by, CancellationToken cancel)
    {
        var parties = await db.RequestParties.Where(p => p.Request == row.Id).Select(p => p.Organisation).ToListAsync(cancel);
        db.AddRange(next.Parties.Select(p => p.Organisation).Distinct().Except(parties).Select(o => new RequestPartyRow { Organisation = o, Request = row.Id }));
        var last = await db.RequestLines.Where(l => l.Request == row.Id).MaxAsync(l => (int?)l.Number, cancel) ?? 0;
        db.Add(new RequestLineRow { Request = row.Id, Number = last + 1, What = what, By = by, At = clock.Now() });
        (row.State, row.ChangedAt, row.Body, row.Version) = (next.State, clock.Now(), JsonSerializer.Serialize(next, Json.Options), row.Version + 1);
        row.MendBy = next.Urgent?.MendBy;
    }

    /// <summary>Who must agree, by the rulebook of the place on this day.</summary>
    public IReadOnlyList<ReviewParty> Parties(ChangeRequest request) => ReviewParties.Of(
        OfficeOf(request.Place)!, request.Items.Select(i => i.Department), rulebooks.For(request.Place, ItemType.PublicService, clock.Now().Date), directory);

    public static Refusal NotYours { get; } = new("catalogue.not-found", "没有这份变更申请，或者它不归您处理。", Laws.JointReview);

    public static Refusal ChangedMeanwhile { get; } = new("catalogue.changed-meanwhile", "您打开页面之后，这份申请刚刚有了变化。请看下面现在的内容，核对后再提交。", PlatformRules.NoSilentOverwrite);
}
