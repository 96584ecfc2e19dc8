using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OneWindow.Host;
using OneWindow.Tests.Modules;

namespace OneWindow.Tests.Plans;

/// <summary>
/// A house on a PostgreSQL of its own that has a hundred thousand cases, or a million, and everything else in proportion; the server writes down every statement with the plan that it
/// really took. Nothing works in the background, so what is written down belongs to whoever asked.
/// </summary>
internal sealed class BigHouse : IAsyncDisposable
{
    public const string Variable = "ONEWINDOW_PLAN_CASES";

    /// <summary>So many cases; a million is some minutes' work and asked for by <see cref="Variable"/>.</summary>
    public static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var set) ? set : 100_000;

    /// <summary>From here on every growing table is so large that the server reads none whole where it has an index; below, it is told not to.</summary>
    private const int Large = 1_000_000;

    private readonly TestPostgres server;
    private readonly string folder;

    private BigHouse(TestPostgres server, string folder, World world, string connection, PlanLog log) =>
        (this.server, this.folder, World, Connection, Log) = (server, folder, world, connection, log);

    public World World { get; }

    public string Connection { get; }

    public PlanLog Log { get; }

    public static async Task<BigHouse> Build()
    {
        var server = TestPostgres.Own(
            "wal_level=minimal", "max_wal_senders=0", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "shared_buffers=256MB", "maintenance_work_mem=256MB",
            "max_wal_size=16GB", "max_parallel_workers_per_gather=0", "jit=off", Cases < Large ? "enable_seqscan=off" : "enable_seqscan=on");
        var folder = Path.Combine(Path.GetTempPath(), $"onewindow-big-{Guid.NewGuid():N}");
        var connection = server.NewDatabase();
        var options = new AppOptions(folder, connection, "http://127.0.0.1:0", Real: false, Empty: false, World.At("2020-01-02 09:00"));
        await using (var first = await World.Open(options, World.Still)) await new Filling(first, connection, Cases).Run();
        var world = await World.Open(options, World.Still);
        // Nothing that falls due on the way is done: it would be five years' work.
        if (!((MovableClock)world.Services.GetRequiredService<TimeProvider>()).TryMoveTo(World.At("2025-03-03 09:00"))) throw new InvalidOperationException("The clock only runs forward.");
        return new BigHouse(server, folder, world, connection, PlanLog.Begin(server, connection));
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        server.Stop();
        Directory.Delete(folder, recursive: true);
    }
}
