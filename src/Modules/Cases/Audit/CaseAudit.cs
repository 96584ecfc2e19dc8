using System.Data.Common;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// Re-checks every chain from its first event, every column beside a body, and every projection against its log. Streams the tables in key
/// order, holding one case at a time; what it reports first for a case is the first damage in it.
/// </summary>
internal sealed class CaseAudit(Database database) : IAudit
{
    public async Task<AuditReport> Verify(DateOnly? since, CancellationToken cancel)
    {
        await using var eventsConnection = await database.Connect(cancel);
        await using var casesConnection = await database.Connect(cancel);
        await using var listingsConnection = await database.Connect(cancel);
        var least = since is { } day ? (day.Year * 10_000L + day.Month * 100 + day.Day) * 10_000_000_000 : 0;
        await using var selectCases = Select(
            casesConnection,
            $"select region, id, version, status, next_timer, head, body from {database.Table(CasesDb.Name, "cases")} where id >= {least} order by region, id");
        await using var cases = await selectCases.ExecuteReaderAsync(cancel);
        await using var selectListings = Select(
            listingsConnection,
            $"select region, id, version, status, place, organisation, item, guide_version, subject, received_at, promised_due, statutory_due, tray, due, alerted from {database.Table(CasesDb.Name, "listings")} where id >= {least} order by region, id");
        await using var listings = await selectListings.ExecuteReaderAsync(cancel);
        await using var selectEvents = Select(
            eventsConnection,
            $"select region, case_id, seq, act_id, type, at, body, hash from {database.Table(CasesDb.Name, "case_events")} where case_id >= {least} order by region, case_id, seq");
        await using var events = await selectEvents.ExecuteReaderAsync(cancel);
        var damage = new List<Damage>();
        var (caseCount, eventCount) = (0L, 0L);
        var row = await Next(cases, ProjectedColumns.Read, cancel);
        var listed = await Next(listings, ProjectedColumns.Read, cancel);
        var logged = await Next(events, EventColumns.Read, cancel);
        while (row is not null || listed is not null || logged is not null)
        {
            var key = ((CaseKey?[])[row?.Key, listed?.Key, logged?.Key]).Where(k => k is not null).Select(k => k!.Value).MinBy(k => (k.Region, k.Id));
            var chain = new ChainCheck(key, listed?.Key == key ? listed : null);
            if (listed?.Key == key) listed = await Next(listings, ProjectedColumns.Read, cancel);
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
                row = await Next(cases, ProjectedColumns.Read, cancel);
            }
            else chain.WithoutCase();

            if (chain.First is { } found) damage.Add(found);
            else if (chain.ListedLate && !await WillBeListed(key, cancel)) damage.Add(chain.NotListed);
        }

        return new AuditReport(caseCount, eventCount, 0, damage);
    }

    /// <summary>The act is younger than its lists: its message is still on the way, or has arrived since.</summary>
    private async Task<bool> WillBeListed(CaseKey key, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        await using var command = Select(connection, $"""
            select (select count(*) from {database.Table("platform", "outbox")} where "Region" = {key.Region} and "Topic" like 'case.%' and "Body" like '%{CaseNumber.From(key.Region, key.Id)}%')
              + (select count(*) from {database.Table(CasesDb.Name, "listings")} l join {database.Table(CasesDb.Name, "cases")} c on c.region = l.region and c.id = l.id and c.version = l.version
                 where l.region = {key.Region} and l.id = {key.Id})
            """);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture) > 0;
    }

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
