using OneWindow.Contracts;

namespace OneWindow.Messages;

/// <summary>What must go out now or not at all, by the gateway that carries the queue's short messages.</summary>
internal sealed class ShortMessages(IEnumerable<ICarrier> carriers) : IShortMessages
{
    private readonly ICarrier carrier = carriers.Single(c => c.Means == Means.Sms);

    public bool IsSetUp => carrier.IsSetUp;

    public async ValueTask<bool> Send(string key, string phone, string text, CancellationToken cancel = default) =>
        carrier.IsSetUp && await carrier.Carry(new Parcel(key, phone, "", text), cancel) is Carried.Taken or Carried.Arrived;
}
