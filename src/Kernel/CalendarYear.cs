namespace OneWindow.Kernel;

/// <summary>
/// 一年的放假安排: what the State Council's notice of a year declares. Days may lie outside the year (2019's names 2018-12-29).
/// </summary>
/// <param name="Notices">Addresses of the notices, oldest first: the provenance of every date here.</param>
/// <param name="Off">Days off, with the holiday's name. Weekends need not be named.</param>
/// <param name="Work">
/// 调休上班: days of a weekend that are worked, with the holiday they make up for. A weekday may be named too, as one on which work
/// goes on again (2020-02-03, in the notice of 2020-01-27): it is an ordinary working day.
/// </param>
public sealed record CalendarYear(
    int Year, IReadOnlyList<string> Notices, IReadOnlyDictionary<DateOnly, string> Off, IReadOnlyDictionary<DateOnly, string> Work)
{
    /// <summary>What cannot stand in a notice, in words for whoever imports it; empty if nothing is wrong.</summary>
    public IEnumerable<string> Faults()
    {
        if (Year is < 1950 or > 9000) yield return $"年份 {Year} 不合理，请填写四位公历年份。";
        if (Notices.Count == 0) yield return $"{Year} 年没有写明放假通知的出处，请补上通知的网址。";
        foreach (var day in Off.Keys.Concat(Work.Keys).Where(day => !Covers(day)).Order())
        {
            yield return $"{day:yyyy-MM-dd} 不在 {Year} 年及其前后一个月内，请核对日期。";
        }

        foreach (var day in Off.Keys.Where(Work.ContainsKey).Order())
        {
            yield return $"{day:yyyy-MM-dd} 既列为放假又列为上班，请按通知保留一项。";
        }
    }

    public bool Names(DateOnly day) => Off.ContainsKey(day) || Work.ContainsKey(day);

    private bool Covers(DateOnly day) =>
        day.Year == Year || (day.Year == Year - 1 && day.Month == 12) || (day.Year == Year + 1 && day.Month == 1);
}
