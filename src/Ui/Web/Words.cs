using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>How dates, times and long numbers read on a page (money says itself). One place, so that all pages say them alike.</summary>
public static class Words
{
    private const string Weekdays = "日一二三四五六";

    /// <summary>2026年11月22日（周日）</summary>
    public static string Of(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{ShortOf(date)}（周{Weekdays[(int)date.DayOfWeek]}）");

    /// <summary>2026年11月22日, where the weekday does not help: birthdays, dates of issue.</summary>
    public static string ShortOf(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日");

    /// <summary>14:30</summary>
    public static string Of(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026年11月22日（周日）14:30, by China's clock.</summary>
    public static string Of(Instant at) => Of(at.Date) + TimeOf(at);

    /// <summary>14:30, by China's clock.</summary>
    public static string TimeOf(Instant at) => at.ToChina().ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For the `datetime` attribute of a time element: 2026-11-22 or the instant with its offset.</summary>
    public static string Machine(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Machine(Instant at) => at.ToChina().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>12,345</summary>
    public static string Count(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>The place in a long row: 第 12,345 条.</summary>
    public static string Ordinal(long place) => Count(place);

    /// <summary>A figure's number as pages write it.</summary>
    public static string Of(Figure figure) => Count(figure.Value);

    /// <summary>1.5 MB, 320 KB: what people compare a limit with.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} 字节"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };

    /// <summary>The parts in which a long number is read aloud: a resident ID as 6-4-4-4, a mobile number as 3-4-4, a case number as 6-8-4-7, anything else in fours.</summary>
    public static IReadOnlyList<string> Groups(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        int[] sizes = number.Length switch
        {
            18 => [6, 4, 4, 4],
            11 => [3, 4, 4],
            25 => [6, 8, 4, 7],
            _ => [.. Enumerable.Repeat(4, (number.Length + 3) / 4)],
        };
        var groups = new List<string>(sizes.Length);
        var from = 0;
        foreach (var size in sizes)
        {
            groups.Add(number[from..Math.Min(number.Length, from + size)]);
            from += size;
        }

        return groups;
    }

    /// <summary>How many characters a person would count: one for a rare character that .NET stores as two.</summary>
    public static int Length(string text) => (text ?? "").EnumerateRunes().Count();

    /// <summary>Full-width digits, letters and signs of a Chinese keyboard in their plain form, without any white space.</summary>
    /// <remarks>By hand: Unicode normalisation does nothing without ICU, and we run without it (InvariantGlobalization).</remarks>
    public static string Plain(string text) => string.Create(
        (text ?? "").Count(c => !char.IsWhiteSpace(c)),
        text ?? "",
        static (plain, typed) =>
        {
            var to = 0;
            foreach (var c in typed)
            {
                if (char.IsWhiteSpace(c)) continue;
                plain[to++] = c switch
                {
                    >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                    '\uFFE5' => '\u00A5',
                    '\u2212' or '\u2013' or '\u2014' => '-',
                    _ => c,
                };
            }
        });
}
