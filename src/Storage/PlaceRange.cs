using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Migrations;

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

    /// <summary>
    /// The same for a list in the order of time. Of a district or a town a range gives no order, and the index by time holds mostly other places' rows: here its number is
    /// asked for by itself, as <see cref="ByDistrictAndTown"/> indexes it. A city or more has enough of the rows to be found by time.
    /// </summary>
    public static IQueryable<T> WithinInTime<T>(this IQueryable<T> rows, Expression<Func<T, long>> place, long from, long end)
    {
        ArgumentNullException.ThrowIfNull(place);
        return end - from is District or Town
            ? rows.Where(Expression.Lambda<Func<T, bool>>(
                Expression.Equal(Expression.Divide(place.Body, Expression.Constant(end - from)), Expression.Constant(from / (end - from))), place.Parameters))
            : rows.Within(place, from, end);
    }

    /// <summary>Two indexes of a table: the districts and the towns of its places, each followed by these columns.</summary>
    /// <param name="place">The column of the region's number.</param>
    /// <param name="where">Of which rows; null: of all. With a <paramref name="mark"/> in the indexes' names.</param>
    public static void ByDistrictAndTown(this MigrationBuilder migration, string module, string table, string columns, string? where = null, string mark = "", string place = "\"Place\"")
    {
        ArgumentNullException.ThrowIfNull(migration);
        var postgres = migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";
        foreach (var (name, size) in new[] { ("district", District), ("town", Town) })
        {
            var parts = $"(({place} / {size.ToString(CultureInfo.InvariantCulture)}), {columns}){(where is null ? "" : $" where {where}")}";
            migration.Sql(postgres ? $"create index ix_lists_{table}_{mark}{name} on {module}.{table} {parts}" : $"create index {module}_ix_lists_{table}_{mark}{name} on {module}_{table} {parts}");
        }
    }

    /// <summary>How many numbers a district has.</summary>
    private const long District = 1_000_000;

    private const long Town = 1_000;
}
