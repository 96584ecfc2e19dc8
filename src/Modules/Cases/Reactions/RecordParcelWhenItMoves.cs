using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 寄递入办件日志: what Couriers says of a parcel becomes an act of its case: sent, failed, delivered with its waybill as the proof. Heard twice it is one act, by its
/// key. News of a delivery that was given up, or of a case that has ended, is too late to change anything.
/// </summary>
internal sealed class RecordParcelWhenItMoves(CaseDesk desk, ILogger<RecordParcelWhenItMoves> log) : IReaction
{
    private static readonly string[] TooLate = ["cases.ended", "cases.parcel-over", "cases.not-from-here", "cases.stage-missing"];

    public string Topic => "parcel.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var moved = message.Read<ParcelMoved>();
        var open = await desk.Open(CaseNumber.Parse(moved.Case), cancel) ?? throw new InvalidOperationException($"{moved.Case} is unknown.");
        var done = await desk.Do(open, Actor.Clockwork, new RecordParcel(moved.Begun, moved.Courier, moved.Waybill, moved.Step, moved.Why), $"parcel-{moved.Key}");
        if (done.Try(out _, out var why)) return;
        if (!TooLate.Contains(why.Code)) throw new InvalidOperationException($"{message.Topic} of {moved.Case}: {why.Code}");
        log.LogInformation("{Topic} of {Case} came too late: {Code}.", message.Topic, moved.Case, why.Code);
    }
}
