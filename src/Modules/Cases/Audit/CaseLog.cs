using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>The log's hashes in key order, for the audit of the ledger: a number's digits stand in the same order as its key.</summary>
internal sealed class CaseLog(Database database) : ICaseLog
{
    public async IAsyncEnumerable<LoggedEvent> Events(DateOnly? since, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var least = since is { } day ? (((day.Year * 10_000L) + (day.Month * 100) + day.Day) * 10_000_000_000) : 0;
        await using var connection = await database.Connect(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"select region, case_id, seq, hash from {database.Table(CasesDb.Name, "case_events")} where case_id >= {least} order by region, case_id, seq";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            // A key that no case can have, or a hash that is none, is named by the audit of the cases.
            if (Read(reader) is { } logged) yield return logged;
        }
    }

    private static LoggedEvent? Read(DbDataReader row)
    {
        try
        {
            var number = CaseNumber.From(Convert.ToInt64(row[0], CultureInfo.InvariantCulture), Convert.ToInt64(row[1], CultureInfo.InvariantCulture));
            return row[3] is byte[] hash
                ? new LoggedEvent(number.ToString(), Convert.ToInt32(row[2], CultureInfo.InvariantCulture), Convert.ToHexStringLower(hash))
                : null;
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }
}
