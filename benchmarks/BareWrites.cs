using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OneWindow.Bench;

/// <summary>The limit: the three writes of an act with no reading, no rules and no hashing, as one prepared statement (PostgreSQL) or 64 a commit (SQLite).</summary>
internal static class BareWrites
{
    private const int Cases = 100_000;
    private const int GroupCommit = 64;

    /// <summary>As long as an event's body is on average.</summary>
    private static readonly string Body = new('x', 620);

    private static readonly string State = new('s', 1_100);

    public static string PreparePostgres(string connection)
    {
        using var source = NpgsqlDataSource.Create(connection);
        source.CreateCommand($"""
            create schema bare;
            create table bare.cases (region bigint not null, id bigint not null, version int not null, status text not null, head bytea not null, body text not null, primary key (region, id)) with (fillfactor = 80);
            create table bare.case_events (region bigint not null, case_id bigint not null, seq int not null, type text not null, at bigint not null, body text not null, hash bytea not null, primary key (region, case_id, seq));
            create table bare.outbox (region bigint not null, id bigint generated always as identity, topic text not null, body text not null, primary key (region, id));
            insert into bare.cases select 370202000000, g, 1, 'Submitted', decode(repeat('00', 32), 'hex'), repeat('s', {State.Length}) from generate_series(1, {Cases}) g;
            """).ExecuteNonQuery();
        var script = Path.Combine(Path.GetTempPath(), $"ow-bare-{Guid.NewGuid():N}.sql");
        File.WriteAllText(script, $"""
            \set id random(1, {Cases})
            WITH c AS (UPDATE bare.cases SET version = version + 1, status = 'Accepted', head = decode(repeat('ab', 32), 'hex'), body = '{State}' WHERE region = 370202000000 AND id = :id RETURNING region, id, version), e AS (INSERT INTO bare.case_events SELECT region, id, version, 'case.accepted/1', 1, '{Body}', decode(repeat('ab', 32), 'hex') FROM c) INSERT INTO bare.outbox (region, topic, body) SELECT region, 'case.accepted/1', '{Body}' FROM c;
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, (UnixFileMode)0b110_100_100);
        return script;
    }

    /// <summary>What happens within the first minutes of a city's life, and must not happen while we measure: plans made on empty tables are made anew, what was poured in is on the disk.</summary>
    public static void Analyse(string connection)
    {
        using var source = NpgsqlDataSource.Create(connection);
        foreach (var rest in new[] { "vacuum analyze", "checkpoint" })
        {
            using var command = source.CreateCommand(rest);
            command.CommandTimeout = 600;
            command.ExecuteNonQuery();
        }
    }

    public static SqliteConnection PrepareSqlite(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=false");
        connection.Open();
        Execute(connection, $"""
            pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-32768; pragma temp_store=memory;
            create table cases (region int not null, id int not null, version int not null, status text not null, head blob not null, body text not null, primary key (region, id));
            create table case_events (region int not null, case_id int not null, seq int not null, type text not null, at int not null, body text not null, hash blob not null, primary key (region, case_id, seq));
            create table outbox (region int not null, id integer primary key autoincrement, topic text not null, body text not null);
            with recursive g(i) as (select 1 union all select i + 1 from g where i < {Cases}) insert into cases select 370202000000, i, 1, 'Submitted', zeroblob(32), '{State}' from g;
            """);
        return connection;
    }

    public static double RunSqlite(SqliteConnection connection, double seconds)
    {
        using var begin = Command(connection, "begin immediate");
        using var commit = Command(connection, "commit");
        using var update = Command(connection, "update cases set version = version + 1, status = 'Accepted', head = $h, body = $b where region = 370202000000 and id = $i", "$h", "$b", "$i");
        using var append = Command(connection, "insert into case_events select region, id, version, 'case.accepted/1', 1, $b, $h from cases where region = 370202000000 and id = $i", "$b", "$h", "$i");
        using var send = Command(connection, "insert into outbox (region, topic, body) values (370202000000, 'case.accepted/1', $b)", "$b");
        var hash = new byte[32];
        long done = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            begin.ExecuteNonQuery();
            for (var i = 0; i < GroupCommit; i++, done++)
            {
                var id = Random.Shared.Next(1, Cases + 1);
                Set(update, hash, State, id).ExecuteNonQuery();
                Set(append, Body, hash, id).ExecuteNonQuery();
                Set(send, Body).ExecuteNonQuery();
            }

            commit.ExecuteNonQuery();
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private static SqliteCommand Set(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names) command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }
}
