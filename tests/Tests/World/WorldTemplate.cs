using Npgsql;
using OneWindow.Host;
using OneWindow.Kernel;
using OneWindow.Tests.Modules;

namespace OneWindow.Tests;

/// <summary>The seeded city, made once a run for each database; worlds are copies of it.</summary>
internal static class WorldTemplate
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), $"onewindow-worlds-{Environment.ProcessId}");
    private static readonly Lazy<Task<AppOptions>> Sqlite = new(() => Make(null));
    private static readonly Lazy<Task<AppOptions>> Postgres = new(() => Make(TestPostgres.Start().NewDatabase()));

    static WorldTemplate() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    };

    public static async Task<AppOptions> Copy(string database, Instant clock)
    {
        var template = await (database == World.Postgres ? Postgres : Sqlite).Value;
        var folder = NewFolder();
        foreach (var file in Directory.EnumerateFiles(template.Data, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(template.Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (Path.GetFileName(file) is not ("demo-clock" or "lock")) File.Copy(file, target);
        }

        var db = template.Db is { } connection
            ? TestPostgres.Start().NewDatabase(new NpgsqlConnectionStringBuilder(connection).Database)
            : null;
        return template with { Data = folder, Db = db, Clock = clock };
    }

    /// <summary>A run has hundreds of worlds: each takes its data away with it.</summary>
    public static void Delete(AppOptions world)
    {
        if (world.Db is { } connection) TestPostgres.Start().Drop(new NpgsqlConnectionStringBuilder(connection).Database!);
        Directory.Delete(world.Data, recursive: true);
    }

    private static async Task<AppOptions> Make(string? db)
    {
        // The template is older than any test's clock, so that what was seeded is in force everywhere.
        var options = new AppOptions(NewFolder(), db, "http://127.0.0.1:0", Real: false, Empty: false, World.At("2020-01-02 09:00"));
        await using (var app = OneWindowApp.Build(options)) await OneWindowApp.Prepare(app.Services, options);
        NpgsqlConnection.ClearAllPools();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return options;
    }

    private static string NewFolder()
    {
        var folder = Path.Combine(Root, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }
}
