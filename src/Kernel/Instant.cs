using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>
/// A point in time: whole microseconds since 1970-01-01 UTC. The same number on both databases, sortable and hashable
/// (SQLite cannot order DateTimeOffset; PostgreSQL drops .NET's 100 ns ticks).
/// </summary>
public readonly record struct Instant(long Microseconds) : IComparable<Instant>
{
    /// <summary>China keeps one time, UTC+8, without summer time (since 1991).</summary>
    public static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    public static Instant From(DateTimeOffset time) =>
        new((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>The given Chinese calendar day at the given time of day in China.</summary>
    public static Instant At(DateOnly date, TimeOnly time) => From(new DateTimeOffset(date.ToDateTime(time), ChinaOffset));

    public DateTimeOffset ToChina() =>
        DateTimeOffset.UnixEpoch.AddTicks(Microseconds * TimeSpan.TicksPerMicrosecond).ToOffset(ChinaOffset);

    /// <summary>The Chinese calendar day.</summary>
    public DateOnly Date => DateOnly.FromDateTime(ToChina().DateTime);

    public Instant Plus(TimeSpan span) => new(Microseconds + (span.Ticks / TimeSpan.TicksPerMicrosecond));

    public int CompareTo(Instant other) => Microseconds.CompareTo(other.Microseconds);

    public static bool operator <(Instant a, Instant b) => a.Microseconds < b.Microseconds;

    public static bool operator >(Instant a, Instant b) => a.Microseconds > b.Microseconds;

    public static bool operator <=(Instant a, Instant b) => a.Microseconds <= b.Microseconds;

    public static bool operator >=(Instant a, Instant b) => a.Microseconds >= b.Microseconds;

    /// <summary>ISO 8601 with microseconds and China's offset: the form that is hashed.</summary>
    public override string ToString() => string.Create(InstantText.Length, this, static (into, at) => InstantText.Write(at, into));

    /// <summary>Reads what <see cref="ToString"/> writes, and any other ISO 8601 instant with its offset.</summary>
    public static Instant Parse(string text) =>
        InstantText.TryRead(text, out var at) ? at : From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}

/// <summary>Now, from the one clock of the process.</summary>
public static class ClockReading
{
    public static Instant Now(this TimeProvider clock) => Instant.From(clock.GetUtcNow());
}
