using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>A case that ends without a grant, or whose grant is revoked, gives its place back to the queue.</summary>
internal sealed class FreePlaceWhenCaseEnds(Quotas quotas, ICatalogue catalogue) : IReaction
{
    private static readonly string[] Ends = ["case.refused/1", "case.withdrawn/1", "case.terminated/1", "case.revocation-decided/1"];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (!Ends.Contains(message.Topic)) return;
        var happened = message.Read<CaseHappened>();
        if ((await catalogue.Version(happened.Item, happened.GuideVersion, cancel))?.Quota is null) return;
        await quotas.Free(CaseNumber.Parse(happened.Number), cancel);
    }
}
