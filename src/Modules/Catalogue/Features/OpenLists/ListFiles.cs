using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Http;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>A public list as a file: CSV (UTF-8 with BOM, so that spreadsheets read it), Excel, JSON; each names the place, the version and the day.</summary>
internal static class ListFiles
{
    public static IReadOnlyList<string> Kinds { get; } = ["csv", "xlsx", "json"];

    public static IResult Of(ListTableModel list, string kind) => kind switch
    {
        "csv" => Results.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Csv(list))).ToArray(), "text/csv; charset=utf-8", Name(list, kind)),
        "xlsx" => Results.File(Excel(list), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Name(list, kind)),
        _ => Results.File(JsonSerializer.SerializeToUtf8Bytes(
            new { list.Title, list.Place, list.PlaceName, list.On, list.Version, list.Notes, Rows = list.Rows.Select(r => list.Heads.Zip(r.Cells).ToDictionary(c => c.First, c => c.Second)) }, Json.Options),
            "application/json; charset=utf-8", Name(list, kind)),
    };

    private static string Name(ListTableModel list, string kind) => $"{list.PlaceName}{list.Title}{(list.Version is { } version ? $"第{version}版" : "")}_{list.On:yyyyMMdd}.{kind}";

    private static IEnumerable<IReadOnlyList<string>> Lines(ListTableModel list)
    {
        yield return list.Heads;
        foreach (var row in list.Rows) yield return row.Cells;
        yield return [];
        yield return [$"{list.PlaceName}{list.Title}，{(list.Version is { } version ? $"第 {version} 版，" : "")}{Words.ShortOf(list.On)}"];
        foreach (var note in list.Notes) yield return [note];
    }

    private static string Csv(ListTableModel list) => string.Concat(Lines(list).Select(line => string.Join(',', line.Select(Quoted)) + "\r\n"));

    /// <summary>A cell that a spreadsheet would run as a formula is told to be text.</summary>
    private static string Quoted(string cell)
    {
        var text = cell.Length > 0 && "=+-@\t".Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static byte[] Excel(ListTableModel list)
    {
        using var into = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(into, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            var data = new SheetData();
            foreach (var line in Lines(list))
                data.Append(new Row(line.Select(cell => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(cell) { Space = SpaceProcessingModeValues.Preserve }) })));
            sheet.Worksheet = new Worksheet(data);
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets(new Sheet { Name = list.Title.Length > 30 ? list.Title[..30] : list.Title, SheetId = 1, Id = book.GetIdOfPart(sheet) }));
        }

        return into.ToArray();
    }
}
