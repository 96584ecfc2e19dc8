using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>When a clock may have started, stopped, gone on or moved, the case's next rung is set anew.</summary>
internal sealed class WatchClockWhenCaseMoves(WarnInTime watch) : IReaction
{
    /// <summary>Frequent events that never move a clock: no case is read for them.</summary>
    private static readonly HashSet<string> Still =
    [
        "case.review-begun/1", "case.reviewed/1", "case.claimed/1", "case.released/1", "case.handed-on/1", "case.contact-recorded/1", "case.alerted/1", "case.left-to-people/1", "case.person-asked-for/1",
    ];

    private static readonly HashSet<string> Running = [nameof(CaseStatus.Accepted), nameof(CaseStatus.UnderReview), nameof(CaseStatus.RefusalDue)];

    public string Topic => "case.";

    public Task React(Message message, CancellationToken cancel)
    {
        if (Still.Contains(message.Topic)) return Task.CompletedTask;
        var happened = message.Read<CaseHappened>();
        return Running.Contains(happened.Status) ? watch.Set(CaseNumber.Parse(happened.Number), cancel) : Task.CompletedTask;
    }
}
