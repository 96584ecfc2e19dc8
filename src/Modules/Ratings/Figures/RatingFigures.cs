using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Ratings;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal sealed record RatingFigures(IReadOnlyDictionary<Grade, Figure> ByGrade, Figure All, Figure Bad)
{
    public static async Task<RatingFigures> Of(IQueryable<RatingRow> ratings, CancellationToken cancel)
    {
        var counts = await ratings.GroupBy(r => r.Grade).Select(g => new { Grade = g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Grade, g => g.Count, cancel);
        return new RatingFigures(
            Enum.GetValues<Grade>().ToDictionary(g => g, g => Metrics.RatingsGiven.Of(counts.GetValueOrDefault(g))),
            Metrics.RatingsGiven.Of(counts.Values.Sum()),
            Metrics.RatingsBad.Of(counts.Where(c => c.Key.IsBad()).Sum(c => c.Value)));
    }
}
