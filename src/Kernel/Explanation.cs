using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>A day (or hour) that counts, and its number in the budget.</summary>
public readonly record struct CountedDay(DateOnly Date, int N, string Why);

/// <summary>A day that does not count, and why.</summary>
public readonly record struct SkippedDay(DateOnly Date, string Why);

/// <summary>
/// The proof of a last day: every day from the start to it, counted or skipped. The numbers run from 1 to the budget, and the last
/// counted entry is the last day. Without a deadline (not started, standing still without end) it tells what is counted so far.
/// </summary>
public sealed class Explanation(Deadline? due, Citation basis, IReadOnlyList<CountedDay> counted, IReadOnlyList<SkippedDay> skipped, bool inHours)
{
    private IReadOnlyList<string>? lines;

    public Deadline? Due => due;

    /// <summary>The rule that sets the budget.</summary>
    public Citation Basis => basis;

    public IReadOnlyList<CountedDay> Counted => counted;

    public IReadOnlyList<SkippedDay> Skipped => skipped;

    internal static Explanation NotStarted(Citation basis) => new(null, basis, [], [], inHours: false);

    /// <summary>The proof in Chinese, a line a day: "第3日 10-11（周六）国庆节调休上班，计入". The year is named where it is another than the first.</summary>
    public IReadOnlyList<string> Lines => lines ??= Write();

    private List<string> Write()
    {
        List<string> written = new(Counted.Count + Skipped.Count + 1);
        var year = Math.Min(Skipped.Count > 0 ? Skipped[0].Date.Year : 9999, Counted.Count > 0 ? Counted[0].Date.Year : 9999);
        for (int i = 0, j = 0; i < Counted.Count || j < Skipped.Count;)
        {
            if (j < Skipped.Count && (i == Counted.Count || Skipped[j].Date < Counted[i].Date))
            {
                written.Add($"{Day(Skipped[j].Date, year)}{InSentence(Skipped[j].Why)}，不计入");
                j++;
            }
            else
            {
                written.Add($"第{Counted[i].N}{(inHours ? "小时" : "日")} {Day(Counted[i].Date, year)}{InSentence(Counted[i].Why)}，计入");
                i++;
            }
        }

        written.Add(Due is { } last ? Last(last, year) : "计时尚未开始或者正在暂停，届满日待定");
        return written;
    }

    private string Last(Deadline last, int year)
    {
        var time = !inHours && last.At == ChinaDay.End(last.Day.DayNumber, null) ? "24:00" : last.At.ToChina().ToString("HH:mm", CultureInfo.InvariantCulture);
        return $"{Day(last.Day, year)}{time} 届满{(last.Provisional ? "（当年放假安排尚未公布，日期为暂定）" : "")}";
    }

    private static string Day(DateOnly date, int year) =>
        date.ToString(date.Year == year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture) + $"（{WorkCalendar.NameOfWeekday(date)}）";

    /// <summary>The weekday stands before it already: "周六 休息" becomes "休息日", "国庆节 放假" becomes "国庆节放假".</summary>
    private static string InSentence(string why) => why
        .Replace("周六 休息", "休息日", StringComparison.Ordinal)
        .Replace("周日 休息", "休息日", StringComparison.Ordinal)
        .Replace(" ", "", StringComparison.Ordinal);
}
