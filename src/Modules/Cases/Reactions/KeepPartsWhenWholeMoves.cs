using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>分别立件、前置和裁定: what happens to a whole reaches its parts.</summary>
internal sealed class KeepPartsWhenWholeMoves(Parts parts, ICatalogue catalogue) : IReaction
{
    private static readonly HashSet<string> Moves =
        ["case.accepted/1", "case.conflict-raised/1", "case.conflict-settled/1", "case.supplement-filed/1"];

    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (!Moves.Contains(message.Topic)) return;
        var happened = message.Read<CaseHappened>();
        if (await catalogue.Version(happened.Item, happened.GuideVersion, cancel) is not { Combination: not null }) return;
        var number = CaseNumber.Parse(happened.Number);
        await (message.Topic switch
        {
            "case.accepted/1" => parts.Begin(number, cancel),
            "case.supplement-filed/1" => parts.Supply(number, happened.Sequence, cancel),
            _ => parts.Tell(number, cancel),
        });
    }
}
