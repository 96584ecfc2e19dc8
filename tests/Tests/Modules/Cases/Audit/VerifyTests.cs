using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>`verify` under attack: whatever is changed in a table that the log covers is found and its first damage named rightly.</summary>
public sealed class VerifyTests
{
    private const int Attacks = 1_000;

    private static readonly string[] EventColumns = ["region", "case_id", "seq", "act_id", "type", "at", "body", "hash"];

    private static readonly string[] CaseColumns = ["region", "id", "version", "status", "next_timer", "head", "body"];

    private static readonly string[] ListingColumns =
    [
        "region", "id", "version", "status", "place", "organisation", "item", "guide_version", "subject", "received_at", "promised_due", "statutory_due", "tray", "due",
        "alerted",
    ];

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task An_untouched_log_verifies(string database)
    {
        await using var world = await Filled(database);
        var report = await Audits.Of(world);
        Assert.Empty(report.Damage);
        Assert.Equal((4, 10), (report.Cases, report.Events));
    }

    [Fact]
    public async Task A_random_byte_in_a_random_column_of_a_random_row_is_found_and_named_a_thousand_times()
    {
        await using var world = await Filled(World.Sqlite);
        var (database, audit) = (world.Services.GetRequiredService<Database>(), new CaseAudit(world.Services.GetRequiredService<Database>()));
        await Deliver(database);
        var random = new Random(20251122);
        (string Name, string[] Columns, List<object[]> Rows)[] tables =
        [
            ("cases_case_events", EventColumns, await Rows(database, "cases_case_events", EventColumns)),
            ("cases_cases", CaseColumns, await Rows(database, "cases_cases", CaseColumns)),
            ("cases_listings", ListingColumns, await Rows(database, "cases_listings", ListingColumns)),
        ];
        for (var attack = 0; attack < Attacks; attack++)
        {
            var (table, columns, all) = tables[random.Next(tables.Length)];
            var onEvents = columns == EventColumns;
            var row = all[random.Next(all.Count)];
            var column = random.Next(columns.Length);
            var damaged = Damaged(row[column], random);
            if (!await TrySet(database, table, columns, row, column, damaged))
            {
                attack--; // The database itself would not hold such a row: another attack.
                continue;
            }

            var report = await audit.Verify(null, CancellationToken.None);
            Assert.True(await TrySet(database, table, columns, [.. row.Select((value, i) => i == column ? damaged : value)], column, row[column]));

            var number = CaseNumber.From(Convert.ToInt64(row[0], CultureInfo.InvariantCulture), Convert.ToInt64(row[1], CultureInfo.InvariantCulture)).ToString();
            var told = $"attack {attack}: {table}.{columns[column]} of {number}";
            Assert.False(report.Ok, told);
            // A changed key moves the row to another case: both are told. Everything else is told of this case, and of no other.
            if (columns[column] is not ("region" or "case_id" or "id")) Assert.Equal([number], report.Damage.Select(d => d.Case));
            else Assert.Contains(report.Damage, d => d.Case == number);
            if (onEvents && columns[column] is not ("region" or "case_id" or "seq"))
            {
                Assert.Equal(Convert.ToInt32(row[2], CultureInfo.InvariantCulture), report.Damage.Single().Sequence);
            }
        }

        Assert.True((await audit.Verify(null, CancellationToken.None)).Ok);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Deleted_swapped_appended_and_cut_off_rows_are_found_and_named(string database)
    {
        await using var world = await Filled(database);
        var store = world.Services.GetRequiredService<Database>();
        await world.Settle();
        await Deliver(store);
        var events = store.Table("cases", "case_events");
        var victim = CaseNumber.From(370202000000, await Scalar(store, $"select max(case_id) from {events} where seq = 5"));
        var here = $"region = {victim.Region.Number} and case_id = {victim.Id}";

        await Attack(store, victim, 2, $"delete from {events} where {here} and seq = 2");
        await Attack(store, victim, 5, $"delete from {events} where {here} and seq = 5");
        await Attack(store, victim, 6, $"insert into {events} select region, case_id, 6, 'forged', type, at, body, hash from {events} where {here} and seq = 5");
        // Two rows change places: at the first of them the chain breaks.
        await Attack(store, victim, 2, $"update {events} set seq = 99 where {here} and seq = 2; update {events} set seq = 2 where {here} and seq = 3; update {events} set seq = 3 where {here} and seq = 99");
        await Attack(store, victim, 0, $"delete from {store.Table("cases", "cases")} where region = {victim.Region.Number} and id = {victim.Id}");
        await Attack(store, victim, 0, $"delete from {store.Table("cases", "listings")} where region = {victim.Region.Number} and id = {victim.Id}");
    }

    /// <summary>Keeps a copy, does the damage, looks, and puts everything back.</summary>
    private static async Task Attack(Database store, CaseNumber victim, int sequence, string sql)
    {
        var copies = new[] { ("case_events", "a_events"), ("cases", "a_cases"), ("listings", "a_listings") };
        await Execute(store, string.Join(';', copies.Select(c => $"create table {c.Item2} as select * from {store.Table("cases", c.Item1)}")));
        await Execute(store, sql);
        var report = await new CaseAudit(store).Verify(null, CancellationToken.None);
        foreach (var (table, copy) in copies) await Execute(store, $"delete from {store.Table("cases", table)}; insert into {store.Table("cases", table)} select * from {copy}; drop table {copy}");
        var damage = Assert.Single(report.Damage);
        Assert.Equal((victim.ToString(), sequence), (damage.Case, damage.Sequence));
        Assert.True((await new CaseAudit(store).Verify(null, CancellationToken.None)).Ok);
    }

    /// <summary>Four cases of different ages: ten events.</summary>
    private static async Task<World> Filled(string database)
    {
        var world = await World.Start(database);
        var cases = new FiledCases(world);
        var guide = await cases.Guide();
        await cases.File(lacking: 1);
        await cases.Do(await cases.File(), FiledCases.Clerk(guide), new Accept());
        await cases.Do(await cases.File(), FiledCases.Clerk(guide), new RefuseAcceptance("out-of-powers", "市局") { Paper = "p" });
        await cases.Do(await cases.Reviewed(), FiledCases.Reviewer(guide), new Approve());
        return world;
    }

    /// <summary>Nothing is on its way any more: nothing excuses a list that is behind.</summary>
    private static Task Deliver(Database store) => Execute(store, $"delete from {store.Table("platform", "outbox")}");

    private static object Damaged(object value, Random random) => value switch
    {
        long n => n ^ (1L << random.Next(0, 40)),
        string { Length: > 0 } text => random.Next(text.Length) is var at && text[at] is var c ? text[..at] + (char)(c == 'x' ? 'y' : 'x') + text[(at + 1)..] : "x",
        byte[] bytes => bytes.Select((b, i) => i == 7 ? (byte)(b ^ (1 << random.Next(8))) : b).ToArray(),
        _ => "x",
    };

    private static async Task<List<object[]>> Rows(Database database, string table, string[] columns)
    {
        await using var connection = await database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select {string.Join(", ", columns)} from {table}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[columns.Length];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>False: a key of the database itself stands against it.</summary>
    private static async Task<bool> TrySet(Database database, string table, string[] columns, object[] row, int column, object value)
    {
        await using var connection = await database.Connect();
        await using var command = connection.CreateCommand();
        var keys = table.EndsWith("events", StringComparison.Ordinal) ? 3 : 2;
        command.CommandText = $"update {table} set {columns[column]} = @value where {string.Join(" and ", columns.Take(keys).Select((c, i) => $"{c} = @k{i}"))}";
        Add(command, "@value", value);
        for (var i = 0; i < keys; i++) Add(command, $"@k{i}", row[i]);
        try
        {
            return await command.ExecuteNonQueryAsync() == 1;
        }
        catch (Microsoft.Data.Sqlite.SqliteException e) when (e.SqliteErrorCode == 19)
        {
            return false;
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static async Task Execute(Database database, string sql)
    {
        await using var connection = await database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> Scalar(Database database, string sql)
    {
        await using var connection = await database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
