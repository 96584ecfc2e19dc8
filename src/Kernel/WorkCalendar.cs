namespace OneWindow.Kernel;

/// <summary>
/// 工作日历: a working day is Monday to Friday that is not declared off, or a declared make-up day (行政许可法 第八十二条;
/// docs/legal-clock.md D1–D4). Immutable; every question is answered from prefix sums in constant time.
/// Days outside the announced years count Monday to Friday and are provisional.
/// </summary>
public sealed class WorkCalendar
{
    private readonly SortedDictionary<int, CalendarYear> years = [];

    /// <summary>The day number of the table's first entry; the table reaches over all announced years and named days.</summary>
    private readonly int first;
    private readonly Day[] table;
    private readonly int[] workingDays;
    private readonly int workingBefore;

    /// <summary>Throws <see cref="ArgumentException"/> if two records are of one year or a record has <see cref="CalendarYear.Faults"/>.</summary>
    public WorkCalendar(IEnumerable<CalendarYear> announced)
    {
        foreach (var year in announced)
        {
            if (year.Faults().FirstOrDefault() is { } fault) throw new ArgumentException(fault, nameof(announced));
            if (!years.TryAdd(year.Year, year)) throw new ArgumentException($"Two records of {year.Year}.", nameof(announced));
        }

        var named = new Dictionary<int, (string Holiday, bool Works)>();
        foreach (var year in years.Values)
        {
            foreach (var (day, holiday) in year.Off) named[day.DayNumber] = (holiday, false);
            foreach (var (day, holiday) in year.Work) named[day.DayNumber] = (holiday, true);
        }

        var covered = years.Keys
            .SelectMany(year => new[] { new DateOnly(year, 1, 1).DayNumber, new DateOnly(year, 12, 31).DayNumber })
            .Concat(named.Keys)
            .ToArray();
        first = covered.DefaultIfEmpty(0).Min();
        table = new Day[covered.Length == 0 ? 0 : covered.Max() - first + 1];
        workingBefore = WeekdaysUpTo(first - 1);
        var (working, provisional) = (workingBefore, 0);
        for (var i = 0; i < table.Length; i++)
        {
            var number = first + i;
            var day = DateOnly.FromDayNumber(number);
            var isNamed = named.TryGetValue(number, out var name);
            var works = isNamed ? name.Works : !IsWeekend(number);
            var unannounced = !isNamed && !years.ContainsKey(day.Year);
            if (works) working++;
            if (unannounced) provisional++;
            var reason = isNamed && (!works || IsWeekend(number)) ? name.Holiday + (works ? " 调休上班" : " 放假") : null;
            table[i] = new Day(working, provisional, reason, works, unannounced);
        }

        workingDays = [.. Enumerable.Range(first, table.Length).Where(number => table[number - first].Works)];
    }

    /// <summary>Monday to Friday, everything provisional: what stands before any notice is read.</summary>
    public static WorkCalendar Unannounced { get; } = new([]);

    /// <summary>The announced years, in order, with their notices.</summary>
    public IReadOnlyCollection<CalendarYear> Years => years.Values;

    /// <summary>The same calendar with this year announced, or announced anew (a notice may be amended).</summary>
    public WorkCalendar WithYear(CalendarYear announced) =>
        new(years.Values.Where(year => year.Year != announced.Year).Append(announced));

    public bool IsWorkingDay(DateOnly date) => Works(date.DayNumber);

    /// <summary>True if no notice has settled this day yet.</summary>
    public bool IsProvisional(DateOnly date) => Find(date.DayNumber) is not { } day || day.Unannounced;

    /// <summary>Why the day works or not: "工作日", "周六 休息", "国庆节 放假", "国庆节 调休上班"; "（暂定）" is added where no notice has settled it.</summary>
    public string Why(DateOnly date)
    {
        var day = Find(date.DayNumber);
        if (day?.Reason is { } reason) return reason;
        var plain = Plain[IsWeekend(date.DayNumber) ? (int)date.DayOfWeek : 1];
        return day is { Unannounced: false } ? plain.Settled : plain.Provisional;
    }

    /// <summary>
    /// The n-th working day after the date; with a negative n the n-th before it; with 0 the date itself, whatever it is.
    /// Throws <see cref="ArgumentOutOfRangeException"/> beyond the year 9999.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly date, int n) => n switch
    {
        0 => date,
        > 0 => DateOnly.FromDayNumber(WorkingDayNumber((long)WorkingUpTo(date.DayNumber) + n)),
        _ => DateOnly.FromDayNumber(WorkingDayNumber((long)WorkingUpTo(date.DayNumber - 1) + n + 1)),
    };

