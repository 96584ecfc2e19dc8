using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>What a part has come to is told to its whole, with the version it is true of (an older message never undoes a newer one), and to the parts that wait for it.</summary>
internal sealed class TellWholeWhenPartMoves(Parts parts) : IReaction
{
    private static readonly HashSet<string> Moves =
    [
        "case.approved/1", "case.refused/1", "case.deemed-renewed/1", "case.delivered/1", "case.withdrawn/1", "case.terminated/1", "case.reopened/1",
    ];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (!Moves.Contains(message.Topic) || message.Read<CaseHappened>() is not { Whole: not null } happened) return;
        await parts.TellWhole(CaseNumber.Parse(happened.Number), decided: message.Topic != "case.delivered/1", cancel);
    }
}
