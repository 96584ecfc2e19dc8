using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Plans;

/// <summary>
/// Fills every table that grows, by the modules' own models: one list of cases (region, number, who, where, open or closed), and each table selects its columns from it.
/// A new table is filled without a word here, unless <see cref="Shape"/> says that it is fixed or how it differs.
/// </summary>
internal sealed class Filling(World world, string connection, int cases)
{
    private static readonly DateOnly First = new(2020, 1, 1);

    /// <summary>Tables that grow with cases or people, as "schema.table".</summary>
    public static IReadOnlyList<(string Name, IEntityType Entity)> Growing(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return
        [
            .. scope.ServiceProvider.GetServices<ModuleDb>().SelectMany(db => db.Model.GetEntityTypes())
                .Where(e => e.GetTableName() is not null && e.ClrType != typeof(OutboxRow)).Select(e => (Name: $"{e.GetSchema()}.{e.GetTableName()}", e))
                .DistinctBy(t => t.Name).Where(t => !Shape.IsFixed(t.Name)).OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    public async Task Run()
    {
        var watch = Stopwatch.StartNew();
        var template = await world.File();
        await Run("create schema fill");
        await PourCases(template);
        var tables = Growing(world.Services);
        var plans = tables.Select(t => (t.Name, Rows: Shape.RowsOf(t.Name, cases), Sql: Statement(t.Name, t.Entity))).OrderByDescending(t => t.Rows).ToList();
        var (faults, slow) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (t, _) =>
        {
            var began = watch.Elapsed;
            if (await Fill(t.Name, t.Sql) is { } fault) faults.Enqueue(fault);
            if (watch.Elapsed - began > TimeSpan.FromSeconds(2)) slow.Enqueue($"{t.Name} {(watch.Elapsed - began).TotalSeconds:F0} s");
        });
        Assert.True(faults.IsEmpty, string.Join("\n\n", faults));
        await Run("drop schema fill cascade");
        await Run("vacuum analyze");
        TestContext.Current.SendDiagnosticMessage($"{cases} cases and {tables.Count} tables filled in {watch.Elapsed.TotalSeconds:F0} s; {string.Join(", ", slow)}");
    }

    /// <summary>The list that everything else selects from: written by the kernel's own number, so that each row is one that the house could have made.</summary>
    private async Task PourCases(CaseNumber template)
    {
        var (orgs, subjects, accounts, items) = (
            await Read("""select "Id", "Region" from identity.organisations order by "Id" """, r => (Id: r.GetString(0), Place: r.GetInt64(1))), await Read("""select "Id" from identity.subjects order by "Id" """, r => r.GetString(0)),
            await Read("""select "Id" from identity.accounts order by "Id" """, r => r.GetString(0)), await Read("""select "Key", "Organisation" from catalogue.items where "CurrentVersion" > 0 order by "Key" """, r => (Item: r.GetString(0), Organisation: r.GetString(1))));
        var shinan = orgs.Where(o => o.Place == 370202_000_000).ToList();
        var itemsOf = items.ToLookup(i => i.Organisation, i => i.Item);
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using (var create = new NpgsqlCommand($"""
            create unlogged table fill.c (g bigint, region bigint, id bigint, number text, organisation text, place bigint, item text, subject text, account text, open boolean, at bigint, day date, head bytea, body text);
            create unlogged table fill.template as select c.head, c.body, c.id::text as id, c.region::text as region, e.body as event, '{template}'::text as number from cases.cases c join cases.case_events e on e.region = c.region and e.case_id = c.id and e.seq = 1 where c.region = {template.Region.Number} and c.id = {template.Id};
            """, open)) await create.ExecuteNonQueryAsync();
        await using (var rows = await open.BeginBinaryImportAsync("copy fill.c (g, region, id, number, organisation, place, item, subject, account, open, at, day) from stdin (format binary)"))
        {
            for (var g = 1; g <= cases; g++)
            {
                // A district with fifteen in a hundred of all cases, the rest of the demonstration with twenty-five, two thousand offices elsewhere with the others.
                var spread = (int)(g * 2654435761L >> 7 & 0x7fffffff);
                var (organisation, place) = (g % 100) switch
                {
                    < 15 => shinan[spread % shinan.Count],
                    < 40 => orgs[spread % orgs.Count],
                    _ => ($"org-{spread % 2_000}", ElsewhereOf(spread % 200)),
                };
                var day = First.AddDays((int)(1_880L * g / cases));
                var region = RegionCode.From(place / 1_000_000 * 1_000_000);
                var number = CaseNumber.From(region, day, 9_000 + (g % 7), g % 1_000_000);
                await rows.StartRowAsync();
                await rows.WriteAsync((long)g);
                await rows.WriteAsync(number.Region.Number);
                await rows.WriteAsync(number.Id);
                await rows.WriteAsync(number.ToString());
                await rows.WriteAsync(organisation);
                await rows.WriteAsync(place);
                await rows.WriteAsync(itemsOf[organisation].ElementAtOrDefault(spread % 5) ?? items[spread % items.Count].Item);
                await rows.WriteAsync(g % 200 == 7 ? subjects[g / 200 % subjects.Count] : $"s{spread % Math.Max(1, cases / 2)}");
                await rows.WriteAsync(g % 20 == 3 ? accounts[g / 20 % accounts.Count] : $"a{spread % Math.Max(1, cases / 3)}");
                // Three in a hundred still run.
                await rows.WriteAsync(spread % 100 < 3);
                await rows.WriteAsync(Instant.From(new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), Instant.ChinaOffset)).Microseconds + g);
                await rows.WriteAsync(day);
            }

            await rows.CompleteAsync();
        }

