using OneWindow.Kernel;

namespace OneWindow.Tests.Modules;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class MovedClock(Instant start) : TimeProvider
{
    private long microseconds = start.Microseconds;

    public void Move(TimeSpan span) => Interlocked.Add(ref microseconds, span.Ticks / TimeSpan.TicksPerMicrosecond);

    public override DateTimeOffset GetUtcNow() => new Instant(Interlocked.Read(ref microseconds)).ToChina().ToUniversalTime();
}