    /// <summary>How many working days lie after <paramref name="from"/> up to and with <paramref name="to"/>; negative if it is earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) => WorkingUpTo(to.DayNumber) - WorkingUpTo(from.DayNumber);

    /// <summary>The date itself if it is a working day, else the first one after it: where a last day rolls to.</summary>
    public DateOnly WorkingDayOnOrAfter(DateOnly date) => DateOnly.FromDayNumber(WorkingOnOrAfter(date.DayNumber));

    /// <summary>The first working day after the date.</summary>
    public DateOnly NextWorkingDay(DateOnly date) => AddWorkingDays(date, 1);

    /// <summary>The last working day before the date.</summary>
    public DateOnly PreviousWorkingDay(DateOnly date) => AddWorkingDays(date, -1);

    /// <summary>True if any day after <paramref name="from"/> up to and with <paramref name="to"/> is provisional.</summary>
    public bool AnyProvisional(DateOnly from, DateOnly to) => AnyProvisional(from.DayNumber, to.DayNumber);

    /// <summary>周一 to 周日.</summary>
    internal static string NameOfWeekday(DateOnly date) => Plain[(int)date.DayOfWeek].Weekday;

    internal static bool IsWeekend(int number) => (uint)number % 7 >= 5;   // Day number 0, 0001-01-01, is a Monday.

    internal bool Works(int number) => Find(number)?.Works ?? !IsWeekend(number);

    /// <summary>Working days from the beginning of time up to and with the day: the prefix sum.</summary>
    internal int WorkingUpTo(int number)
    {
        var i = number - first;
        if ((uint)i < (uint)table.Length) return table[i].WorkingSoFar;
        return i < 0 || table.Length == 0 ? WeekdaysUpTo(number) : table[^1].WorkingSoFar + WeekdaysUpTo(number) - WeekdaysUpTo(first + table.Length - 1);
    }

    /// <summary>The day number of the k-th working day since the beginning of time: the inverse of the prefix sum.</summary>
    internal int WorkingDayNumber(long k)
    {
        var i = k - workingBefore - 1;
        if ((ulong)i < (ulong)workingDays.Length) return workingDays[i];
        if (i >= 0 && table.Length > 0) k += WeekdaysUpTo(first + table.Length - 1) - table[^1].WorkingSoFar;
        var number = ((k - 1) / 5 * 7) + ((k - 1) % 5);
        return k >= 1 && number <= DateOnly.MaxValue.DayNumber
            ? (int)number
            : throw new ArgumentOutOfRangeException(nameof(k), k, "The day lies outside the years 1 to 9999.");
    }

    internal int WorkingOnOrAfter(int number) => Works(number) ? number : WorkingDayNumber((long)WorkingUpTo(number) + 1);

    internal bool AnyProvisional(int from, int to)
    {
        if (to <= from) return false;
        var (before, upTo) = (from - first, to - first);
        if (before < -1 || upTo >= table.Length) return true;
        return table[upTo].ProvisionalSoFar > (before < 0 ? 0 : table[before].ProvisionalSoFar);
    }

    private Day? Find(int number) => (uint)(number - first) < (uint)table.Length ? table[number - first] : null;

    private static int WeekdaysUpTo(int number) => ((number + 1) / 7 * 5) + Math.Min((number + 1) % 7, 5);

    /// <summary>By <see cref="DayOfWeek"/>: the weekday, and what a day without a holiday's name says.</summary>
    private static readonly (string Weekday, string Settled, string Provisional)[] Plain =
    [
        ("周日", "周日 休息", "周日 休息（暂定）"),
        ("周一", "工作日", "工作日（暂定）"),
        ("周二", "工作日", "工作日（暂定）"),
        ("周三", "工作日", "工作日（暂定）"),
        ("周四", "工作日", "工作日（暂定）"),
        ("周五", "工作日", "工作日（暂定）"),
        ("周六", "周六 休息", "周六 休息（暂定）"),
    ];

    /// <param name="Reason">Of a named day that is not an ordinary working day.</param>
    private readonly record struct Day(int WorkingSoFar, int ProvisionalSoFar, string? Reason, bool Works, bool Unannounced);
}