        await using var analyze = new NpgsqlCommand("analyze fill.c", open);
        await analyze.ExecuteNonQueryAsync();
    }

    private static long ElsewhereOf(int n) => 410_000_000_000 + ((1 + (n % 15)) * 100_000_000L) + ((1 + (n / 15)) * 1_000_000L);

    /// <summary>One table: what went wrong, or null. Its indexes go, its rows come, they are made anew.</summary>
    private async Task<string?> Fill(string table, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        var constraints = await Read($"select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = '{table}'::regclass and contype in ('p', 'u')", r => (Name: r.GetString(0), Text: r.GetString(1)));
        var indexes = await Read($"select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index where indrelid = '{table}'::regclass and not exists (select 1 from pg_constraint c where c.conindid = indexrelid)", r => (Name: r.GetString(0), Text: r.GetString(1)));
        var script = new List<string> { $"alter table {table} set unlogged" };
        script.AddRange(indexes.Select(i => $"drop index {i.Name}"));
        script.AddRange(constraints.Select(c => $"alter table {table} drop constraint \"{c.Name}\""));
        script.Add(sql);
        script.AddRange(constraints.Select(c => $"alter table {table} add constraint \"{c.Name}\" {c.Text}"));
        script.AddRange(indexes.Select(i => i.Text));
        foreach (var one in script)
        {
            try
            {
                await using var command = new NpgsqlCommand(one, open) { CommandTimeout = 300 };
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException e)
            {
                return $"{table} could not be filled: {e.MessageText}\n{one}";
            }
        }

        return null;
    }

    private string Statement(string table, IEntityType entity)
    {
        var columns = entity.GetProperties().Select(p => (Name: p.GetColumnName(), Text: Shape.Of(table, p))).ToList();
        var times = Shape.TimesOf(table);
        return $"""
            insert into {table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))})
            select {string.Join(", ", columns.Select(c => c.Text))} from fill.c c{(times > 1 ? $", generate_series(1, {times}) n" : ", (select 1 as n) n")}{(table is "cases.cases" or "cases.case_events" ? ", fill.template t" : "")}
            where c.g <= {(Shape.RowsOf(table, cases) / times).ToString(CultureInfo.InvariantCulture)}
            """;
    }

    private async Task Run(string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<T>> Read<T>(string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }
}
