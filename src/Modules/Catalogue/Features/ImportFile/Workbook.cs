using System.Globalization;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace OneWindow.Catalogue;

/// <summary>
/// An Excel workbook: the first sheet has a record a row, heads as in CSV. Further sheets bear a list's name ("materials", "steps") and
/// say by their first column "item" to which record a row belongs; the sheet "fields" says by "step" to which page of the form.
/// </summary>
internal static class Workbook
{
    /// <summary>What says to which record a row belongs: ours, and those of the exchange.</summary>
    private static readonly string[] Keys = ["item", "task_handle_item", "task_code", "local_task_code"];

    /// <summary>Says it where no code does: refused records may have none, or the same one.</summary>
    public const string Number = RecordFile.NotePrefix + "序号";

    /// <summary>What tells the records apart, by which further sheets refer to them.</summary>
    public static string KeyOf(IReadOnlyList<JsonObject> records) =>
        Array.Find(Keys, k => records.All(r => ExchangeRecord.Text(r[k]).Length > 0) && records.DistinctBy(r => ExchangeRecord.Text(r[k])).Count() == records.Count) ?? Number;

    public static IReadOnlyList<JsonObject> Read(string path)
    {
        using var stream = File.OpenRead(path);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var book = document.WorkbookPart ?? throw new InvalidDataException("工作簿是空的");
        var words = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
        var sheets = book.Workbook.Descendants<Sheet>()
            .Select(s => (Name: s.Name?.Value ?? "", Rows: Rows((WorksheetPart)book.GetPartById(s.Id!.Value!), words)))
            .ToList();
        if (sheets.Count == 0) return [];
        var records = sheets[0].Rows;
        var known = Keys.Append(Number).ToDictionary(key => key, key => records.Where(r => r.ContainsKey(key)).DistinctBy(r => (string)r[key]!).ToDictionary(r => (string)r[key]!));
        foreach (var (name, rows) in sheets.Skip(1)) Attach(known, name, rows);
        foreach (var record in records) record.Remove(Number);
        return records;
    }

    private static void Attach(Dictionary<string, Dictionary<string, JsonObject>> known, string sheet, List<JsonObject> rows)
    {
        foreach (var row in rows)
        {
            var key = Keys.Prepend(Number).FirstOrDefault(row.ContainsKey) ?? throw new FormatException($"工作表“{sheet}”里有一行没有说是哪个事项（第一列 item）");
            var item = (string)row[key]!;
            var record = known[key].GetValueOrDefault(item) ?? throw new FormatException($"工作表“{sheet}”里的事项“{item}”在第一张表里没有");
            row.Remove(key);
            if (sheet == "fields")
            {
                var step = (string?)row["step"];
                row.Remove("step");
                var page = (record["form"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(p => (string?)p["id"] == step)
                    ?? throw new FormatException($"工作表“fields”里的页“{step}”在“form”表里没有");
                List(page, "fields").Add(row);
            }
            else
            {
                List(record, sheet).Add(row);
            }
        }
    }

    private static JsonArray List(JsonObject record, string name)
    {
        if (record[name] is not JsonArray) record[name] = new JsonArray();
        return record[name]!.AsArray();
    }

    private static List<JsonObject> Rows(WorksheetPart sheet, List<string> words)
    {
        var rows = sheet.Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().ToDictionary(Column, c => Text(c, words))).ToList();
        if (rows.Count == 0) return [];
        var heads = rows[0];
        return [.. rows.Skip(1).Where(r => r.Values.Any(v => v.Length > 0)).Select(row =>
        {
            var record = new JsonObject();
            foreach (var (column, text) in row)
            {
                if (heads.TryGetValue(column, out var head) && !head.StartsWith(RecordFile.NotePrefix, StringComparison.Ordinal)) RecordPath.Set(record, head.Trim(), text);
                else if (head?.Trim() == Number) record[Number] = text;
            }

            return record;
        })];
    }

    private static string Column(Cell cell) => new([.. (cell.CellReference?.Value ?? "").TakeWhile(char.IsAsciiLetter)]);

    private static string Text(Cell cell, List<string> words) => CellText.Decode(Raw(cell, words));

    private static string Raw(Cell cell, List<string> words) => cell.DataType?.Value switch
    {
        CellValues.SharedString => words[int.Parse(cell.InnerText, CultureInfo.InvariantCulture)],
        CellValues.Boolean => cell.InnerText == "1" ? "true" : "false",
        _ => cell.InnerText,
    };
}
