using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>一次改很多份: a telephone number, an address, a hall's or a law's name in every guide that has it, as one change request with a draft each.</summary>
internal static class ChangeMany
{
    public const string Path = EditGuide.Path + "/many";

    /// <summary>More than this is for an import.</summary>
    public const int Most = 500;

    /// <summary>A guide that would be changed, with what would change in it.</summary>
    private sealed record Found(ItemRow Item, Guide Guide, DraftDocument Draft, IReadOnlyList<DraftEdit> Edits);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var many = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        many.MapGet("", Open).WithName("OpenChangeMany");
        many.MapPost("", Handle).WithName(nameof(ChangeMany));
    }

    private static async Task<IResult> Open(
        HttpContext context, CatalogueDb db, PublishedGuides guides, IDirectory directory, TimeProvider clock, CancellationToken cancel, string? kind = null, string? was = null, string? now = null)
    {
        var state = FormState.Of(("kind", kind), ("was", was), ("now", now), ("from", Words.Machine(clock.Now().Date)), (ActKey.Field, ActKey.New()));
        var wanted = Wanted(kind, was, now);
        var actor = context.RequireActor();
        return Pages.Show<ChangeManyPage>(Model(state, wanted, wanted is null ? [] : await Find(db, guides, actor, wanted, cancel), directory) with
        {
            Phones = wanted is null && string.IsNullOrEmpty(was) ? await Phones(db, guides, actor, cancel) : [],
        });
    }

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, CatalogueDb db, PublishedGuides guides, ChangeRequests requests, GuideDrafts drafts, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var wanted = Wanted(form.Choice("kind", "改什么", ManyEdits.Kinds), form.Text("was", "原来的", max: 100), form.Text("now", "改成", max: 100));
        var from = form.Date("from", "生效日期", from: clock.Now().Date);
        var why = form.LongText("why", "理由和依据", max: 300, min: 4);
        var found = wanted is null ? [] : await Find(db, guides, actor, wanted, cancel);
        var chosen = form.Choices("items", "要改的指南", found.Select(f => new ChoiceModel(f.Item.Key, f.Item.Name)));
        if (form.Ok && wanted is null) form.Refuse("now", "改成的要和原来的不一样");
        if (!form.Ok) return Pages.Again<ChangeManyPage>(Model(form.State, wanted, found, directory));

        var id = ActKey.Of(form);
        if (await db.Requests.AnyAsync(r => r.Id == id, cancel)) return Results.LocalRedirect($"{ListRequests.Path}/{id}");
        var changed = found.Where(f => chosen.Contains(f.Item.Key)).ToList();
        var place = RegionCode.From(changed[0].Item.Place);
        if (requests.OfficeOf(actor.Role == Role.ManagementOfficer ? actor.Place : place) is not { } office) return Pages.Refuse(NoOffice);
        var request = new ChangeRequest
        {
            Id = id, Kind = RequestKind.Guide, Place = office.Region, Department = actor.Role == Role.ManagementOfficer ? office.Id : actor.Organisation!, FiledBy = actor.Id,
            Reason = ListReason.Correct, Why = why, EffectiveFrom = from!.Value,
            Items = [.. changed.Select(f => new RequestedItem(f.Item.Key, f.Item.Name, f.Item.Organisation, f.Item.CurrentVersion))],
        };
        requests.Add(request, $"{wanted!.KindWords}“{wanted.Was}”改为“{wanted.Now}”（{changed.Count} 份指南）", actor);
        drafts.AddMany(id, [.. changed.Select(f => (f.Guide, f.Draft, f.Edits))], actor);
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{ListRequests.Path}/{id}");
    }

    /// <summary>The guides published last, of the department or of the office's place, that have it.</summary>
    private static async Task<IReadOnlyList<Found>> Find(CatalogueDb db, PublishedGuides guides, Actor actor, ManyWantedModel wanted, CancellationToken cancel)
    {
        var rows = await Mine(db, actor).Where(i => db.Versions.Any(v => v.Item == i.Key && v.Version == i.CurrentVersion && v.Body.Contains(wanted.Was)))
            .OrderBy(i => i.Key).Take(Most).ToListAsync(cancel);
        var found = new List<Found>();
        foreach (var row in rows)
        {
            if (await guides.Version(row.Key, row.CurrentVersion, cancel) is not { Combination: null } guide) continue;
            var draft = DraftDocument.Of(guide);
            if (ManyEdits.Of(draft, wanted.Kind, wanted.Was, wanted.Now) is { Count: > 0 } edits) found.Add(new Found(row, guide, draft, edits));
        }

        return found;
    }

    private static IQueryable<ItemRow> Mine(CatalogueDb db, Actor actor)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "");
        var mine = db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.CurrentVersion > 0);
        return actor.Role == Role.ManagementOfficer ? mine.Where(i => i.Place >= from && i.Place < end) : mine.Where(i => i.Organisation == own);
    }

    /// <summary>What stands there to be copied, the most common first: nobody knows an old number by heart.</summary>
    private static async Task<IReadOnlyList<(string Phone, string Guides)>> Phones(CatalogueDb db, PublishedGuides guides, Actor actor, CancellationToken cancel)
    {
        var numbers = new List<string>();
        foreach (var row in await Mine(db, actor).OrderBy(i => i.Key).Take(Most).ToListAsync(cancel))
        {
            if (await guides.Version(row.Key, row.CurrentVersion, cancel) is { Combination: null } guide)
                numbers.AddRange(guide.Places.Select(p => p.Phone).Append(guide.ConsultationPhone).Append(guide.ComplaintPhone).OfType<string>().Where(n => n.Length > 0).Distinct());
        }

        return [.. numbers.CountBy(n => n).OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal).Take(12).Select(n => (n.Key, n.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    private static ManyWantedModel? Wanted(string? kind, string? was, string? now)
    {
        var of = ManyEdits.Kinds.FirstOrDefault(k => k.Value == kind);
        var (old, next) = (Plain(kind, was), Plain(kind, now));
        return of is null || old.Length < 2 || next.Length == 0 || old == next ? null : new ManyWantedModel(of.Value, of.Words, old, next);
    }

    /// <summary>A law's name is written without its marks.</summary>
    private static string Plain(string? kind, string? text)
    {
        var plain = (text ?? "").Trim();
        return (kind == ManyEdits.Law ? plain.Trim('《', '》') : plain)[..Math.Min(kind == ManyEdits.Law ? plain.Trim('《', '》').Length : plain.Length, 100)];
    }

    private static ChangeManyModel Model(FormState form, ManyWantedModel? wanted, IReadOnlyList<Found> found, IDirectory directory) => new(
        form, wanted,
        [
            .. found.Select(f => new ManyGuideModel(
                f.Item.Key, f.Item.Name, directory.Organisation(f.Item.Organisation)?.Name ?? f.Item.Organisation,
                [.. f.Edits.Select(e => new ManyEditModel(DraftWords.Place(e.Path, f.Draft), Shown(e, e.Before, wanted!.Was, f.Draft), Shown(e, e.After, wanted.Now, f.Draft)))])),
        ],
        found.Count == Most);

    /// <summary>Of a list that is one value only the words that change.</summary>
    private static string Shown(DraftEdit edit, string? value, string words, DraftDocument draft) =>
        edit.Before!.StartsWith('[') ? words : DraftWords.Value(edit.Path, value, draft);

    private static Refusal NoOffice { get; } = new("catalogue.no-office", "这些事项所在的区划没有政务服务管理机构，不能提出变更。请联系系统管理员登记机构。", Laws.Lists);
}

public sealed record ManyWantedModel(string Kind, string KindWords, string Was, string Now);

public sealed record ManyEditModel(string Where, string Before, string After);

public sealed record ManyGuideModel(string Item, string Name, string Department, IReadOnlyList<ManyEditModel> Edits);

/// <param name="More">There may be more than can be changed at once.</param>
public sealed record ChangeManyModel(FormState Form, ManyWantedModel? Wanted, IReadOnlyList<ManyGuideModel> Found, bool More)
{
    /// <summary>Telephone numbers that stand in the guides now, and in how many; empty: something is looked for already.</summary>
    public IReadOnlyList<(string Phone, string Guides)> Phones { get; init; } = [];
}
