using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Ledger;

/// <summary>Whatever is changed in the ledger, or in the logs under it, is found and named.</summary>
public sealed class LedgerAuditTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private static readonly (string Table, string[] Columns)[] Covered =
    [
        ("keys", ["Id", "Public", "Sealed", "MadeAt"]),
        ("promises", ["Number", "Sequence", "Hash", "At", "PromisedBy", "KeyId", "Signature"]),
        ("receipts", ["Number", "Text", "KeyId", "Signature"]),
        ("leaves", ["Index", "Number", "Sequence", "Hash", "Leaf"]),
        ("nodes", ["Position", "Hash"]),
        ("roots", ["Size", "Hash", "At", "PreviousSize", "KeyId", "Signature"]),
        ("days", ["Day", "Size", "Body"]),
    ];

    public static TheoryData<string, string> Columns => [.. Covered.SelectMany(t => t.Columns.Select(c => (t.Table, c)))];

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task A_changed_value_in_any_column_of_any_row_is_found(string table, string column)
    {
        await using var host = await Told(databases.NewFolder());
        Assert.Empty((await host.Audit()).Damage);
        var database = host.Services.GetRequiredService<Database>();
        await using var connection = await database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select rowid, \"{column}\" from ledger_{table}";
        List<(long Row, object Value)> values = [];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) values.Add((reader.GetInt64(0), reader.GetValue(1)));
        }

        Assert.NotEmpty(values);
        var random = new Random(20261122);
        foreach (var (row, value) in values)
        {
            var changed = Changed(value, random);
            await Put(row, changed);
            Assert.NotEmpty((await host.Audit()).Damage);
            // A key that is a number is the row's own number on SQLite: it went with the value.
            await Put((table, column) is ("leaves", "Index") or ("nodes", "Position") or ("roots", "Size") ? (long)changed : row, value);
        }

        Assert.Empty((await host.Audit()).Damage);

        async Task Put(long row, object value)
        {
            command.Parameters.Clear();
            command.CommandText = $"update ledger_{table} set \"{column}\" = $value where rowid = $row";
            foreach (var (name, given) in ((string, object)[])[("$value", value), ("$row", row)])
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, given);
                command.Parameters.Add(parameter);
            }

            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }
    }

    [Theory]
    [InlineData("leaves")]
    [InlineData("nodes")]
    [InlineData("roots")]
    [InlineData("days")]
    public async Task A_row_taken_out_of_the_middle_is_found(string table)
    {
        await using var host = await Told(databases.NewFolder());
        await Run(host, $"delete from ledger_{table} where rowid = (select rowid from ledger_{table} order by 1 limit 1 offset 1)");
        Assert.NotEmpty((await host.Audit()).Damage);
    }

    [Theory]
    [InlineData(BothDatabases.Sqlite)]
    [InlineData(BothDatabases.Postgres)]
    public async Task A_log_cut_off_at_its_end_shows_as_a_leaf_whose_event_is_gone(string database)
    {
        await using var host = await Told(databases.NewFolder(), databases.NewConnection(database));
        var report = await host.Audit();
        Assert.Empty(report.Damage);
        Assert.Equal(3, report.Roots);
        var told = host.Cases[Second(host)];
        told.Log.RemoveAt(1);
        var found = Assert.Single((await host.Audit()).Damage);
        Assert.Equal((told.Facts.Number.ToString(), 2), (found.Case, found.Sequence));
        // The comparison, not the tree, is what a day bounds.
        Assert.Empty((await host.Audit(told.Facts.Number.Day.AddDays(5))).Damage);
    }

    [Fact]
    public async Task A_rewritten_event_and_one_that_never_came_are_named()
    {
        await using var host = await Told(databases.NewFolder());
        var number = Second(host);
        host.Cases[number].Log[0] = host.Cases[number].Log[0] with { Hash = new string('f', 64) };
        var rewritten = Assert.Single((await host.Audit()).Damage);
        Assert.Equal((number.ToString(), 1), (rewritten.Case, rewritten.Sequence));

        await using var other = await Told(databases.NewFolder());
        var onTheWay = await other.Cases.Happen(Second(other), "case.accepted/1", new { });
        Assert.Empty((await other.Audit()).Damage); // In the outbox: late at worst.
        await Run(other, "delete from platform_outbox");
        var dropped = Assert.Single((await other.Audit()).Damage);
        Assert.Equal((Second(other).ToString(), onTheWay.Sequence), (dropped.Case, dropped.Sequence));
    }

    [Fact]
    public async Task A_ledger_cut_off_at_its_end_is_found_by_its_roots_or_by_the_logs()
    {
        await using var host = await Told(databases.NewFolder());
        await Run(host, "delete from ledger_leaves where \"Index\" > 9");
        Assert.Contains((await host.Audit()).Damage, d => d.What.Contains("截断", StringComparison.Ordinal));

        await using var wholly = await Told(databases.NewFolder());
        await Run(wholly, "delete from ledger_leaves where \"Index\" > 7; delete from ledger_nodes where \"Position\" > 14; delete from ledger_roots where \"Size\" > 8");
        Assert.Equal(4, (await wholly.Audit()).Damage.Count(d => d.What.Contains("日志里有这条记录，总账里没有", StringComparison.Ordinal)));
    }

    /// <summary>Three days of two cases each with two events each: 12 leaves, 3 roots, 2 closed days, promises and receipts.</summary>
    private static async Task<LedgerHost> Told(string folder, string? connection = null)
    {
        var host = await LedgerHost.Start(folder, connection);
        for (var day = 0; day < 3; day++)
        {
            for (var i = 0; i < 2; i++)
            {
                var number = await host.Cases.Submit(LedgerHost.Lease);
                await host.Page($"/receipts/{number}", LedgerHost.Li);
                await host.Cases.Happen(number, "case.accepted/1", new { mode = "ordinary" });
            }

            await host.PassAMinute();
            if (day < 2) host.Clock.Move(TimeSpan.FromDays(1));
        }

        return host;
    }

    private static CaseNumber Second(LedgerHost host) => CaseNumber.From(RegionCode.Parse("370202"), new DateOnly(2026, 11, 20), 0, 2);

    private static object Changed(object value, Random random) => value switch
    {
        long number => number + 1_000_000,
        byte[] bytes => Flip(bytes, random),
        string text => Replace(text, random.Next(text.Length)),
        _ => throw new InvalidOperationException($"{value.GetType()} in the ledger."),
    };

    private static byte[] Flip(byte[] bytes, Random random)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static string Replace(string text, int at) => string.Create(
        CultureInfo.InvariantCulture, $"{text[..at]}{(text[at] == '7' ? '8' : '7')}{text[(at + 1)..]}");

    private static async Task Run(LedgerHost host, string sql)
    {
        await using var connection = await host.Services.GetRequiredService<Database>().Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
