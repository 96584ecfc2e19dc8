using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>The way in for every act on a case: a case always goes to the same lane, so two acts on it never race in one process.</summary>
internal sealed class CaseLanes : IDisposable
{
    private readonly ActLane[] lanes;

    public CaseLanes(Database database, OutboxBell bell, ILogger<CaseLanes> log)
    {
        // Two lanes keep PostgreSQL busy while the other decides; SQLite has one writer anyhow.
        var count = database.Kind == DatabaseKind.Sqlite ? 1 : 2;
        lanes = [.. Enumerable.Range(0, count).Select(_ => new ActLane(database, bell, log))];
    }

    public Task<Outcome<Acted>> Submit(ActRequest request) =>
        lanes[(int)((ulong)HashCode.Combine(request.Number.Region.Number, request.Number.Id) % (ulong)lanes.Length)].Submit(request);

    public void Dispose()
    {
        foreach (var lane in lanes) lane.Dispose();
    }
}
