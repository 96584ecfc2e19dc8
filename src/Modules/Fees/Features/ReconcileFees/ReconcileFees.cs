using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>日对账: each day's payments and refunds beside the collection service's, to the fen; every difference is listed until somebody says what it was.</summary>
internal static class ReconcileFees
{
    public const string Path = "/workbench/fees/days";
    public const string FoundField = "found";

    private const int PageSize = 31;
    private static readonly Role[] Readers = [Role.Clerk, Role.ChiefRepresentative, Role.ManagementOfficer];
    private static readonly Role[] Settlers = [Role.ChiefRepresentative, Role.ManagementOfficer];

    private static readonly Refusal NotFound = new("fees.not-found", "没有这一天的对账。", PlatformRules.Order);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).WithName(nameof(ReconcileFees)).AllowRoles(Readers);
        routes.MapGet($"{Path}/{{day}}", Show).WithName("ShowReconciledDay").AllowRoles(Readers);
        routes.MapPost($"{Path}/{{day}}/again", Again).WithName("ReconcileAgain").AllowRoles(Readers);
        routes.MapPost($"{Path}/{{day}}/differences/{{difference}}", Settle).WithName("SettleDifference").AllowRoles(Settlers);
    }

    private static async Task<IResult> List(string? after, FeesDb db, CancellationToken cancel)
    {
        var days = db.Days.AsNoTracking();
        if (!string.IsNullOrEmpty(after)) days = days.Where(d => string.Compare(d.Id, after) < 0);
        var rows = await days.OrderByDescending(d => d.Id).Take(PageSize + 1).ToListAsync(cancel);
        var open = await FeeFigures.OpenDifferences(db, cancel);
        var page = rows.Take(PageSize).ToList();
        return Pages.Show<DaysPage>(new DaysPageModel(
            [.. page.Select(d => LineOf(d, open.GetValueOrDefault(d.Id)))], rows.Count > PageSize ? $"{Path}?after={page[^1].Id}" : null, after is null ? null : Path));
    }

    private static async Task<IResult> Show(string day, HttpContext context, FeesDb db, CancellationToken cancel) =>
        await ModelOf(day, context.RequireActor(), db, FormState.Empty, null, cancel) is { } model ? Pages.Show<DayPage>(model) : Pages.Refuse(NotFound);

    private static async Task<IResult> Again(string day, FeesDb db, ReconcileDays reconcile, CancellationToken cancel)
    {
        if (!await db.Days.AnyAsync(d => d.Id == day, cancel)) return Pages.Refuse(NotFound);
        await reconcile.RunNow(day, cancel);
        return Results.LocalRedirect($"{Path}/{day}");
    }

    private static async Task<IResult> Settle(string day, string difference, FormReader form, HttpContext context, FeesDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var row = await Within(db.Differences, actor).SingleOrDefaultAsync(d => d.Id == difference && d.Day == day, cancel);
        if (row is null) return Pages.Refuse(NotFound);
        var found = form.Text(FoundField, "查明的原因和处理", 200);
        if (!form.Ok) return await ModelOf(day, actor, db, form.State, difference, cancel) is { } model ? Pages.Again<DayPage>(model) : Pages.Refuse(NotFound);
        (row.Settled, row.SettledBy) = (found, actor.Id);
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{Path}/{day}");
    }

    /// <summary>One's own place, and what belongs to no place that we know.</summary>
    private static IQueryable<DifferenceRow> Within(IQueryable<DifferenceRow> differences, Actor actor)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return differences.Where(d => (d.Place >= from && d.Place < end) || d.Place == 0);
    }

    private static async Task<DayPageModel?> ModelOf(string day, Actor actor, FeesDb db, FormState form, string? refused, CancellationToken cancel)
    {
        if (await db.Days.AsNoTracking().SingleOrDefaultAsync(d => d.Id == day, cancel) is not { } row) return null;
        var differences = await Within(db.Differences.AsNoTracking(), actor).Where(d => d.Day == day).OrderBy(d => d.Charge).ToListAsync(cancel);
        var keys = differences.Select(d => d.Charge).ToList();
        var known = await ListCharges.Within(db.Charges.AsNoTracking(), actor).Where(c => keys.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Fee, cancel);
        return new DayPageModel(
            LineOf(row, differences.Count(d => d.Settled is null)),
            [
                .. differences.Select(d => new DifferenceModel(
                    d.Id, FeeWords.Of(d.Kind), d.Refund is null ? "缴费" : "退费", known.GetValueOrDefault(d.Charge), known.ContainsKey(d.Charge) ? HandleCharge.PathOf(d.Charge) : null,
                    d.Charge, d.Ours?.ToString() ?? "—", d.Theirs?.ToString() ?? "—", d.Settled, d.Id == refused ? form : FormState.Empty)),
            ],
            Settlers.Contains(actor.Role));
    }

    private static DayLineModel LineOf(DayRow d, int open)
    {
        var (words, kind) = d switch
        {
            { ComparedAt: null, Trouble: true } => ("没有对成", StatusKind.Bad),
            { ComparedAt: null } => ("等待对账", StatusKind.Neutral),
            _ when open > 0 => ($"{open} 笔不一致", StatusKind.Bad),
            { Differences: > 0 } => ("不一致的已查明", StatusKind.Done),
            _ => ("一致", StatusKind.Done),
        };
        return new DayLineModel(d.Id, DateOnly.ParseExact(d.Id, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), words, kind, d.OursCount, d.Ours, d.TheirsCount, d.Theirs, d.Reason, d.ComparedAt);
    }
}

/// <param name="Ours">Payments less refunds, of all places.</param>
public sealed record DayLineModel(string Id, DateOnly Day, string Status, StatusKind Kind, int OursCount, Money Ours, int TheirsCount, Money Theirs, string? Reason, Instant? ComparedAt);

public sealed record DaysPageModel(IReadOnlyList<DayLineModel> Days, string? Next, string? First);

/// <param name="Fee">Null: a charge that we do not know, or of another place.</param>
public sealed record DifferenceModel(
    string Id, string Kind, string What, string? Fee, string? Path, string Charge, string Ours, string Theirs, string? Settled, FormState Form);

public sealed record DayPageModel(DayLineModel Day, IReadOnlyList<DifferenceModel> Differences, bool Settles);
