using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>
/// 搜不到的词: what people of the officer's place looked for in vain, most often first. Each is given to a department, made a synonym that
/// leads to an item from then on, or marked as no service of this place.
/// </summary>
internal static class SettleSearchMisses
{
    public const string Path = "/workbench/search-misses";
    private const int Most = 200;
    private const int Offered = 12;

    public static IReadOnlyList<ChoiceModel> States { get; } =
    [
        new(nameof(MissState.Open), "待处理", "交给归口部门去看"),
        new(nameof(MissState.Synonym), "加为同义词", "以后搜这个词，就找到选中的事项"),
        new(nameof(MissState.NotHere), "本地没有这项服务"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var misses = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        misses.MapGet("", List).WithName("ListSearchMisses");
        misses.MapGet("/{id}", Open).WithName("OpenSearchMiss");
        misses.MapPost("/{id}", Handle).WithName(nameof(SettleSearchMisses));
    }

    internal static IQueryable<SearchMissRow> Of(CatalogueDb db, RegionCode place, MissState state)
    {
        var (from, end) = (place.Number, place.End);
        return db.SearchMisses.AsNoTracking().Where(m => m.State == state && m.Place >= from && m.Place < end && m.Count >= SearchMisses.ShownFrom);
    }

    private static async Task<IResult> List(HttpContext context, CatalogueDb db, IDirectory directory, CancellationToken cancel, string? state = null)
    {
        var place = context.RequireActor().Place;
        _ = Enum.TryParse<MissState>(state, out var shown);
        var rows = await Of(db, place, shown).OrderByDescending(m => m.Count).ThenBy(m => m.Id).Take(Most).ToListAsync(cancel);
        var (from, end) = (place.Number, place.End);
        var rare = await db.SearchMisses.AnyAsync(m => m.State == MissState.Open && m.Place >= from && m.Place < end && m.Count < SearchMisses.ShownFrom, cancel);
        var items = rows.Select(r => r.Item).OfType<string>().ToList();
        var names = await db.Items.Where(i => items.Contains(i.Key)).ToDictionaryAsync(i => i.Key, i => i.Name, cancel);
        return Pages.Show<SearchMissesPage>(new SearchMissesModel(
            [.. States.Select(s => new OptionModel(s.Value, s.Words, s.Value == $"{shown}"))],
            [.. rows.Select(r => new SearchMissModel(
                r.Id, r.Words, directory.Region(RegionCode.From(r.Place))?.FullName ?? "", r.Count, r.LastAt,
                directory.Organisation(r.Owner ?? "")?.Name, r.Item is { } item ? names.GetValueOrDefault(item) : null))],
            rare));
    }

    private static async Task<IResult> Open(string id, HttpContext context, CatalogueDb db, ItemSearch search, IDirectory directory, CancellationToken cancel, string? q = null)
    {
        if (await Find(id, context.RequireActor(), db, cancel) is not { } row) return Pages.Refuse(NotYours);
        var form = FormState.Of(("state", $"{row.State}"), ("owner", row.Owner ?? ""), ("item", row.Item ?? ""));
        return Pages.Show<SearchMissPage>(await Model(row, q, form, search, directory, cancel));
    }

    private static async Task<IResult> Handle(
        string id, FormReader form, HttpContext context, CatalogueDb db, PublishedGuides guides, ItemSearch search, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(id, actor, db, cancel) is not { } row) return Pages.Refuse(NotYours);
        var model = await Model(row, form.Raw("q"), form.State, search, directory, cancel);
        _ = Enum.TryParse<MissState>(form.Choice("state", "怎样处理", States), out var state);
        var owner = form.Choice("owner", "归口部门", model.Owners, required: false);
        var item = form.Choice("item", "事项", model.Items, required: state == MissState.Synonym);
        if (!form.Ok) return Pages.Again<SearchMissPage>(model with { Form = form.State });

        (row.State, row.Owner, row.Item) = (state, owner.Length > 0 ? owner : null, state == MissState.Synonym ? item : null);
        (row.SetBy, row.SetAt) = (actor.Id, clock.Now());
        // The index is made again when the catalogue counts a change.
        await Publication.CountChange(db, cancel);
        await db.SaveChangesAsync(cancel);
        guides.Forget();
        return Results.LocalRedirect(Path);
    }

    private static Task<SearchMissRow?> Find(string id, Actor actor, CatalogueDb db, CancellationToken cancel)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return db.SearchMisses.SingleOrDefaultAsync(m => m.Id == id && m.Place >= from && m.Place < end && m.Count >= SearchMisses.ShownFrom, cancel);
    }

    /// <summary>Items are offered that come near the words, or the officer's own words for them.</summary>
    private static async Task<SearchMissPageModel> Model(
        SearchMissRow row, string? q, FormState form, ItemSearch search, IDirectory directory, CancellationToken cancel)
    {
        var place = RegionCode.From(row.Place);
        var index = await search.Index(cancel);
        var words = (q ?? "").Trim() is { Length: > 0 } asked ? asked[..Math.Min(asked.Length, 100)] : row.Words;
        var near = index.Nearest(words, ServedPlaces.Serving(place), Offered).Select(f => f.Entry).ToList();
        if (near.All(e => e.Item != row.Item) && index.Entries.FirstOrDefault(e => e.Item == row.Item) is { } chosen) near.Insert(0, chosen);
        return new SearchMissPageModel(
            row.Id, row.Words, row.Count, words, form, [.. near.Select(e => new ChoiceModel(e.Item, e.Name, e.Department))],
            [.. directory.OrganisationsUnder(place).Where(o => o.Kind is not OrganisationKind.Hall).Select(o => new ChoiceModel(o.Id, o.Name))]);
    }

    private static Refusal NotYours { get; } = new("catalogue.not-found", "没有这条记录，或者它不在您管理的区划内。", PlatformRules.Permission);
}

/// <param name="LeadsTo">The item, once it is a synonym.</param>
public sealed record SearchMissModel(string Id, string Words, string Place, int Count, Instant LastAt, string? Owner, string? LeadsTo);

/// <param name="Rare">Others were seen too rarely to be shown.</param>
public sealed record SearchMissesModel(IReadOnlyList<OptionModel> States, IReadOnlyList<SearchMissModel> Lines, bool Rare);

public sealed record SearchMissPageModel(
    string Id, string Words, int Count, string Question, FormState Form, IReadOnlyList<ChoiceModel> Items, IReadOnlyList<ChoiceModel> Owners);

/// <summary>The link in the workbench's menu.</summary>
internal sealed class SearchMissPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && role == Role.ManagementOfficer
            ? [new PlaceModel("搜不到的词", SettleSearchMisses.Path) { Group = PlaceGroup.Public }]
            : []);
}
