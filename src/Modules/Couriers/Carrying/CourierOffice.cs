using System.Net.Http.Headers;
using System.Net.Http.Json;
using OneWindow.Storage;

namespace OneWindow.Couriers;

/// <summary>寄递企业: the HTTP interface of docs/how-to/couriers.md, the same for all of them. The key is ours and stays the same, so that a repetition is none.</summary>
internal sealed class CourierOffice(CourierSettings settings, OutsideDoor door) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient client = door.Client(Patience, to => settings.All.Any(c => OutsideDoor.Leads(c.Address, to)));

    public Task<OutsideAnswer> Order(Courier courier, ParcelRow parcel, End from, End to, CancellationToken cancel) => Call(courier, HttpMethod.Put, parcel.Id, new
    {
        direction = parcel.Direction, from, to, what = "政务服务文书和材料", day = parcel.Day, notify = settings.NotifyAt(courier.Code),
    }, cancel);

    public Task<OutsideAnswer> Ask(Courier courier, string parcel, CancellationToken cancel) => Call(courier, HttpMethod.Get, parcel, null, cancel);

    private static async Task<OutsideAnswer> Call(HttpClient client, Courier courier, HttpMethod method, string parcel, object? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(courier.Address, $"orders/{parcel}")) { Content = body is null ? null : JsonContent.Create(body, options: Json.Options) };
        if (courier.Token is { Length: > 0 } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await OutsideCall.Send(client, request, courier.Name, cancel);
    }

    private Task<OutsideAnswer> Call(Courier courier, HttpMethod method, string parcel, object? body, CancellationToken cancel) => Call(client, courier, method, parcel, body, cancel);

    public void Dispose() => client.Dispose();
}

/// <summary>One end of a way: whom, by what telephone, where.</summary>
internal sealed record End(string Name, string? Phone, string Address);

/// <summary>How an order stands, as the courier says.</summary>
internal sealed record OrderSaid(string? State, string? Waybill, string? SignedBy, IReadOnlyList<TrackSaid>? Tracks);

internal sealed record TrackSaid(string? State, DateTimeOffset? At);
