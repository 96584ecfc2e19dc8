using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>
/// A short-message gateway as docs/how-to/sms-gateway.md describes it, over real HTTP, with all the faults that one can have: it fails before
/// it has taken a message and after, answers too late, gets requests twice, and reports some as never arrived.
/// </summary>
internal sealed partial class StandInGateway : IAsyncDisposable
{
    public const string Token = "test-token";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Held> byKey = new(StringComparer.Ordinal);
    private readonly Random chance = new(20250303);
    private int calls;

    private StandInGateway(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>How many of a hundred requests fail; half of them after the message was taken.</summary>
    public int FailPercent { get; set; }

    /// <summary>How many of a hundred requests are answered too late.</summary>
    public int LatePercent { get; set; }

    /// <summary>How many of a hundred requests come twice, as a proxy's repetition makes them.</summary>
    public int DoublePercent { get; set; }

    /// <summary>How many of a hundred messages never arrive.</summary>
    public int LostPercent { get; set; }

    public bool Down { get; set; }

    /// <summary>What reached a telephone: number and text, in order.</summary>
    public ConcurrentQueue<(string To, string Text)> Delivered { get; } = new();

    public int Calls => calls;

    public int Failed { get; private set; }

    public int Late { get; private set; }

    public int Doubled { get; private set; }

    public static string CodeIn(string text) => Code().Match(text).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    public static async Task<StandInGateway> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var gateway = new StandInGateway(app);
        app.MapPut("/messages/{key}", gateway.Put);
        app.MapGet("/messages/{key}", gateway.Get);
        await app.StartAsync();
        return gateway;
    }

    private async Task<IResult> Put(string key, HttpContext context)
    {
        var sent = (await JsonSerializer.DeserializeAsync<Sent>(context.Request.Body, JsonSerializerOptions.Web))!;
        if (context.Request.Headers.Authorization != $"Bearer {Token}") return Results.StatusCode(401);
        var (fails, afterwards, late, twice) = Roll();
        if (Down || (fails && !afterwards)) return Results.StatusCode(503);
        Take(key, sent);
        if (twice) Take(key, sent);
        if (late) await Task.Delay(1500);
        if (fails)
        {
            context.Abort();
            return Results.Empty;
        }

        return Report(byKey[key]);
    }

    private async Task<IResult> Get(string key)
    {
        var (fails, _, late, _) = Roll();
        if (late) await Task.Delay(1500);
        if (Down || fails) return Results.StatusCode(500);
        return byKey.TryGetValue(key, out var held) ? Report(held) : Results.NotFound();
    }

    private (bool Fails, bool Afterwards, bool Late, bool Twice) Roll()
    {
        lock (chance)
        {
            calls++;
            bool Of(int percent) => chance.Next(100) < percent;
            var (fails, afterwards, late, twice) = (Of(FailPercent), Of(50), Of(LatePercent), Of(DoublePercent));
            if (fails) Failed++;
            if (late) Late++;
            if (twice) Doubled++;
            return (fails, afterwards, late, twice);
        }
    }

    private void Take(string key, Sent sent)
    {
        lock (chance)
        {
            if (byKey.TryGetValue(key, out var known))
            {
                // The same key is the same message: anything else would be a fault of ours.
                Assert.Equal(known.Sent, sent);
                return;
            }

            var lost = chance.Next(100) < LostPercent;
            byKey[key] = new Held(sent, lost);
            if (!lost) Delivered.Enqueue((sent.To, sent.Text));
        }
    }

    /// <summary>At first it only says that it has it.</summary>
    private static IResult Report(Held held) => Results.Json(held.Asked++ == 0
        ? new { state = "accepted", id = "G1", reason = (string?)null }
        : held.Lost ? new { state = "failed", id = "G1", reason = (string?)"number-unreachable" } : new { state = "delivered", id = "G1", reason = (string?)null });

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed record Sent(string To, string Text);

    private sealed class Held(Sent sent, bool lost)
    {
        public Sent Sent => sent;

        public bool Lost => lost;

        public int Asked { get; set; }
    }

    [GeneratedRegex("核验码([0-9A-Z ]{11})")]
    private static partial Regex Code();
}
