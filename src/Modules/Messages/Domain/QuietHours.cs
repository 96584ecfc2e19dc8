using System.Globalization;
using OneWindow.Kernel;

namespace OneWindow.Messages;

/// <summary>免打扰时段: no short message rings in it, unless the applicant wants it; the inbox and e-mail wake nobody. Equal ends: none.</summary>
internal readonly record struct QuietHours(TimeOnly From, TimeOnly To)
{
    public static QuietHours Usual { get; } = new(new TimeOnly(21, 0), new TimeOnly(8, 0));

    /// <summary>Reads "21:00-08:00".</summary>
    public static bool TryParse(string? text, out QuietHours hours)
    {
        hours = Usual;
        if (text?.Split('-', StringSplitOptions.TrimEntries) is not [var from, var to] || !Read(from, out var begin) || !Read(to, out var end)) return false;
        hours = new QuietHours(begin, end);
        return true;

        static bool Read(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    /// <summary>The instant itself outside these hours, else their end.</summary>
    public Instant NextAfter(Instant at)
    {
        var (date, now) = (at.Date, TimeOnly.FromDateTime(at.ToChina().DateTime));
        if (From == To || !now.IsBetween(From, To)) return at;
        return Instant.At(now < To ? date : date.AddDays(1), To);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}–{To:HH:mm}");
}
