using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Bench;

/// <summary>
/// A hundred thousand entries through the import that the command and the page use, beside the same rows by one prepared insert, 500 a commit, with no reading
/// and no checks. Then, as a figure without limit, guides: each is checked by every rule and published.
/// </summary>
internal static class Imports
{
    private const int AtOnce = 500;
    private const int Guides = 1_000;
    private const string Insert = "insert into bare_entries (place, code, name, main, type, department, body) values ($1, $2, $3, $4, $5, $6, $7)";
    private const string Table = "create table bare_entries (place bigint not null, code text not null, name text not null, main text, type text not null, department text not null, body text not null, primary key (place, code))";

    public static async Task Run(int count, string? on)
    {
        var file = Path.Combine(Path.GetTempPath(), $"ow-bench-items-{Guid.NewGuid():N}.json");
        try
        {
            await ManyItems.Write(file, count);
            if (on is null or "postgres")
            {
                using var server = new BenchPostgres();
                await Run("postgres", server.Connection, file, count, () => Postgres(server.NewDatabase("bare"), count));
            }

            if (on is null or "sqlite") await Run("sqlite", null, file, count, () => Task.FromResult(Sqlite(count)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task Run(string name, string? db, string file, int count, Func<Task<double>> bare)
    {
        await using var house = await House.Open(db);
        var limit = await bare();
        var (seconds, read) = await Import(house, file, count);
        if (read != (count, count)) throw new InvalidOperationException($"{read} were read and accepted, {count} were in the file.");
        new Figure("import", $"{name}: items a second, {count:N0} items in {seconds:0.0} s", count / seconds, "1/s", limit, $"the same rows by one prepared insert, {AtOnce} a commit").Print();
        var again = await Import(house, file, count);
        new Figure("import", $"{name}: the same file again, items a second", count / again.Seconds, "1/s", count / seconds, "for the first time").Print();

        var guides = Path.ChangeExtension(file, ".guides.json");
        try
        {
            await ManyItems.WriteGuides(guides, (await house.Services.GetRequiredService<ICatalogue>().Current("370202-food-business"))!, Guides);
            var (whole, taken) = await Import(house, guides, Guides);
            if (taken.Accepted != Guides) throw new InvalidOperationException($"{taken.Accepted} guides of {Guides} were published.");
            new Figure("import", $"{name}: guides checked and published a second, {Guides:N0} guides", Guides / whole, "1/s", null, null).Print();
        }
        finally
        {
            File.Delete(guides);
        }
    }

    private static async Task<(double Seconds, (int Read, int Accepted) Counts)> Import(House house, string file, int count)
    {
        var bar = new Bar(count);
        var watch = Stopwatch.StartNew();
        var (json, _) = await CatalogueModule.Import(house.Services, file, "370202", bar);
        var seconds = watch.Elapsed.TotalSeconds;
        await Console.Error.WriteLineAsync();
        var report = JsonNode.Parse(json)!;
        if (report["refused"]!.AsArray() is [var refused, ..]) throw new InvalidOperationException(refused!.ToJsonString());
        return (seconds, ((int)report["read"]!, (int)report["accepted"]!));
    }

    private static double Sqlite(int count)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ow-bare-{Guid.NewGuid():N}.db");
        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-32768; " + Table;
            command.ExecuteNonQuery();
            using var insert = connection.CreateCommand();
            insert.CommandText = Insert;
            for (var i = 1; i <= 7; i++) insert.Parameters.Add(new SqliteParameter($"${i}", null));
            var watch = Stopwatch.StartNew();
            foreach (var batch in Rows(count).Chunk(AtOnce))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                foreach (var row in batch)
                {
                    for (var i = 0; i < row.Length; i++) insert.Parameters[i].Value = row[i];
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            return count / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*")) File.Delete(left);
        }
    }

    private static async Task<double> Postgres(string connection, int count)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Max Auto Prepare=10;Auto Prepare Min Usages=1");
        await using (var create = source.CreateCommand(Table)) await create.ExecuteNonQueryAsync();
        await using var open = await source.OpenConnectionAsync();
        var watch = Stopwatch.StartNew();
        foreach (var chunk in Rows(count).Chunk(AtOnce))
        {
            await using var transaction = await open.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(open, transaction);
            foreach (var row in chunk)
            {
                var insert = new NpgsqlBatchCommand(Insert);
                foreach (var value in row) insert.Parameters.Add(new NpgsqlParameter { Value = value });
                batch.BatchCommands.Add(insert);
            }

            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static IEnumerable<object[]> Rows(int count) =>
        ManyItems.Entries(count).Select(e => new object[] { 511_602_000_000L, e.Code, e.Name, DBNull.Value, e.Type, e.Department, "11511301008778183N" });

    /// <summary>What the command shows, one line for each tenth.</summary>
    private sealed class Bar(int total) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            if (value.Done % Math.Max(1, total / 10) == 0) Console.Error.Write($"{value.Done:N0} ");
        }
    }
}
