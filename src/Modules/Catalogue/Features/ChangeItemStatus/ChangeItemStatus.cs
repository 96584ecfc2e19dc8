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
/// 事项停办与恢复: the management office of the place stops an item at once with its reason and its day, and opens it again (重庆办法 第十三条). What ends it
/// for good goes the way of every change of the lists (<see cref="FileRequest"/>). What was set is a line of the log that nobody changes.
/// </summary>
internal static class ChangeItemStatus
{
    public const string Path = "/workbench/items";
    private const int Most = 30;

    public static IReadOnlyList<ChoiceModel> Steps { get; } =
    [
        new(nameof(ItemStep.Suspended), "暂停办理", "停止执行一段时间"),
        new(nameof(ItemStep.Resumed), "恢复办理"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var items = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        items.MapGet("", Choose).WithName("ChooseItemToChange");
        items.MapGet("/{item}", Open).WithName("OpenItemStatus");
        items.MapPost("/{item}", Handle).WithName(nameof(ChangeItemStatus));
    }

    private static async Task<IResult> Choose(HttpContext context, CatalogueDb db, ItemSearch search, TimeProvider clock, CancellationToken cancel, string? q = null)
    {
        var place = context.RequireActor().Place;
        bool Mine(SearchEntry entry) => entry.Place >= place.Number && entry.Place < place.End;
        var words = (q ?? "").Trim();
        words = words[..Math.Min(words.Length, 100)];
        var index = await search.Index(cancel);
        List<SearchEntry> found = words.Length > 0 ? [.. index.Find(words, Mine, Most).Select(f => f.Entry)] : [.. index.Entries.Where(Mine).Take(Most)];
        var closed = await ItemTimelines.Closed(db, [.. found.Select(e => e.Item)], clock.Now(), cancel);
        return Pages.Show<ChooseItemPage>(new ChooseItemModel(words, [.. found.Select(e => new ItemStandingModel(e.Item, e.Name, e.Department, closed.GetValueOrDefault(e.Item)))]));
    }

    private static async Task<IResult> Open(string item, HttpContext context, CatalogueDb db, TimeProvider clock, CancellationToken cancel) =>
        await Find(item, context.RequireActor(), db, cancel) is { } row
            ? Pages.Show<ItemStatusPage>(await Model(
                row, db, FormState.Of(("from", Words.Machine(clock.Now().Date))), clock, cancel))
            : Pages.Refuse(NotYours);

    private static async Task<IResult> Handle(
        string item, FormReader form, HttpContext context, CatalogueDb db, Combinations combinations, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(item, actor, db, cancel) is not { } row) return Pages.Refuse(NotYours);
        _ = Enum.TryParse<ItemStep>(form.Choice("step", "怎样变动", Steps), out var step);
        var from = form.Date("from", "生效日期");
        var reopens = form.Date("reopens", "恢复日期", required: false);
        var running = form.Text("running", "已经受理的怎么办", max: 200, required: false);
        var elsewhere = form.Text("elsewhere", "急需办理的到哪里办", max: 200, required: false);
        var reason = form.LongText("reason", "理由", max: 300, min: 4);
        if (!form.Ok) return Pages.Again<ItemStatusPage>(await Model(row, db, form.State, clock, cancel));

        var rows = await db.Changes.AsNoTracking().Where(c => c.Item == item).ToListAsync(cancel);
        var decided = ItemChangeRules.Decide(ItemTimelines.Of(rows), step, from!.Value, reopens, reason, clock.Now().Date);
        if (form.Raw("seen") != $"{rows.Count}") decided = ChangedMeanwhile;
        if (!decided.Try(out var change, out var why))
            return Pages.Show<ItemStatusPage>(await Model(row, db, form.State.Refused(why, FieldOf(why)), clock, cancel), Pages.StatusOf(why));

        db.Add(new ItemChangeRow
        {
            Item = item, Number = rows.Count + 1, Step = change.Step, StartsAt = change.From, EndsAt = change.Until, Reason = change.Reason,
            Running = step == ItemStep.Suspended && running.Length > 0 ? running : null, Elsewhere = step == ItemStep.Suspended && elsewhere.Length > 0 ? elsewhere : null, SetBy = actor.Id, SetAt = clock.Now(),
        });
        await Publication.CountChange(db, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another officer's line has taken this number.
            db.ChangeTracker.Clear();
            return Pages.Show<ItemStatusPage>(await Model(row, db, form.State.Refused(ChangedMeanwhile, ""), clock, cancel), StatusCodes.Status409Conflict);
        }

        await combinations.PartsChanged([item], cancel);
        return Results.LocalRedirect($"{Path}/{item}");
    }

    private static async Task<ItemRow?> Find(string item, Actor actor, CatalogueDb db, CancellationToken cancel)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return await db.Items.AsNoTracking().SingleOrDefaultAsync(i => i.Key == item && i.State == ItemState.InUse && i.Place >= from && i.Place < end, cancel);
    }

    private static string FieldOf(Refusal why) => why.Code switch
    {
        "catalogue.change-in-the-past" => "from",
        "catalogue.end-not-asked" or "catalogue.end-before-start" => "reopens",
        "catalogue.not-closed" or "catalogue.cancelled-already" => "step",
        _ => "",
    };

    private static Refusal NotYours { get; } = new("catalogue.forbidden", "没有这个事项，或者它不在您管理的区划内。", Laws.Lists);

    private static Refusal ChangedMeanwhile { get; } = new("catalogue.changed-meanwhile", "您打开页面之后，这个事项刚刚有了新的变动。请看下面的记录，核对后再保存。", PlatformRules.NoSilentOverwrite);

    private static async Task<ItemStatusModel> Model(ItemRow row, CatalogueDb db, FormState form, TimeProvider clock, CancellationToken cancel)
    {
        var rows = await db.Changes.AsNoTracking().Where(c => c.Item == row.Key).OrderBy(c => c.Number).ToListAsync(cancel);
        var now = ItemTimelines.Of(rows).ClosedAt(clock.Now());
        return new ItemStatusModel(
            row.Key, row.Name, now is null ? "正常办理" : ItemChangeWords.Title(now, announced: false), form, rows.Count,
            [.. rows.Select(r => new ItemChangeLineModel(
                r.ToName is { } heir ? $"改由{heir}办理" : ItemChangeWords.Short(r.Step), r.StartsAt.Date, r.EndsAt?.Date, r.Reason, r.SetBy, r.SetAt))]);
    }
}

/// <param name="Closed">"暂停办理", "已取消"; null: open.</param>
public sealed record ItemStandingModel(string Item, string Name, string Department, string? Closed);

public sealed record ChooseItemModel(string Question, IReadOnlyList<ItemStandingModel> Items);

/// <param name="SetBy">The officer's account number.</param>
public sealed record ItemChangeLineModel(string Step, DateOnly From, DateOnly? Reopens, string Reason, string SetBy, Instant SetAt);

/// <param name="Seen">How many lines the log had when the page was made.</param>
public sealed record ItemStatusModel(string Item, string Name, string Standing, FormState Form, int Seen, IReadOnlyList<ItemChangeLineModel> Log);

/// <summary>The link in the workbench's menu.</summary>
internal sealed class ItemPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && role == Role.ManagementOfficer
            ? [new PlaceModel("事项停办与恢复", ChangeItemStatus.Path) { Group = PlaceGroup.Catalogue }]
            : []);
}
