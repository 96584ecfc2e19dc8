using System.Diagnostics;
using Npgsql;

namespace OneWindow.Bench;

/// <summary>A durable PostgreSQL of our own for the run: what a city's server would be, small. Gone afterwards.</summary>
internal sealed class BenchPostgres : IDisposable
{
    private readonly string bin = Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Max(StringComparer.Ordinal)!;
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"ow-bench-{Guid.NewGuid():N}");

    public BenchPostgres()
    {
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root") Shell("chown postgres " + folder);
        AsServer($"{bin}/initdb -D {folder}/data -A trust -U postgres -E UTF8 --locale=C");
        AsServer($"{bin}/pg_ctl -D {folder}/data -w -l {folder}/log -o \"-k {folder} -c listen_addresses='' -c shared_buffers=512MB -c max_wal_size=8GB -c checkpoint_timeout=30min -c wal_compression=lz4\" start");
        Connection = NewDatabase("bench");
    }

    public string Connection { get; }

    public string NewDatabase(string name)
    {
        using var source = NpgsqlDataSource.Create(ConnectionTo("postgres"));
        source.CreateCommand($"create database {name}").ExecuteNonQuery();
        return ConnectionTo(name);
    }

    private string ConnectionTo(string database) => $"Host={folder};Username=postgres;Database={database};Maximum Pool Size=40";

    /// <summary>Transactions a second of a pgbench script with prepared statements, from its own report.</summary>
    public double PgBench(string script, int clients, double seconds)
    {
        var report = AsServer($"{bin}/pgbench -h {folder} -U postgres -n -M prepared -c {clients} -j 2 -T {Math.Max(1, (int)seconds)} -f {script} bench");
        var line = report.Split('\n').First(l => l.StartsWith("tps =", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        AsServer($"{bin}/pg_ctl -D {folder}/data -m immediate stop");
        Directory.Delete(folder, recursive: true);
    }

    private static string AsServer(string command) => Environment.UserName == "root" ? Shell($"runuser -u postgres -- sh -c '{command}'") : Shell(command);

    internal static string Shell(string command)
    {
        var output = Path.GetTempFileName();
        // Through a file: a server that is started would keep a pipe open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"{{ {command}; }} >{output} 2>&1"]) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        var text = File.ReadAllText(output);
        File.Delete(output);
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{command}: {text}");
    }
}
