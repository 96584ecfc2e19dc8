using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Host;

/// <summary>
/// 收缴系统的替身: plays the collection service of docs/how-to/fee-collection.md for demonstrations and tests. It keeps orders in memory, signs receipts and
/// call-backs with a key of its own, and can be made to stumble in the ways that such services do.
/// </summary>
internal sealed class CollectionStandIn(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, Order> orders = new(StringComparer.Ordinal);
    private readonly Sm2PrivateKey key = Sm2PrivateKey.Generate();
    private readonly HttpClient client = new();
    private int serial;

    /// <summary>SubjectPublicKeyInfo, base64: the setting Fees:Collection:Key.</summary>
    public string PublicKey
    {
        get
        {
            using var half = key.Public();
            return Convert.ToBase64String(half.ToSpki());
        }
    }

    /// <summary>Null: any.</summary>
    public string? Token { get; set; }

    /// <summary>Answers 503 to everything.</summary>
    public bool Down { get; set; }

    /// <summary>The next answers are lost after the work was done.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>No receipt is made out for what is paid.</summary>
    public bool WithholdReceipts { get; set; }

    /// <summary>Receipts are signed wrongly.</summary>
    public bool ForgeReceipts { get; set; }

    /// <summary>How often an order was really made.</summary>
    public int Made { get; private set; }

    /// <summary>What the service would say of one order in its statement, changed by a test: the charge's key, and the sum instead; null: left out.</summary>
    public ConcurrentDictionary<string, long?> Misstated { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines of statements that belong to nobody.</summary>
    public ConcurrentBag<(string Day, string Key, long Amount)> Strays { get; } = [];

    public IEnumerable<string> Keys => orders.Keys;

    public void Map(IEndpointRouteBuilder routes, string root = "")
    {
        routes.MapPut($"{root}/orders/{{key}}", Put).ExcludeFromDescription().AllowEveryone();
        routes.MapGet($"{root}/orders/{{key}}", (string key, HttpContext context) => Say(context, () => orders.TryGetValue(key, out var order) ? Results.Json(order.Said(), Json.Options) : Results.NotFound())).ExcludeFromDescription().AllowEveryone();
        routes.MapDelete($"{root}/orders/{{key}}", Cancel).ExcludeFromDescription().AllowEveryone();
        routes.MapPut($"{root}/orders/{{key}}/counter", (string key, HttpContext context) => Say(context, () => Pay(key, "counter") ? Results.Json(orders[key].Said(), Json.Options) : Results.NotFound())).ExcludeFromDescription().AllowEveryone();
        routes.MapPut($"{root}/orders/{{key}}/refunds/{{refund}}", Refund).ExcludeFromDescription().AllowEveryone();
        routes.MapGet($"{root}/receipts/{{number}}", Receipt).ExcludeFromDescription().AllowEveryone();
        routes.MapGet($"{root}/statements/{{day}}", Statement).ExcludeFromDescription().AllowEveryone();
        routes.MapGet($"{root}/pay/{{code}}", Page).ExcludeFromDescription().AllowEveryone();
        routes.MapPost($"{root}/pay/{{code}}", PayOnPage).ExcludeFromDescription().AllowEveryone();
    }

    /// <summary>Somebody pays. True also where it was paid before.</summary>
    /// <param name="amount">Fen; null: what is owed.</param>
    public bool Pay(string key, string way, long? amount = null)
    {
        if (!orders.TryGetValue(key, out var order) || order.State == "cancelled") return false;
        lock (order)
        {
            if (order.State == "paid") return true;
            (order.State, order.Paid, order.PaidAt, order.Way) = ("paid", amount ?? order.Amount, clock.Now().ToChina(), way);
            order.Serial = string.Create(CultureInfo.InvariantCulture, $"S{Interlocked.Increment(ref serial):D8}");
            if (!WithholdReceipts) MakeReceipt(order);
            return true;
        }
    }

    public void MakeReceipt(string key) => MakeReceipt(orders[key]);

    /// <summary>Tells the platform that something changed; false: it did not take it.</summary>
    public async Task<HttpStatusCode> CallBack(string key, HttpClient? through = null, string? forged = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { key }, Json.Options);
        var stamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, orders.TryGetValue(key, out var order) ? order.Notify : "/api/v1/fees/callbacks") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Timestamp", stamp);
        request.Headers.Add("X-Signature", forged ?? Sign([.. Encoding.ASCII.GetBytes(stamp + "\n"), .. body]));
        if (through is not null) request.RequestUri = new Uri(new Uri(request.RequestUri!.ToString(), UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } whole ? whole.AbsolutePath : request.RequestUri.ToString(), UriKind.Relative);
        using var answer = await (through ?? client).SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<IResult> Put(string key, HttpContext context)
    {
        var asked = await JsonSerializer.DeserializeAsync<Asked>(context.Request.Body, Json.Options);
        return Say(context, () =>
        {
            if (asked is not { Amount: > 0, Fee: not null, Basis: not null }) return Results.BadRequest();
            var order = orders.GetOrAdd(key, _ =>
            {
                Made++;
                return new Order(key, asked, string.Create(CultureInfo.InvariantCulture, $"3702{clock.Now().Date:yyyyMMdd}{Interlocked.Increment(ref serial):D8}"));
            });
            order.PayAddress = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path.Value![..context.Request.Path.Value!.IndexOf("/orders/", StringComparison.Ordinal)]}/pay/{order.PayCode}";
            return order.Amount == asked.Amount ? Results.Json(order.Said(), Json.Options) : Results.Conflict();
        });
    }

    private IResult Cancel(string key, HttpContext context) => Say(context, () =>
    {
        if (!orders.TryGetValue(key, out var order)) return Results.NotFound();
        if (order.State == "paid") return Results.Conflict();
        order.State = "cancelled";
        return Results.Json(order.Said(), Json.Options);
    });

    private async Task<IResult> Refund(string key, string refund, HttpContext context)
    {
        var asked = await JsonSerializer.DeserializeAsync<Asked>(context.Request.Body, Json.Options);
        return Say(context, () =>
        {
            if (!orders.TryGetValue(key, out var order) || order.State != "paid" || asked is null) return Results.NotFound();
            lock (order)
            {
                var before = order.Refunds.Where(r => r.Key != refund).Sum(r => r.Value.Amount);
                if (before + asked.Amount > order.Paid) return Results.Conflict();
                var done = order.Refunds.GetOrAdd(refund, _ => (asked.Amount, clock.Now().ToChina()));
                return Results.Json(new { state = "refunded", amount = done.Amount, refundedAt = done.At }, Json.Options);
            }
        });
    }

    private IResult Receipt(string number, HttpContext context) => Say(context, () =>
    {
        if (orders.Values.FirstOrDefault(o => o.Receipt?.Number == number) is not { } order) return Results.NotFound();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                title = "财政电子票据（演示）", number, check = order.Receipt!.Value.Check, order = order.Key, item = order.Asked.ItemName, fee = order.Asked.Fee, basis = order.Asked.Basis,
                amount = order.Paid, payer = order.Asked.Payer, payee = "演示收缴系统", issuedAt = order.PaidAt,
            },
            Json.Options);
        context.Response.Headers["X-Signature"] = Sign(ForgeReceipts ? [0] : body);
        return Results.Bytes(body, "application/json");
    });

    private IResult Statement(string day, HttpContext context) => Say(context, () => Results.Json(new
    {
        day,
        lines = orders.Values.Where(o => o.PaidAt is { } at && DayOf(at) == day && !(Misstated.TryGetValue(o.Key, out var left) && left is null))
            .Select(o => new { key = o.Key, refund = (string?)null, amount = Misstated.GetValueOrDefault(o.Key) ?? o.Paid, place = o.Asked.Place })
            .Concat(orders.Values.SelectMany(o => o.Refunds.Where(r => DayOf(r.Value.At) == day).Select(r => new { key = o.Key, refund = (string?)r.Key, amount = (long?)r.Value.Amount, place = o.Asked.Place })))
            .Concat(Strays.Where(s => s.Day == day).Select(s => new { key = s.Key, refund = (string?)null, amount = (long?)s.Amount, place = (string?)null })),
    }, Json.Options));

    /// <summary>The page that a QR code leads to, as plain as can be.</summary>
    private IResult Page(string code)
    {
        if (orders.Values.FirstOrDefault(o => o.PayCode == code) is not { } order) return Results.NotFound();
        var state = order.State == "open" ? """<form method="post"><button>模拟支付</button></form>""" : "<p>已缴费或者已作废。</p>";
        return Results.Content(
            $"""<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>演示收缴系统</title><h1>演示收缴系统</h1><p>这里只作演示，不会真的收钱。</p><p>{WebUtility.HtmlEncode(order.Asked.Fee)}：{new Money(order.Amount)}</p>{state}<p><a href="/my/cases">回到平台</a></p></html>""",
            "text/html; charset=utf-8");
    }

    private async Task<IResult> PayOnPage(string code, HttpContext context)
    {
        if (orders.Values.FirstOrDefault(o => o.PayCode == code) is not { } order) return Results.NotFound();
        Pay(order.Key, "online");
        try
        {
            await CallBack(order.Key);
        }
        catch (HttpRequestException)
        {
            // The platform asks by itself later.
        }

        return Results.LocalRedirect(context.Request.Path);
    }

    private IResult Say(HttpContext context, Func<IResult> answer)
    {
        if (Token is { } token && context.Request.Headers.Authorization != $"Bearer {token}") return Results.Unauthorized();
        if (Down) return Results.StatusCode(503);
        var said = answer();
        if (LoseAnswers <= 0) return said;
        LoseAnswers--;
        context.Abort();
        return Results.Empty;
    }

    private void MakeReceipt(Order order) =>
        order.Receipt = (string.Create(CultureInfo.InvariantCulture, $"3702{Interlocked.Increment(ref serial):D8}"), Convert.ToHexString(Sm3.Of(Encoding.UTF8.GetBytes(order.Key)))[..6]);

    private string Sign(byte[] message) => Convert.ToBase64String(key.Sign(message));

    private static string DayOf(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        key.Dispose();
        client.Dispose();
    }

    private sealed record Asked(long Amount, string? Fee, string? Basis, string? ItemName, string? Payer, string? Place, string? Notify);

    private sealed class Order(string key, Asked asked, string payCode)
    {
        public string Key => key;

        public Asked Asked => asked;

        public long Amount => asked.Amount;

        public string PayCode => payCode;

        public string Notify => asked.Notify ?? "";

        public string? PayAddress { get; set; }

        public string State { get; set; } = "open";

        public long? Paid { get; set; }

        public DateTimeOffset? PaidAt { get; set; }

        public string? Way { get; set; }

        public string? Serial { get; set; }

        public (string Number, string Check)? Receipt { get; set; }

        public ConcurrentDictionary<string, (long Amount, DateTimeOffset At)> Refunds { get; } = new(StringComparer.Ordinal);

        public object Said() => new
        {
            state = State, amount = Amount, payCode, payAddress = PayAddress, paid = Paid, paidAt = PaidAt, way = Way, serial = Serial,
            receipt = Receipt is { } r ? new { number = r.Number, check = r.Check } : null,
        };
    }
}
