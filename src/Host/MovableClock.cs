using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>
/// The demonstration's clock: real time plus a distance that only grows, so that people can watch deadlines work. Timers keep real time.
/// The distance is kept in the data folder: after a restart time does not run back behind the log.
/// </summary>
internal sealed class MovableClock : TimeProvider
{
    private readonly string file;
    private long ahead;

    public MovableClock(string folder, Instant? start)
    {
        Directory.CreateDirectory(folder);
        file = Path.Combine(folder, "demo-clock");
        ahead = File.Exists(file) && long.TryParse(File.ReadAllText(file), out var kept) ? kept : 0;
        if (start is { } from && !File.Exists(file)) MoveTo(from);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    /// <summary>Only forward, once it runs; the first setting of an empty folder may go anywhere.</summary>
    public bool TryMoveTo(Instant to)
    {
        if (to < this.Now()) return false;
        MoveTo(to);
        return true;
    }

    private void MoveTo(Instant to)
    {
        Interlocked.Exchange(ref ahead, to.ToChina().UtcTicks - System.GetUtcNow().UtcTicks);
        File.WriteAllText(file, ahead.ToString(global::System.Globalization.CultureInfo.InvariantCulture));
    }
}
