using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>工作簿: reads the first sheet of one; writes one whose cells are text, so that no spreadsheet makes numbers of identity numbers.</summary>
internal static class Excel
{
    /// <summary>A packed file may be much larger than it looks.</summary>
    private const long MostUnpacked = 64L << 20;

    public static Outcome<Sheet> Read(byte[] content, int mostRows)
    {
        using (var zip = new ZipArchive(new MemoryStream(content, writable: false)))
        {
            if (zip.Entries.Sum(e => e.Length) > MostUnpacked) return Cases.Sheet.No("too-large", "表格展开后太大。请只保留要申报的行和列，另存后再上传。");
        }

        using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
        var book = document.WorkbookPart ?? throw new InvalidDataException("No workbook.");
        var words = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
        if (book.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().FirstOrDefault()?.Id?.Value is not { } first) return Cases.Sheet.No("empty", "表格里什么也没有，请检查后重新选择。");
        List<string>? heads = null;
        var rows = new List<SheetRow>();
        var line = 0;
        foreach (var row in ((WorksheetPart)book.GetPartById(first)).Worksheet.Descendants<Row>())
        {
            line = row.RowIndex?.Value is { } told ? (int)told : line + 1;
            var cells = Cells(row, words);
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (heads is null)
            {
                heads = cells;
                continue;
            }

            // A row of a sheet ends at its last cell that is filled in: what follows is empty, not broken off.
            while (cells.Count < heads.Count) cells.Add("");
            rows.Add(new SheetRow(line, cells));
            if (rows.Count > mostRows) break;
        }

        return heads is null ? Cases.Sheet.No("empty", "表格里什么也没有，请检查后重新选择。") : new Sheet(heads, rows, true);
    }

    /// <summary>Sheets of text by name: the first line of each is its head.</summary>
    /// <param name="offers">By column of the first sheet: what may be chosen there.</param>
    public static byte[] Write(IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<string>> Rows)> sheets, IReadOnlyDictionary<int, IReadOnlyList<string>> offers)
    {
        using var content = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = TextStyles();
            var list = book.Workbook.AppendChild(new Sheets());
            foreach (var ((name, rows), i) in sheets.Select((s, i) => (s, i)))
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet();
                part.Worksheet.Append(Columns(rows));
                part.Worksheet.Append(new SheetData(rows.Select((cells, at) => Line(at + 1, cells))));
                if (i == 0 && Choices(offers) is { } choices) part.Worksheet.Append(choices);
                list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)(i + 1), Name = name });
            }
        }

        return content.ToArray();
    }

    private static List<string> Cells(Row row, List<string> words)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var at = cell.CellReference?.Value is { } reference ? Index(reference) : cells.Count;
            if (at > 1000) throw new InvalidDataException("Too many columns.");
            while (cells.Count <= at) cells.Add("");
            cells[at] = Text(cell, words);
        }

        return cells;
    }

    private static string Text(Cell cell, List<string> words)
    {
        if (cell.DataType?.Value == CellValues.SharedString) return words.ElementAtOrDefault(int.Parse(cell.InnerText, CultureInfo.InvariantCulture)) ?? throw new InvalidDataException("No such string.");
        if (cell.DataType?.Value == CellValues.InlineString) return cell.InlineString?.InnerText ?? "";
        if (cell.DataType?.Value == CellValues.Boolean) return cell.CellValue?.Text == "1" ? "是" : "否";
        var text = cell.CellValue?.Text ?? "";
        // Fifteen digits are what a number of a spreadsheet holds; one of eighteen has lost its end already, and shows it.
        return cell.DataType?.Value is null or CellValues.Number && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("G15", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>"C7" is 2.</summary>
    private static int Index(string reference) => reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (sum, c) => (sum * 26) + (char.ToUpperInvariant(c) - 'A' + 1)) - 1;

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    private static Row Line(int line, IReadOnlyList<string> cells) => new(cells.Select((text, at) => new Cell
    {
        CellReference = Letters(at) + line.ToString(CultureInfo.InvariantCulture), DataType = CellValues.InlineString, StyleIndex = 1,
        InlineString = new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }),
    })) { RowIndex = (uint)line };

    /// <summary>What XML cannot hold is left out.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    private static Columns Columns(IReadOnlyList<IReadOnlyList<string>> rows) => new(Enumerable.Range(0, Math.Max(1, rows.Max(r => r.Count))).Select(i => new Column
    {
        Min = (uint)(i + 1), Max = (uint)(i + 1), Width = Math.Clamp(rows.Max(r => i < r.Count ? Width(r[i]) : 0), 10, 60), CustomWidth = true, Style = 1,
    }));

    private static int Width(string text) => text.Split('\n').Max(line => line.Sum(c => c < 128 ? 1 : 2)) + 2;

    /// <summary>A list in a cell's rule holds 255 characters at most and no commas; longer ones stand in the explanation alone.</summary>
    private static DataValidations? Choices(IReadOnlyDictionary<int, IReadOnlyList<string>> offers)
    {
        var fitting = offers.Select(o => (o.Key, List: $"\"{string.Join(',', o.Value)}\"")).Where(o => o.List.Length <= 255 && !offers[o.Key].Any(c => c.Contains(',', StringComparison.Ordinal) || c.Contains('"', StringComparison.Ordinal))).ToList();
        if (fitting.Count == 0) return null;
        return new DataValidations(fitting.Select(o => new DataValidation(new Formula1(o.List))
        {
            Type = DataValidationValues.List, AllowBlank = true, SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{Letters(o.Key)}2:{Letters(o.Key)}1000" },
        })) { Count = (uint)fitting.Count };
    }

    private static Stylesheet TextStyles() => new(
        new Fonts(new Font()) { Count = 1 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true }) { Count = 2 });
}
