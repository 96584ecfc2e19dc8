using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>数量限制 (行政许可法 第五十七条): in the order of acceptance, unless a law says otherwise.</summary>
internal sealed partial class NaiveCase
{
    /// <summary>How the limited number stands now, as it was looked up; null: nobody looked.</summary>
    public QuotaQueue? Queue;

    /// <summary>Why it is not this case's turn; null: it is, or the number is not limited.</summary>
    private string? NotItsTurn => guide.Quota is null ? null
        : Queue is not { } queue ? "queue-unknown"
        : queue.Taken >= queue.Count ? "quota-exhausted"
        : queue.Taken + queue.Ahead.Count >= queue.Count ? "quota-order" : null;

    private void InTurn(List<string> against)
    {
        if (NotItsTurn is { } why) against.Add(why);
    }

    private Action WhenApprovedOutOfTurn(Actor by, ApproveOutOfOrder act, List<string> against)
    {
        From(against, CaseStatus.UnderReview);
        var approved = WhenApprovedBut(by, against);
        Unless(NotItsTurn is not null, "in-order", against);
        if (NotItsTurn is { } why and not "quota-order") against.Add(why);
        Unless(act.Law is { Type: BasisType.Law or BasisType.AdministrativeRegulation, Law.Length: > 0, Article.Length: > 0 }, "order-basis", against);
        return approved;
    }
}
