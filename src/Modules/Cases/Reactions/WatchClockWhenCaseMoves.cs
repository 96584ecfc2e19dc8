using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>When a clock starts, stands still, goes on or moves, the case's next rung is set anew.</summary>
internal sealed class WatchClockWhenCaseMoves(WarnInTime watch) : IReaction
{
    private static readonly HashSet<string> Moves =
    [
        "case.accepted/1", "case.supplement-filed/1", "case.procedure-begun/1", "case.procedure-ended/1", "case.procedure-time-over/1", "case.limit-extended/1", "case.reprojected/1",
    ];

    public string Topic => "case.";

    public Task React(Message message, CancellationToken cancel) =>
        Moves.Contains(message.Topic) ? watch.Set(CaseNumber.Parse(message.Read<CaseHappened>().Number), cancel) : Task.CompletedTask;
}
