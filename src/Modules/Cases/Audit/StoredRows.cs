using System.Data.Common;
using System.Globalization;

namespace OneWindow.Cases;

/// <summary>A row of case_events as it stands, whatever somebody did to it.</summary>
internal sealed record EventColumns(CaseKey Key, object Seq, object ActId, object Type, object At, object Body, object Hash)
{
    public static EventColumns Read(DbDataReader r) =>
        new(new CaseKey(Convert.ToInt64(r[0], CultureInfo.InvariantCulture), Convert.ToInt64(r[1], CultureInfo.InvariantCulture)), r[2], r[3], r[4], r[5], r[6], r[7]);
}

/// <summary>A row of cases or of listings as it stands: the columns by name.</summary>
internal sealed record ProjectedColumns(CaseKey Key, IReadOnlyDictionary<string, object?> Values)
{
    public static ProjectedColumns Read(DbDataReader r) => new(
        new CaseKey(Convert.ToInt64(r[0], CultureInfo.InvariantCulture), Convert.ToInt64(r[1], CultureInfo.InvariantCulture)),
        Enumerable.Range(2, r.FieldCount - 2).ToDictionary(r.GetName, i => r.IsDBNull(i) ? null : r[i]));
}
