using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Couriers;

/// <summary>
/// 听寄递企业回调: a courier tells that something has changed. Signed with its own secret over time and body, or it is not heard; and even then its content is
/// not believed: it only makes us ask at once. A repetition is harmless.
/// </summary>
internal static class HearCourier
{
    private const int Longest = 16 * 1024;
    private const int Fresh = 300;

    private static readonly Refusal Unsigned = new("couriers.callback-unsigned", "签名或者时间不对。", PlatformRules.Permission);

    public static string PathOf(string courier) => $"/api/v1/couriers/{courier}/callbacks";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/couriers/{courier}/callbacks", Handle).WithName(nameof(HearCourier)).ExcludeFromDescription().AllowEveryone();

    /// <summary>HMAC-SM3 over the time stamp, a line break and the body, hex.</summary>
    public static string Sign(string secret, string stamp, ReadOnlySpan<byte> body)
    {
        var mac = new byte[Sm3.Size];
        Sm3.Mac(Encoding.UTF8.GetBytes(secret), [.. Encoding.ASCII.GetBytes(stamp + "\n"), .. body], mac);
        return Convert.ToHexStringLower(mac);
    }

    private static async Task<IResult> Handle(
        string courier, HttpContext context, CouriersDb db, CourierSettings settings, FollowParcels follow, TimeProvider clock, CancellationToken cancel)
    {
        using var held = new MemoryStream();
        var piece = new byte[4096];
        while (await context.Request.Body.ReadAsync(piece, cancel) is var read && read > 0)
        {
            if (held.Length + read > Longest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            held.Write(piece, 0, read);
        }

        var body = held.ToArray();
        var stamp = context.Request.Headers["X-Timestamp"].ToString();
        if (settings.Find(courier)?.Secret is not { Length: > 0 } secret
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds) > Fresh
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(secret, stamp, body)), Encoding.ASCII.GetBytes(context.Request.Headers["X-Signature"].ToString())))
        {
            return Pages.Problem(Unsigned, StatusCodes.Status401Unauthorized);
        }

        if (KeyIn(body) is not { } key) return Results.BadRequest();
        // Asked at once, unless a worker has it in hand: he asks anyway. Never through the row's version, which belongs to the worker.
        await db.InTransaction(
            () => db.Parcels.Where(p => p.Id == key && p.Courier == courier && p.DueAt != null).ExecuteUpdateAsync(s => s.SetProperty(p => p.DueAt, clock.Now()), cancel), cancel);
        follow.Wake();
        return Results.NoContent();
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

    private sealed record Told(string? Key);
}
