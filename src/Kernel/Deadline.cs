namespace OneWindow.Kernel;

/// <summary>期限届满日: the last day of a limit, after rolling.</summary>
/// <param name="At">The last instant that is in time (docs/legal-clock.md C6): 24:00 is stored as the day's last microsecond.</param>
/// <param name="Provisional">A day that decided it is not settled by a notice yet (D3).</param>
public readonly record struct Deadline(DateOnly Day, Instant At, bool Provisional)
{
    /// <summary>The first instant that is too late: when the timer of this deadline fires.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Instant Lapses => new(At.Microseconds + 1);

    public bool IsPast(Instant now) => now > At;
}

/// <summary>Days and microseconds as bare numbers, for counting without allocation. China keeps UTC+8 throughout.</summary>
internal static class ChinaDay
{
    public const long Hour = 3_600_000_000;
    private const ulong Day = 24 * Hour;
    private const long Offset = 8 * Hour;
    private const long Epoch = 719_162;   // The day number of 1970-01-01.

    /// <summary>The number of the Chinese calendar day that holds the instant.</summary>
    public static int Of(long microseconds)
    {
        var shifted = microseconds + Offset + (Epoch * (long)Day);
        ArgumentOutOfRangeException.ThrowIfNegative(shifted, nameof(microseconds));
        return (int)((ulong)shifted / Day);
    }

    /// <summary>00:00 of the day, in microseconds.</summary>
    public static long Begin(int number) => ((number - Epoch) * (long)Day) - Offset;

    /// <summary>The last instant of the day that is in time: its closing time, or 24:00.</summary>
    public static Instant End(int number, TimeOnly? closesAt) =>
        new(closesAt is { } close ? Begin(number) + (close.Ticks / TimeSpan.TicksPerMicrosecond) : Begin(number + 1) - 1);
}
