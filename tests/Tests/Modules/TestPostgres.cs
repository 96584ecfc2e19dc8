using System.Diagnostics;
using Npgsql;

namespace OneWindow.Tests.Modules;

/// <summary>
/// A PostgreSQL of our own for one test run: in a temporary folder, on a socket in it, gone afterwards. As root the server runs as
/// the user postgres, because it refuses root. Where it is not installed, its tests say that they were skipped.
/// </summary>
internal sealed class TestPostgres
{
    private static readonly Lazy<TestPostgres> Shared = new(() =>
    {
        var server = new TestPostgres();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Stop();
        return server;
    });

    private static readonly string? Bin =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max(StringComparer.Ordinal)
            : null;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"ow-pg-{Guid.NewGuid():N}");

    private TestPostgres(params string[] settings)
    {
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root") Run("chown", "postgres", folder);
        AsServer("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync");
        AsServer("pg_ctl", "-D", Data, "-w", "-l", Log, "-o", $"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=16MB{string.Concat(settings.Select(s => $" -c {s}"))}", "start");
    }

    /// <summary>A server beside the run's, with settings of its own ("autovacuum=off"); whoever asks for it stops it.</summary>
    public static TestPostgres Own(params string[] settings)
    {
        SkipWhereThereIsNone();
        return new TestPostgres(settings);
    }

    /// <summary>What the server writes down.</summary>
    public string Log => Path.Combine(folder, "log");

    private string Data => Path.Combine(folder, "data");

    public static TestPostgres Start()
    {
        SkipWhereThereIsNone();
        return Shared.Value;
    }

    private static void SkipWhereThereIsNone()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("ONEWINDOW_TEST_FAST") is not null, "The fast run leaves PostgreSQL out.");
        Assert.SkipUnless(Bin is not null, "PostgreSQL is not installed here.");
    }

    /// <summary>A new database: empty, or a copy of another that nobody is connected to.</summary>
    public string NewDatabase(string? template = null)
    {
        var name = $"t{Guid.NewGuid():N}";
        using var source = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        using var create = source.CreateCommand(template is null ? $"create database {name}" : $"create database {name} template {template}");
        create.ExecuteNonQuery();
        return ConnectionTo(name);
    }

    public void Drop(string database)
    {
        using var source = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        using var drop = source.CreateCommand($"drop database if exists {database} with (force)");
        drop.ExecuteNonQuery();
    }

    public void Stop()
    {
        NpgsqlConnection.ClearAllPools();
        AsServer("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private string ConnectionTo(string database) => $"Host={folder};Username=postgres;Database={database};Maximum Pool Size=20";

    private static void AsServer(string tool, params string[] arguments)
    {
        var path = Path.Combine(Bin!, tool);
        if (Environment.UserName == "root") Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Run(path, arguments);
    }

    private static void Run(string file, params string[] arguments)
    {
        // No pipes: the server would inherit them and keep them open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "\"$@\" >/dev/null 2>&1", "sh", file, .. arguments]) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
