using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>
/// 听收缴系统回调: the service tells that something of an order has changed. Signed over time and body, or it is not heard; and even then its content is not
/// believed: it only makes us ask at once. A repetition is harmless.
/// </summary>
internal static class HearCollection
{
    public const string Path = "/api/v1/fees/callbacks";

    private const int Longest = 16 * 1024;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private static readonly Refusal Unsigned = new("fees.callback-unsigned", "签名或者时间不对。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle).WithName(nameof(HearCollection)).ExcludeFromDescription().AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, FeesDb db, CollectionSettings settings, FollowCharges follow, FollowRefunds refunds, TimeProvider clock, CancellationToken cancel)
    {
        if (await Read(context.Request, cancel) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!IsSigned(context.Request, settings, body)) return Pages.Problem(Unsigned, StatusCodes.Status401Unauthorized);
        if (KeyIn(body) is not { } key) return Results.BadRequest();
        var now = clock.Now();
        foreach (var row in await db.Charges.Where(c => c.Id == key && c.State != ChargeState.Assessing).ToListAsync(cancel)) Again(row, now);
        foreach (var row in await db.Refunds.Where(r => r.Charge == key && r.State == RefundState.Approved).ToListAsync(cancel)) Again(row, now);
        if (!await db.TrySave(cancel))
        {
            // It is being asked about this moment; the service repeats what was not answered with 2xx.
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }

        follow.Wake();
        refunds.Wake();
        return Results.NoContent();
    }

    private static void Again(DueRow row, Instant now)
    {
        row.DueAt = now;
        row.Version++;
    }

    /// <summary>By the real clock: the demonstration's may be anywhere.</summary>
    private static bool IsSigned(HttpRequest request, CollectionSettings settings, byte[] body)
    {
        var stamp = request.Headers["X-Timestamp"].ToString();
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        var away = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds;
        return Math.Abs(away) <= (long)Fresh.TotalSeconds && settings.Signed([.. Encoding.ASCII.GetBytes(stamp + "\n"), .. body], request.Headers["X-Signature"]);
    }

    private static string? KeyIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Told>(body, Json.Options)?.Key;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<byte[]?> Read(HttpRequest request, CancellationToken cancel)
    {
        using var held = new MemoryStream();
        var piece = new byte[4096];
        while (await request.Body.ReadAsync(piece, cancel) is var read && read > 0)
        {
            if (held.Length + read > Longest) return null;
            held.Write(piece, 0, read);
        }

        return held.ToArray();
    }

    private sealed record Told(string? Key);
}
