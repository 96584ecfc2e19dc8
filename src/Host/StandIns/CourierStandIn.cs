using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Host;

/// <summary>
/// 寄递企业的替身: plays one courier of docs/how-to/couriers.md for demonstrations and tests, in this process or in another (`stand-in courier`). What becomes of a
/// parcel stands in its receiver's address: 拒收, 退回, 丢失, 迟答 (late answers), 不接单; anything else arrives. Each parcel moves on with every question about it.
/// </summary>
internal sealed class CourierStandIn(string secret, string prefix, TimeProvider clock) : IDisposable
{
    private static readonly string[] Way = ["accepted", "picked-up", "on-the-way"];
    // Far beyond the patience of who asks: a busy machine makes no difference, and who hangs up ends it.
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Parcel> parcels = new(StringComparer.Ordinal);
    private readonly HttpClient client = new();
    private int serial;

    /// <summary>Call-backs come twice.</summary>
    public bool Doubles { get; init; }

    /// <summary>No call-back is ever sent.</summary>
    public bool Silent { get; init; }

    public void Map(IEndpointRouteBuilder routes, string root = "")
    {
        routes.MapPut($"{root}/orders/{{key}}", Put).ExcludeFromDescription().AllowEveryone();
        routes.MapGet($"{root}/orders/{{key}}", Get).ExcludeFromDescription().AllowEveryone();
        routes.MapGet($"{root}/orders", () => Results.Json(parcels.Values.Select(p => new { p.Key, p.Waybill, p.Times, p.Order.To?.Name, p.Order.Direction }), Json.Options)).ExcludeFromDescription().AllowEveryone();
        routes.MapPost($"{root}/orders/{{key}}/next", Next).ExcludeFromDescription().AllowEveryone();
    }

    private async Task<IResult> Put(string key, HttpContext context)
    {
        if (await JsonSerializer.DeserializeAsync<Order>(context.Request.Body, Json.Options) is not { To: not null, From: not null } order) return Results.BadRequest();
        if (Says(order, "不接单")) return Results.UnprocessableEntity();
        var parcel = parcels.GetOrAdd(key, _ => new Parcel(key, order, string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref serial):D9}CN")));
        parcel.Times++;
        // The first answer comes too late; the order was taken all the same, and the repetition is the same order.
        if (Says(order, "迟答") && parcel.Times == 1) await Task.Delay(TooLate, context.RequestAborted);
        return Results.Json(parcel.Said(clock.Now().ToChina()), Json.Options);
    }

    private IResult Get(string key) => parcels.TryGetValue(key, out var parcel) ? Results.Json(parcel.Said(clock.Now().ToChina()), Json.Options) : Results.NotFound();

    /// <summary>The parcel moves on by one step, and the platform is told.</summary>
    private async Task<IResult> Next(string key)
    {
        if (!parcels.TryGetValue(key, out var parcel)) return Results.NotFound();
        if (parcel.Tracks.Count < Way.Length) parcel.Move(Way[parcel.Tracks.Count], clock.Now().ToChina());
        else if (parcel.Tracks.Count == Way.Length) parcel.Move(EndOf(parcel.Order), clock.Now().ToChina());
        for (var times = Silent ? 0 : Doubles ? 2 : 1; times > 0; times--) await CallBack(parcel);
        return Results.Json(parcel.Said(clock.Now().ToChina()), Json.Options);
    }

    private async Task CallBack(Parcel parcel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { key = parcel.Key }, Json.Options);
        var stamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = new byte[Sm3.Size];
        Sm3.Mac(Encoding.UTF8.GetBytes(secret), [.. Encoding.ASCII.GetBytes(stamp + "\n"), .. body], mac);
        using var request = new HttpRequestMessage(HttpMethod.Post, parcel.Order.Notify) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Timestamp", stamp);
        request.Headers.Add("X-Signature", Convert.ToHexStringLower(mac));
        try
        {
            using var answer = await client.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            // The platform asks by itself later.
        }
    }

    private static string EndOf(Order order) =>
        Says(order, "拒收") ? "refused-by-receiver" : Says(order, "退回") ? "returned" : Says(order, "丢失") ? "lost" : "delivered";

    private static bool Says(Order order, string word) => $"{order.To?.Address}{order.From?.Address}".Contains(word, StringComparison.Ordinal);

    public void Dispose() => client.Dispose();

    private sealed record End(string? Name, string? Phone, string? Address);

    private sealed record Order(string? Direction, End? From, End? To, string? Notify);

    private sealed class Parcel(string key, Order order, string waybill)
    {
        public string Key => key;

        public Order Order => order;

        public string Waybill => waybill;

        public int Times { get; set; }

        public List<(string State, DateTimeOffset At)> Tracks { get; } = [];

        public void Move(string state, DateTimeOffset at) => Tracks.Add((state, at));

        public object Said(DateTimeOffset now)
        {
            if (Tracks.Count == 0) Move(Way[0], now);
            return new { state = Tracks[^1].State, waybill, signedBy = Tracks[^1].State == "delivered" ? "self" : null, tracks = Tracks.Select(t => new { state = t.State, at = t.At }) };
        }
    }
}
