using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Ledger;

public sealed record RootModel(long Size, string Root, Instant At);

public sealed record DayModel(DateOnly Day, long Size);

/// <param name="Latest">Null: nothing has been signed yet.</param>
/// <param name="Before">The day to go on from; null: that was all.</param>
public sealed record RootsModel(RootModel? Latest, IReadOnlyList<DayModel> Days, DateOnly? Before, string KeyId);

/// <summary>公布总账根: the latest root, and each closed day's with its proof, on a page and as JSON. Anybody may copy them; that is the point.</summary>
internal static class ShowRoots
{
    private const int Most = 100;

    private static readonly Refusal NoSuchDay = new(
        "ledger.not-found", "这一天没有公布的总账根：当天没有办件记录，或者还没有过完。", PlatformRules.Input);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger/roots", async (string? before, LedgerDb db, SigningKeys keys, CancellationToken cancel) =>
        {
            var (latest, days) = await Read(db, before, cancel);
            return Pages.Show<RootsPage>(new RootsModel(
                latest is null ? null : new RootModel(latest.Size, Convert.ToHexStringLower(latest.Hash), latest.At),
                days,
                days.Count == Most ? days[^1].Day : null,
                (await keys.All(cancel))[0].Id));
        }).WithName(nameof(ShowRoots)).AllowEveryone();
        routes.MapGet("/ledger/roots.json", async (string? before, LedgerDb db, CancellationToken cancel) =>
        {
            var (latest, days) = await Read(db, before, cancel);
            return Results.Json(
                new
                {
                    latest = latest is null ? null : new
                    {
                        latest.Size,
                        root = Convert.ToHexStringLower(latest.Hash),
                        latest.At,
                        latest.PreviousSize,
                        latest.KeyId,
                        latest.Signature,
                        text = LedgerTexts.Root(latest.Size, latest.Hash, latest.At, latest.PreviousSize, latest.KeyId),
                    },
                    days = days.Select(d => new { d.Day, d.Size, file = $"/ledger/roots/{LedgerTexts.Of(d.Day)}.json" }),
                    next = days.Count == Most ? $"/ledger/roots.json?before={LedgerTexts.Of(days[^1].Day)}" : null,
                },
                Json.Options);
        }).AllowEveryone();
        routes.MapGet("/ledger/roots/{day}.json", async (string day, LedgerDb db, CancellationToken cancel) =>
            TryRead(day, out var on) && await db.Days.AsNoTracking().FirstOrDefaultAsync(d => d.Day == on, cancel) is { } row
                ? Results.Text(row.Body, "application/json", Encoding.UTF8)
                : Pages.Problem(NoSuchDay)).AllowEveryone();
    }

    private static async Task<(RootRow? Latest, List<DayModel> Days)> Read(LedgerDb db, string? before, CancellationToken cancel)
    {
        var until = TryRead(before, out var day) ? day : DateOnly.MaxValue;
        return (
            await db.Roots.AsNoTracking().OrderByDescending(r => r.Size).FirstOrDefaultAsync(cancel),
            await db.Days.Where(d => d.Day < until).OrderByDescending(d => d.Day).Take(Most).Select(d => new DayModel(d.Day, d.Size)).ToListAsync(cancel));
    }

    private static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
