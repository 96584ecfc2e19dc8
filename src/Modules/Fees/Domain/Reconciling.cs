using OneWindow.Kernel;

namespace OneWindow.Fees;

/// <summary>One movement of money on one day: a payment, or a refund with its own key.</summary>
/// <param name="Charge">The charge's key.</param>
/// <param name="Refund">Null: a payment.</param>
/// <param name="Amount">In fen, always positive.</param>
/// <param name="Place">Where its case is handled, as it was told when the order was made.</param>
internal sealed record Movement(string Charge, string? Refund, Money Amount, long Place);

internal enum DifferenceKind
{
    /// <summary>They have it, we do not.</summary>
    MissingHere,

    /// <summary>We have it, they do not.</summary>
    MissingThere,

    OtherAmount,
}

internal sealed record Difference(DifferenceKind Kind, string Charge, string? Refund, Money? Ours, Money? Theirs, long Place);

/// <summary>日对账: what we booked for a day beside what the collection service says of it, to the fen.</summary>
internal static class Reconciling
{
    public static IReadOnlyList<Difference> Compare(IReadOnlyList<Movement> ours, IReadOnlyList<Movement> theirs)
    {
        var differences = new List<Difference>();
        // The same movement twice in one statement is one too many: the second is missing here.
        var left = ours.GroupBy(m => (m.Charge, m.Refund)).ToDictionary(g => g.Key, g => new Queue<Movement>(g));
        foreach (var there in theirs)
        {
            if (!left.TryGetValue((there.Charge, there.Refund), out var here) || here.Count == 0)
                differences.Add(new Difference(DifferenceKind.MissingHere, there.Charge, there.Refund, null, there.Amount, there.Place));
            else if (here.Dequeue() is var booked && booked.Amount != there.Amount)
                differences.Add(new Difference(DifferenceKind.OtherAmount, there.Charge, there.Refund, booked.Amount, there.Amount, booked.Place));
        }

        differences.AddRange(left.Values.SelectMany(q => q).Select(m => new Difference(DifferenceKind.MissingThere, m.Charge, m.Refund, m.Amount, null, m.Place)));
        return [.. differences.OrderBy(d => d.Charge, StringComparer.Ordinal).ThenBy(d => d.Refund, StringComparer.Ordinal)];
    }
}
