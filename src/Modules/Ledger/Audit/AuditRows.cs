using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>
/// A table's rows as they stand, whatever somebody did to them: values come as the database has them, and one of another kind is null.
/// </summary>
internal sealed class AuditRow(DbDataReader reader)
{
    public string? Text(int column) => reader[column] as string;

    public byte[]? Bytes(int column) => reader[column] as byte[];

    /// <summary>Null also for what is no whole number.</summary>
    public long? Number(int column) => reader[column] is long or int or short ? Convert.ToInt64(reader[column], CultureInfo.InvariantCulture) : null;

    public Instant? At(int column) => Number(column) is { } microseconds ? new Instant(microseconds) : null;

    /// <summary>Dates are text on SQLite.</summary>
    public DateOnly? Day(int column) => reader[column] switch
    {
        DateOnly day => day,
        DateTime day => DateOnly.FromDateTime(day),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => null,
    };

    /// <param name="rest">What follows the table: where, order by. Of our own making, never of a user's.</param>
    public static async IAsyncEnumerable<AuditRow> Read(
        Database database, string table, string columns, string rest, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        await using var command = connection.CreateCommand();
        var quoted = string.Join(", ", columns.Split(' ').Select(c => $"\"{c}\""));
        command.CommandText = $"select {quoted} from {database.Table(LedgerDb.Name, table)} {rest}";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var row = new AuditRow(reader);
        while (await reader.ReadAsync(cancel)) yield return row;
    }
}
