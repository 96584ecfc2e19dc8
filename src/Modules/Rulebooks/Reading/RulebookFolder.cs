using System.Globalization;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>Reads the folder rulebooks/: all texts, then the calendar's years. Scenarios and the calendar are no rulebooks.</summary>
internal static class RulebookFolder
{
    /// <summary>Beside the program, from a clone as from a published folder.</summary>
    public static string Default => Path.Combine(AppContext.BaseDirectory, "rulebooks");

    public static (IReadOnlyList<Rulebook> Rulebooks, WorkCalendar Calendar, IReadOnlyList<RulebookError> Errors) Read(string folder)
    {
        List<RulebookError> errors = [];
        if (!Directory.Exists(folder)) return ([], WorkCalendar.Unannounced, [new RulebookError(folder, 1, "没有这个文件夹。")]);
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        List<Rulebook> rulebooks = [];
        List<CalendarYear> years = [];
        foreach (var file in files)
        {
            var parts = file.Split('/');
            if (parts.Contains("scenarios")) continue;
            var text = File.ReadAllText(Path.Combine(folder, file));
            if (parts[0] == "calendar") years.AddRange(ReadYear(file, text, errors) is { } year ? [year] : []);
            else if (parts.Length != 3) errors.Add(new RulebookError(file, 1, "文本应放在 地方/法规/施行日期.yaml。"));
            else if (RulebookReader.Read(file, text, errors) is { } rulebook) rulebooks.Add(rulebook);
        }

        foreach (var twice in years.GroupBy(y => y.Year).Where(g => g.Count() > 1)) errors.Add(new RulebookError("calendar", 1, $"{twice.Key} 年有两份。"));
        if (errors.Count == 0) errors.AddRange(RulebookChecks.Run(rulebooks));
        return (rulebooks, errors.Count == 0 ? new WorkCalendar(years) : WorkCalendar.Unannounced, errors);
    }

    internal static CalendarYear? ReadYear(string file, string text, List<RulebookError> errors)
    {
        var before = errors.Count;
        if (YamlMap.Read(file, text, errors) is not { } map) return null;
        if (!int.TryParse(map.Text("year", required: true), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) map.Fault(map.LineOf("year"), "year 应是四位年份。");
        var year = new CalendarYear(number, map.List("notices"), Days(map, "off"), Days(map, "work"));
        map.RefuseOthers();
        if (errors.Count == before)
        {
            foreach (var fault in year.Faults()) map.Fault(1, fault);
        }

        return errors.Count == before ? year : null;
    }

    private static Dictionary<DateOnly, string> Days(YamlMap map, string name)
    {
        Dictionary<DateOnly, string> days = [];
        foreach (var (text, value, line) in map.Map(name)?.Entries ?? [])
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) map.Fault(line, $"{text} 不是日期。");
            else if (map.EntriesOf(value, line) is var (entries, _)) days[date] = entries[0];
        }

        return days;
    }
}
