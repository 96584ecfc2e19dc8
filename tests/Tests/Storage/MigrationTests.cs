using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Host;
using OneWindow.Storage;

namespace OneWindow.Tests.Storage;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task The_migrated_schema_is_the_model_s(string database)
    {
        await using var world = await World.Start(database);
        await using var scope = world.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<Database>();
        var seen = 0;
        foreach (var context in scope.ServiceProvider.GetServices<ModuleDb>())
        {
            foreach (var table in context.Model.GetRelationalModel().Tables)
            {
                var inDatabase = await Columns(store, table);
                var inModel = table.Columns.Select(c => (c.Name, c.IsNullable)).Order().ToList();
                Assert.True(inModel.SequenceEqual(inDatabase), $"{table.SchemaQualifiedName}: model {Words(inModel)}; database {Words(inDatabase)}");
                seen++;
            }
        }

        Assert.True(seen > 10);
    }

    [Fact]
    public async Task A_start_killed_in_its_first_migration_leaves_nothing_that_stops_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("ow-killed-").FullName;
        var options = new AppOptions(folder, null, "http://127.0.0.1:0", Real: false, Empty: true, null);
        await using (var app = OneWindowApp.Build(options))
        {
            // What a killed start leaves: EF's lock row, which EF itself would wait for without end.
            var store = app.Services.GetRequiredService<Database>();
            await using var connection = await store.Connect();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                create table "__EFMigrationsLock" ("Id" integer not null primary key, "Timestamp" text not null);
                insert into "__EFMigrationsLock" values (1, '2025-01-01');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var again = OneWindowApp.Build(options);
        await OneWindowApp.Prepare(again.Services, options).WaitAsync(TimeSpan.FromSeconds(60));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<List<(string Name, bool IsNullable)>> Columns(Database store, ITable table)
    {
        await using var connection = await store.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = store.Kind == DatabaseKind.Sqlite
            ? $"select name, case when \"notnull\" = 1 or pk > 0 then 0 else 1 end from pragma_table_info('{table.Name}')"
            : $"select column_name, case is_nullable when 'YES' then 1 else 0 end from information_schema.columns where table_schema = '{table.Schema}' and table_name = '{table.Name}'";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string, bool)>();
        while (await reader.ReadAsync()) columns.Add((reader.GetString(0), Convert.ToInt32(reader[1], System.Globalization.CultureInfo.InvariantCulture) == 1));
        columns.Sort();
        return columns;
    }

    private static string Words(IEnumerable<(string Name, bool IsNullable)> columns) => string.Join(", ", columns.Select(c => c.Name + (c.IsNullable ? "?" : "")));
}
