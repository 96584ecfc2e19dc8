using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using OneWindow.Storage;

namespace OneWindow.Fees;

/// <summary>政府非税收入收缴系统（统一公共支付）: the HTTP interface of docs/how-to/fee-collection.md. Every key is ours and stays the same, so that a repetition is none.</summary>
internal sealed class CollectionOffice(CollectionSettings settings, OutsideDoor door) : IDisposable
{
    private const string Whom = "收缴系统";
    private readonly HttpClient client = door.Client(settings.Patience, to => OutsideDoor.Leads(settings.Address, to));

    public bool IsSetUp => settings.Address is not null;

    public Task<OutsideAnswer> Order(ChargeRow charge, string payer, CancellationToken cancel) => Call(HttpMethod.Put, $"orders/{charge.Id}", new
    {
        @case = charge.Case, item = charge.Item, itemName = charge.ItemName, fee = charge.Fee, basis = charge.Basis, standard = charge.Standard,
        amount = charge.Amount.Fen, payer, organisation = charge.Organisation, place = charge.Place.ToString(CultureInfo.InvariantCulture), notify = settings.NotifyAt,
    }, cancel);

    public Task<OutsideAnswer> Ask(string charge, CancellationToken cancel) => Call(HttpMethod.Get, $"orders/{charge}", null, cancel);

    public Task<OutsideAnswer> Cancel(string charge, CancellationToken cancel) => Call(HttpMethod.Delete, $"orders/{charge}", null, cancel);

    /// <summary>现金或者刷卡 at our own counter.</summary>
    public Task<OutsideAnswer> PayAtCounter(string charge, string means, string reference, CancellationToken cancel) =>
        Call(HttpMethod.Put, $"orders/{charge}/counter", new { means, reference }, cancel);

    public Task<OutsideAnswer> Refund(RefundRow refund, CancellationToken cancel) =>
        Call(HttpMethod.Put, $"orders/{refund.Charge}/refunds/{refund.Id}", new { amount = refund.Amount.Fen, reason = refund.Why }, cancel);

    /// <summary>The receipt's own bytes; their signature stands in the header X-Signature.</summary>
    public Task<OutsideAnswer> Receipt(string number, CancellationToken cancel) => Call(HttpMethod.Get, $"receipts/{Uri.EscapeDataString(number)}", null, cancel);

    public Task<OutsideAnswer> Statement(string day, CancellationToken cancel) => Call(HttpMethod.Get, $"statements/{day}", null, cancel);

    private async Task<OutsideAnswer> Call(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        if (settings.Address is not { } address) return new OutsideAnswer.Later("本平台没有接通收缴系统");
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = body is null ? null : JsonContent.Create(body, options: Json.Options) };
        if (settings.Token is { Length: > 0 } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await OutsideCall.Send(client, request, Whom, cancel);
    }

    public void Dispose() => client.Dispose();
}

/// <summary>How an order stands, as the service says.</summary>
/// <param name="State">open, paid, cancelled.</param>
internal sealed record OrderSaid(
    string? State, long? Amount, string? PayCode, string? PayAddress, long? Paid, DateTimeOffset? PaidAt, string? Way, string? Serial, ReceiptSaid? Receipt);

internal sealed record ReceiptSaid(string? Number, string? Check);

/// <param name="State">accepted, refunded, failed.</param>
internal sealed record RefundSaid(string? State, long? Amount, DateTimeOffset? RefundedAt);

internal sealed record StatementSaid(string? Day, IReadOnlyList<StatementLine>? Lines);

internal sealed record StatementLine(string? Key, string? Refund, long? Amount, string? Place);

/// <summary>财政电子票据, the part of it that we read (JSON); whatever else stands in it is kept as it came.</summary>
internal sealed record ReceiptText(string? Number, string? Check, string? Order, long? Amount, string? Fee, string? Item, string? Basis, string? Payer, string? Payee, DateTimeOffset? IssuedAt);
