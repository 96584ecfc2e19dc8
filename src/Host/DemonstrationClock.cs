using System.Globalization;
using System.Xml;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Host;

/// <summary>
/// `POST /demo/clock` {"to": instant} or {"advance": "P3D"}: moves the demonstration's clock forward and lets every due timer fire before
/// it answers. Not mapped in real use.
/// </summary>
internal static class DemonstrationClock
{
    internal sealed record Order(string? To, string? Advance);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demo/clock", (TimeProvider clock) => Results.Ok(new { now = Words(clock.Now()) })).ExcludeFromDescription().AllowEveryone();
        routes.MapPost("/demo/clock", Move).ExcludeFromDescription().AllowEveryone();
    }

    private static async Task<IResult> Move(Order order, TimeProvider clock, Settling settling, CancellationToken cancel)
    {
        var movable = (MovableClock)clock;
        if (Target(order, clock.Now()) is not { } to)
        {
            return Pages.Problem(new Refusal("platform.clock-order", "请给出 {\"to\": 时刻} 或 {\"advance\": \"P3D\"}。", PlatformRules.Input));
        }

        if (to < clock.Now())
        {
            return Pages.Problem(new Refusal("platform.clock-backwards", $"演示时钟只能向前，现在是 {Words(clock.Now())}。", PlatformRules.Input));
        }

        // What was promised a moment ago is kept before the jump: a minute is enough for the ledger to sign.
        var fired = await settling.Settle(cancel);
        var aMinuteOn = clock.Now().Plus(TimeSpan.FromMinutes(1));
        foreach (var step in new[] { aMinuteOn, to }.Where(s => s <= to))
        {
            movable.TryMoveTo(step);
            fired += await settling.Settle(cancel);
        }

        return Results.Ok(new { now = Words(clock.Now()), fired });
    }

    private static Instant? Target(Order order, Instant now)
    {
        try
        {
            return order switch
            {
                { To: { } to } when DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, out var at) => Instant.From(at),
                { Advance: { } span } => now.Plus(XmlConvert.ToTimeSpan(span)),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Words(Instant at) => at.ToChina().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
