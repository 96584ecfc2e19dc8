using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>What is wrong in a row: in which column (its head; empty: the row as a whole), what to do, and why.</summary>
internal sealed record RowFault(string Column, string Words, Citation Basis);

/// <summary>One row as it was sent, by column; nothing of it is judged yet.</summary>
/// <param name="Line">Its line in this batch, by which it is called.</param>
/// <param name="Broken">It does not hold together as a row.</param>
/// <param name="Mends">The line that it says it mends.</param>
internal sealed record BatchEntry(int Line, IReadOnlyDictionary<string, string> Cells, RowFault? Broken = null, string? Mends = null)
{
    public string Reference => Cells.GetValueOrDefault(BatchColumns.Reference, "");
}

/// <summary>A table's rows taken apart by its head.</summary>
internal static partial class BatchEntries
{
    private static readonly char[] BetweenFiles = [';', '；', '\n', '|'];

    public static Outcome<List<BatchEntry>> Of(Guide guide, Sheet sheet) =>
        BatchColumns.Match(guide, sheet.Heads).Then<List<BatchEntry>>(columns =>
        {
            var entries = sheet.Rows.Select(row => Of(columns, row, sheet.Spreadsheet)).Where(e => !IsExample(e)).ToList();
            return entries.Count == 0 ? Sheet.No("empty", "表格里只有列名，没有要申报的内容。请从第二行起每行填一件，再上传。") : entries;
        });

    private static bool IsExample(BatchEntry entry) => entry.Reference.StartsWith(BatchColumns.ExampleMark, StringComparison.Ordinal);

    private static BatchEntry Of(List<BatchColumn?> columns, SheetRow row, bool spreadsheet)
    {
        var cells = new Dictionary<string, string>();
        RowFault? broken = null;
        string? mends = null;
        if (row.Cells.Count < columns.Count)
        {
            broken = new RowFault("", $"这一行只有 {row.Cells.Count} 格，列名有 {columns.Count} 格，多半是没有写完或者文件在这里断了。请补全这一行。", PlatformRules.Input);
        }

        for (var i = 0; i < row.Cells.Count; i++)
        {
            var text = row.Cells[i].Trim();
            if (text.Length == 0) continue;
            if (columns.ElementAtOrDefault(i) is not { } column)
            {
                broken ??= new RowFault("", $"第 {i + 1} 格没有列名却有内容，可能是多了一个逗号。请对照列名改好。", PlatformRules.Input);
                continue;
            }

            if (column.Kind == ColumnKind.Line) mends = text;
            else if (column.Kind != ColumnKind.Told) cells[column.Id] = spreadsheet && column.Field == FieldKind.Date ? DayOf(text) : text;
        }

        return new BatchEntry(row.Line, cells, broken, mends);
    }

    /// <summary>A day of a spreadsheet is the number of days since the end of 1899; what looks like none is left for the check.</summary>
    private static string DayOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is > 3_000 and < 80_000
            ? DateOnly.FromDayNumber(new DateOnly(1899, 12, 30).DayNumber + (int)days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : text;

    public static IEnumerable<string> FilesIn(string cell) => cell.Split(BetweenFiles, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A long number that a spreadsheet has written as 3.70202E+17: its last digits are lost.</summary>
    public static bool LostDigits(string text) => Scientific().IsMatch(text);

    [GeneratedRegex(@"^\d(\.\d+)?[eE]\+?\d{2}$")]
    private static partial Regex Scientific();
}

/// <summary>A row that was judged: what is filed of it if nothing is wrong.</summary>
/// <param name="Hash">SM3 of the row's canonical text, hex; null where something is wrong.</param>
/// <param name="Lacking">Required materials that are not there: no hindrance, the window will ask for them.</param>
internal sealed record CheckedEntry(BatchEntry Entry, IReadOnlyList<RowFault> Faults, string? Hash, IReadOnlyList<string> Lacking)
{
    public bool Ok => Faults.Count == 0;
}

/// <summary>What one row says, so that two halves cannot differ: item, guide, answers as they are filed, files by content (docs/how-to/file-many.md).</summary>
internal sealed record CanonicalRow(
    string Item, int GuideVersion, string Reference, IReadOnlyDictionary<string, string> Answers, IReadOnlyList<string> Later, IReadOnlyList<string> Shared,
    IReadOnlyList<CanonicalFile> Files)
{
    public string ToHash() => Convert.ToHexStringLower(Sm3.Of(JsonSerializer.SerializeToUtf8Bytes(this, Json.Options)));
}

internal sealed record CanonicalFile(string Material, string Hash);
