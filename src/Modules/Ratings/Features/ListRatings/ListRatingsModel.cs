using OneWindow.Contracts;

namespace OneWindow.Ratings;

/// <summary>One rating as staff see it: neither who nor which case.</summary>
/// <param name="Words">Null: nothing was written.</param>
public sealed record RatingModel(DateOnly On, Grade Grade, string ItemName, string Organisation, IReadOnlyList<string> Options, string? Words);

/// <param name="Counts">How many of each grade there are in all.</param>
/// <param name="Filter">"bad", a grade's key, or null for all.</param>
/// <param name="Next">What the next page begins after; null on the last.</param>
public sealed record ListRatingsModel(
    IReadOnlyList<RatingModel> Ratings, IReadOnlyDictionary<Grade, Figure> Counts, Figure All, Figure Bad, string? Filter, string? Next, bool IsFirst)
{
    public string Here(string? after = null) =>
        ListRatings.Path + (Filter is null ? "" : $"?grade={Filter}") + (after is null ? "" : $"{(Filter is null ? '?' : '&')}after={after}");
}
