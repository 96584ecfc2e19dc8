using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>缴费入办件日志: what Fees says of a charge becomes an act of its case. Heard twice it is one act, by its key; heard before its charge it waits.</summary>
internal sealed class RecordFeeWhenItMoves(CaseDesk desk) : IReaction
{
    public string Topic => "fee.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var moved = message.Read<FeeMoved>();
        var open = await desk.Open(CaseNumber.Parse(moved.Case), cancel) ?? throw new InvalidOperationException($"{moved.Case} is unknown.");
        var done = await desk.Do(open, Actor.Clockwork, new RecordFee(moved.Charge, moved.Fee, moved.Step, moved.Amount, moved.Receipt), $"fee-{moved.Key}");
        if (!done.Try(out _, out var why)) throw new InvalidOperationException($"{message.Topic} of {moved.Case}: {why.Code}");
    }
}
