namespace OneWindow.Kernel;

/// <summary>
/// The one text of an instant, China's time to the microsecond: 2026-11-22T09:17:51.000000+08:00. Every event and state has a dozen of them, and the
/// general formatter takes ten times as long.
/// </summary>
internal static class InstantText
{
    public const int Length = 32;

    private const string Pattern = "____-__-__T__:__:__.______+08:00";

    public static void Write(Instant at, Span<char> into)
    {
        var time = at.ToChina();
        Pattern.CopyTo(into);
        Put(into[..4], time.Year);
        Put(into[5..7], time.Month);
        Put(into[8..10], time.Day);
        Put(into[11..13], time.Hour);
        Put(into[14..16], time.Minute);
        Put(into[17..19], time.Second);
        Put(into[20..26], (int)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>False: not of this form, which is not to say that it is none.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out Instant at)
    {
        at = default;
        if (text.Length != Length) return false;
        for (var i = 0; i < Length; i++)
        {
            if (Pattern[i] == '_' ? !char.IsAsciiDigit(text[i]) : text[i] != Pattern[i]) return false;
        }

        var (year, month, day) = (Take(text[..4]), Take(text[5..7]), Take(text[8..10]));
        var (hour, minute, second) = (Take(text[11..13]), Take(text[14..16]), Take(text[17..19]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        at = Instant.From(new DateTimeOffset(new DateTime(year, month, day, hour, minute, second), China)).Plus(TimeSpan.FromMicroseconds(Take(text[20..26])));
        return true;
    }

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static void Put(Span<char> into, int number)
    {
        for (var i = into.Length - 1; i >= 0; i--, number /= 10) into[i] = (char)('0' + (number % 10));
    }

    private static int Take(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var digit in text) number = (number * 10) + (digit - '0');
        return number;
    }
}
