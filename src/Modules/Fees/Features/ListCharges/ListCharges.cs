using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>收费台: what is owed, what is to be measured, what failed and why, which refunds wait for the second person; of one's place or organisation.</summary>
internal static class ListCharges
{
    public const string Path = "/workbench/fees";
    public const int PageSize = 50;

    public static readonly Role[] Readers = [Role.Clerk, Role.Reviewer, Role.ChiefRepresentative, Role.ManagementOfficer];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListCharges)).AllowRoles(Readers);

    /// <summary>A window and the management office: their place; reviewers and chief representatives: the own organisation. The condition of every query here.</summary>
    public static IQueryable<ChargeRow> Within(IQueryable<ChargeRow> charges, Actor actor)
    {
        if (actor.Role is Role.Reviewer or Role.ChiefRepresentative) return charges.Where(c => c.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return charges.Within(c => c.Place, from, end);
    }

    /// <summary>The same, for what is listed by time.</summary>
    private static IQueryable<ChargeRow> WithinInTime(IQueryable<ChargeRow> charges, Actor actor) =>
        actor.Role is Role.Reviewer or Role.ChiefRepresentative ? Within(charges, actor) : charges.WithinInTime(c => c.Place, actor.Place.Number, actor.Place.End);

    public static IQueryable<RefundRow> Within(IQueryable<RefundRow> refunds, Actor actor)
    {
        if (actor.Role is Role.Reviewer or Role.ChiefRepresentative) return refunds.Where(r => r.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return refunds.Within(r => r.Place, from, end);
    }

    private static async Task<IResult> Show(string? show, string? after, HttpContext context, FeesDb db, CollectionOffice office, ISubjects subjects, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var refunds = Within(db.Refunds.AsNoTracking(), actor);
        // What is asked back is little: from there its charges are found by their keys, and nobody else's are read.
        var asked = await refunds.Where(r => r.State == RefundState.Asked || r.Trouble).Select(r => r.Charge).Distinct().ToListAsync(cancel);
        var returning = db.Charges.AsNoTracking().Where(c => asked.Contains(c.Id));
        var counted = Tabs(Within(db.Charges.AsNoTracking(), actor), returning);
        var tab = show is not null && counted.ContainsKey(show) ? show : "open";
        var counts = new Dictionary<string, Figure>();
        foreach (var (key, query) in counted) counts[key] = await FeeFigures.Listed(query, cancel);
        var listed = Tabs(WithinInTime(db.Charges.AsNoTracking(), actor), returning)[tab];
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? new Instant(micros) : (Instant?)null;
        var rows = tab == "refunds" ? [.. PageOf((await listed.ToListAsync(cancel)).AsQueryable())] : await PageOf(listed).ToListAsync(cancel);
        var page = rows.Take(PageSize).ToList();
        var names = await subjects.MaskedNames([.. page.Select(c => c.Subject)], cancel);
        return Pages.Show<ChargesPage>(new ChargesPageModel(
            tab, counts, [.. page.Select(c => LineOf(c, names.GetValueOrDefault(c.Subject) ?? "（已依法删除）"))], office.IsSetUp,
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?show={tab}&after={page[^1].ChargedAt.Microseconds}") : null,
            after is null ? null : $"{Path}?show={tab}"));

        IQueryable<ChargeRow> PageOf(IQueryable<ChargeRow> all) =>
            (before is { } end ? all.Where(c => c.ChargedAt < end) : all).OrderByDescending(c => c.ChargedAt).ThenBy(c => c.Id).Take(PageSize + 1);
    }

    private static Dictionary<string, IQueryable<ChargeRow>> Tabs(IQueryable<ChargeRow> mine, IQueryable<ChargeRow> returning) => new()
    {
        ["open"] = mine.Where(c => c.State == ChargeState.Open),
        ["assess"] = mine.Where(c => c.State == ChargeState.Assessing),
        ["failed"] = mine.Where(c => c.Trouble),
        ["refunds"] = returning,
        ["paid"] = mine.Where(c => c.State == ChargeState.Paid),
    };

    private static ChargeLineModel LineOf(ChargeRow c, string name)
    {
        var (words, kind) = FeeWords.Of(c);
        return new ChargeLineModel(c.Id, c.ItemName, c.Fee, c.Case, name, c.State == ChargeState.Assessing ? "待核定" : c.Amount.ToString(), words, kind, c.Trouble ? c.Reason : null, c.ChargedAt, c.PaidAt);
    }
}

/// <summary>The link in the workbench's menu, with the number of what waits.</summary>
internal sealed class FeePlaces(IDbContextFactory<FeesDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !ListCharges.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = ListCharges.Within(db.Charges.AsNoTracking(), actor);
        // What is free shows nothing anywhere: where nothing was ever charged there is no link.
        if (!await mine.AnyAsync(cancel)) return [];
        var waiting = await FeeFigures.Waiting(mine, ListCharges.Within(db.Refunds.AsNoTracking(), actor), cancel);
        return [new PlaceModel("收费", ListCharges.Path, waiting) { Group = PlaceGroup.Dealings }];
    }
}

/// <param name="Show">"open", "assess", "failed", "refunds" or "paid".</param>
public sealed record ChargesPageModel(
    string Show, IReadOnlyDictionary<string, Figure> Counts, IReadOnlyList<ChargeLineModel> Lines, bool SetUp, string? Next, string? First);

/// <param name="Trouble">Why it stands on the list of what failed; null: it does not.</param>
public sealed record ChargeLineModel(
    string Id, string Item, string Fee, string Case, string Applicant, string Amount, string Status, StatusKind Kind, string? Trouble, Instant At, Instant? PaidAt);
