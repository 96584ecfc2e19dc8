using System.Linq.Expressions;

namespace OneWindow.Storage;

/// <summary>
/// 区划范围: rows whose place lies in a half-open range of region numbers. The bounds stand in the statement as they are, not as parameters: a village has a handful of rows
/// and a city half of them, and only a database that sees which one is asked for can choose between the index by place and the one by time.
/// </summary>
public static class PlaceRange
{
    /// <param name="from">The region's number, included.</param>
    /// <param name="end">The number behind its last, not included.</param>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, Expression<Func<T, long>> place, long from, long end)
    {
        ArgumentNullException.ThrowIfNull(place);
        return rows.Where(Expression.Lambda<Func<T, bool>>(
            Expression.AndAlso(Expression.GreaterThanOrEqual(place.Body, Expression.Constant(from)), Expression.LessThan(place.Body, Expression.Constant(end))), place.Parameters));
    }
}
