using System.Globalization;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

/// <summary>The committed notices, read line by line: the loader proper belongs to Rulebooks and is not under test here.</summary>
internal static class Years
{
    public static IReadOnlyList<CalendarYear> Announced { get; } =
        [.. Directory.GetFiles(Path.Combine(Root(), "rulebooks", "calendar"), "*.yaml").Order(StringComparer.Ordinal).Select(Read)];

    public static WorkCalendar Calendar { get; } = new(Announced);

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CalendarYear Read(string file)
    {
        var (year, section) = (0, "");
        List<string> notices = [];
        Dictionary<DateOnly, string> off = [], work = [];
        foreach (var line in File.ReadLines(file).Where(line => !line.StartsWith('#')))
        {
            var parts = line.TrimStart(' ', '-').Split(": ", 2);
            if (line.StartsWith("year: ", StringComparison.Ordinal)) year = int.Parse(parts[1], CultureInfo.InvariantCulture);
            else if (!line.StartsWith(' ')) section = line.TrimEnd(':');
            else if (section == "notices") notices.Add(parts[0]);
            else (section == "off" ? off : work).Add(Day(parts[0]), parts[1]);
        }

        return new CalendarYear(year, notices, off, work);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OneWindow.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
