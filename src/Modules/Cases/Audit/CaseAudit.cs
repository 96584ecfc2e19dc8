using System.Data.Common;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// Re-checks every chain from its first event, every column beside a body, and every projection against its log. Streams both tables in key
/// order, holding one case at a time; what it reports first for a case is the first damage in it.
/// </summary>
internal sealed class CaseAudit(Database database) : IAudit
{
    public async Task<AuditReport> Verify(DateOnly? since, CancellationToken cancel)
    {
        await using var eventsConnection = await database.Connect(cancel);
        await using var casesConnection = await database.Connect(cancel);
        var least = since is { } day ? (day.Year * 10_000L + day.Month * 100 + day.Day) * 10_000_000_000 : 0;
        await using var selectCases = Select(
            casesConnection,
            $"select region, id, version, status, place, organisation, item, guide_version, subject, filed_by, accepted_by, reviewer, channel, received_at, promised_due, statutory_due, next_timer, tray, due, alerted, head, body from {database.Table(CasesDb.Name, "cases")} where id >= {least} order by region, id");
        await using var cases = await selectCases.ExecuteReaderAsync(cancel);
        await using var selectEvents = Select(
            eventsConnection,
            $"select region, case_id, seq, act_id, type, at, body, hash from {database.Table(CasesDb.Name, "case_events")} where case_id >= {least} order by region, case_id, seq");
        await using var events = await selectEvents.ExecuteReaderAsync(cancel);
        var damage = new List<Damage>();
        var (caseCount, eventCount) = (0L, 0L);
        var row = await Next(cases, CaseColumns.Read, cancel);
        var logged = await Next(events, EventColumns.Read, cancel);
        while (row is not null || logged is not null)
        {
            var key = Least(row?.Key, logged?.Key);
            var chain = new ChainCheck(key);
            while (logged is not null && logged.Key == key)
            {
                eventCount++;
                chain.Add(logged);
                logged = await Next(events, EventColumns.Read, cancel);
            }

            if (row is not null && row.Key == key)
            {
                caseCount++;
                chain.Against(row);
                row = await Next(cases, CaseColumns.Read, cancel);
            }
            else chain.WithoutCase();

            if (chain.First is { } found) damage.Add(found);
        }

        return new AuditReport(caseCount, eventCount, 0, damage);
    }

    private static CaseKey Least(CaseKey? a, CaseKey? b) =>
        a is null ? b!.Value : b is null ? a.Value : (a.Value.Region, a.Value.Id).CompareTo((b.Value.Region, b.Value.Id)) <= 0 ? a.Value : b.Value;

    /// <summary>The command outlives its reader: on SQLite disposing it closes the reader.</summary>
    private static DbCommand Select(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static async ValueTask<T?> Next<T>(DbDataReader reader, Func<DbDataReader, T> read, CancellationToken cancel)
        where T : class => await reader.ReadAsync(cancel) ? read(reader) : null;
}
