using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>A time in which a clock stands still: from an instant up to, not with, another; without end if that is null (docs/legal-clock.md S2).</summary>
public readonly record struct Suspension(Instant From, Instant? To)
{
    /// <summary>Whole days, the last one with it.</summary>
    public static Suspension OfDays(DateOnly first, DateOnly last) =>
        new(Instant.At(first, TimeOnly.MinValue), Instant.At(last.AddDays(1), TimeOnly.MinValue));

    /// <summary>Reads "FROM/TO" as the command line takes it; see the other overload.</summary>
    public static bool TryParse(string text, out Suspension suspension)
    {
        var parts = text.Split('/');
        suspension = default;
        return parts.Length == 2 && TryParse(parts[0], parts[1], out suspension);
    }

    /// <summary>
    /// Reads two ISO 8601 instants (China's offset if none is written) or dates; a date as <paramref name="to"/> is stood still to its
    /// end. Null or empty as <paramref name="to"/> is without end. False if either is malformed or the end lies before the beginning.
    /// </summary>
    public static bool TryParse(string from, string? to, out Suspension suspension)
    {
        suspension = default;
        if (!TryRead(from, endOfDay: false, out var begin)) return false;
        Instant? end = null;
        if (!string.IsNullOrEmpty(to))
        {
            if (!TryRead(to, endOfDay: true, out var read) || read < begin) return false;
            end = read;
        }

        suspension = new Suspension(begin, end);
        return true;
    }

    private static bool TryRead(string text, bool endOfDay, out Instant instant)
    {
        instant = default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (day == DateOnly.MaxValue) return false;
            instant = Instant.At(endOfDay ? day.AddDays(1) : day, TimeOnly.MinValue);
            return true;
        }

        var time = text.IndexOf('T', StringComparison.Ordinal);
        if (time < 0) return false;
        var hasOffset = text.EndsWith('Z') || text.AsSpan(time).IndexOfAny('+', '-') > 0;
        if (!DateTimeOffset.TryParse(hasOffset ? text : text + "+08:00", CultureInfo.InvariantCulture, out var read)) return false;
        instant = Instant.From(read);
        return true;
    }
}
