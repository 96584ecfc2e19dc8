using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>Reads an Excel workbook as sheets, whoever wrote it: shared and inline texts, numbers, truth values. Rows keep their numbers.</summary>
internal static class SheetReader
{
    private const int MostRows = 5_000;

    public static Outcome<IReadOnlyList<DraftSheet>> Read(Stream content)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(content, isEditable: false);
            var book = document.WorkbookPart ?? throw new InvalidDataException("工作簿是空的");
            var words = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
            return book.Workbook.Descendants<Sheet>()
                .Select(s => Sheet(s.Name?.Value ?? "", (WorksheetPart)book.GetPartById(s.Id!.Value!), words)).ToList();
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or XmlException or FormatException or ArgumentOutOfRangeException or KeyNotFoundException)
        {
            return new Refusal("catalogue.file-unreadable", "工作簿读不出来，可能没有保存完整。请用 Excel 或 WPS 打开看看，另存为 .xlsx 再导入。", PlatformRules.Files);
        }
    }

    private static DraftSheet Sheet(string name, WorksheetPart part, List<string> words)
    {
        var rows = part.Worksheet.Descendants<Row>().ToList();
        if (rows.Count > MostRows) throw new InvalidDataException("too many rows");
        var all = new List<IReadOnlyList<string>>();
        foreach (var row in rows)
        {
            // Rows that nobody wrote in are not in the file: they count all the same.
            while (row.RowIndex is { } index && all.Count + 1 < Math.Min(index.Value, MostRows)) all.Add([]);
            all.Add(Cells(row, words));
        }

        return new DraftSheet(name.Trim(), all.Count == 0 ? [] : [.. all[0].Select(h => h.Trim())], [.. all.Skip(1)]);
    }

    private static List<string> Cells(Row row, List<string> words)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var at = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
            while (cells.Count < at) cells.Add("");
            cells.Add(Text(cell, words).Trim());
        }

        return cells;
    }

    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3)) column = (column * 26) + (letter - 'A' + 1);
        return column is 0 or > 1000 ? null : column - 1;
    }

    private static string Text(Cell cell, List<string> words) => cell.DataType?.Value switch
    {
        CellValues.SharedString => words[int.Parse(cell.InnerText, CultureInfo.InvariantCulture)],
        CellValues.Boolean => cell.InnerText == "1" ? "是" : "否",
        CellValues.InlineString => cell.InlineString?.InnerText ?? "",
        _ => cell.CellValue?.Text ?? cell.InnerText,
    };
}
