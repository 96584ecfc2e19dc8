using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace OneWindow.Catalogue;

/// <summary>Records as tables that <see cref="RecordFile"/> reads back: a column a path, a row a record. Written as they come; the records are asked for twice, for the heads and for the rows.</summary>
internal static class TableOut
{
    /// <summary>An Excel cell holds no more.</summary>
    private const int LongestCell = 32_767;

    /// <summary>CSV with the mark that makes Excel read UTF-8.</summary>
    public static async Task Csv(Stream stream, Func<IAsyncEnumerable<JsonObject>> records, CancellationToken cancel)
    {
        var heads = await Heads(records(), cancel);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true);
        await writer.WriteAsync(string.Join(',', heads.Select(CsvRows.Cell)) + "\r\n");
        await foreach (var record in records().WithCancellation(cancel))
        {
            var cells = Flat(record).ToDictionary();
            await writer.WriteAsync(string.Join(',', heads.Select(h => CsvRows.Cell(cells.GetValueOrDefault(h, "")))) + "\r\n");
        }
    }

    /// <summary>A workbook: plain elements on the first sheet, a sheet a list of records, as <see cref="Workbook"/> reads them.</summary>
    /// <param name="key">What says on the further sheets to which record a row belongs.</param>
    public static void Excel(Stream stream, IReadOnlyList<JsonObject> records, string key)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var sheets = new Sheets();
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(sheets);
        var lists = records.SelectMany(r => r).Where(p => p.Value is JsonArray list && list.FirstOrDefault() is JsonObject).Select(p => p.Key).Distinct().ToList();
        Add("items", records.Select(r => Flat(new JsonObject(r.Where(p => !lists.Contains(p.Key)).Select(Copy)))));
        foreach (var list in lists)
        {
            var fields = list == "form";
            Add(list, records.SelectMany(r => Rows(r, list).Select(row => Flat(fields ? new JsonObject(row.Where(p => p.Key != "fields").Select(Copy)) : row).Prepend(Key(r)))));
            if (!fields) continue;
            Add("fields", records.SelectMany(r => Rows(r, "form").SelectMany(page => Rows(page, "fields").Select(f => Flat(f).Prepend(new("step", page["id"]!.ToString())).Prepend(Key(r))))));
        }

        KeyValuePair<string, string> Key(JsonObject record) => new(key, record[key]?.ToString() ?? "");

        void Add(string name, IEnumerable<IEnumerable<KeyValuePair<string, string>>> rows)
        {
            var all = rows.Select(r => r.ToList()).ToList();
            var heads = all.SelectMany(r => r.Select(c => c.Key)).Distinct().ToList();
            var part = book.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(part))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                Row(writer, 1, [.. heads]);
                for (var i = 0; i < all.Count; i++)
                {
                    var cells = all[i].ToDictionary();
                    Row(writer, i + 2, [.. heads.Select(h => cells.GetValueOrDefault(h, ""))]);
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            sheets.Append(new Sheet { Name = name, SheetId = (uint)sheets.Count() + 1, Id = book.GetIdOfPart(part) });
        }
    }

    /// <summary>A template: heads and nothing under them.</summary>
    public static void Excel(Stream stream, IReadOnlyList<string> heads)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var part = book.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(part))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            Row(writer, 1, heads);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets(new Sheet { Name = "items", SheetId = 1, Id = book.GetIdOfPart(part) }));
    }

    /// <summary>Plain values by their paths; what a table cannot say ("nothing there", an empty list) is left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Flat(JsonObject record) => Flat(record, "");

    private static IEnumerable<KeyValuePair<string, string>> Flat(JsonNode? node, string path) => node switch
    {
        JsonObject record => record.SelectMany(p => Flat(p.Value, path.Length == 0 ? p.Key : $"{path}.{p.Key}")),
        JsonArray list => list.SelectMany((n, i) => Flat(n, $"{path}[{i}]")),
        null => [],
        _ => [new(path, node.ToString())],
    };

    private static async Task<List<string>> Heads(IAsyncEnumerable<JsonObject> records, CancellationToken cancel)
    {
        var (heads, known) = (new List<string>(), new HashSet<string>());
        await foreach (var record in records.WithCancellation(cancel))
        {
            foreach (var (path, _) in Flat(record))
            {
                if (known.Add(path)) heads.Add(path);
            }
        }

        return heads;
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> property) => new(property.Key, property.Value?.DeepClone());

    private static IEnumerable<JsonObject> Rows(JsonObject record, string list) => (record[list] as JsonArray ?? []).OfType<JsonObject>();

    private static void Row(OpenXmlWriter writer, int number, IReadOnlyList<string> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0) continue;
            var text = CellText.Encode(cells[i]);
            if (text.Length > LongestCell) text = text[..LongestCell];
            writer.WriteElement(new Cell
            {
                CellReference = $"{Column(i)}{number}", DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
            });
        }

        writer.WriteEndElement();
    }

    private static string Column(int index) => index < 26 ? $"{(char)('A' + index)}" : Column((index / 26) - 1) + (char)('A' + (index % 26));
}
