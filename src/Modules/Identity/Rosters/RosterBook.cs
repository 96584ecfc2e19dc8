using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <param name="Line">As the spreadsheet numbers it.</param>
internal sealed record RosterCells(int Line, IReadOnlyList<string> Cells);

/// <summary>名册工作簿: the first sheet of a workbook as rows of text, and sheets of text as a workbook, so that no spreadsheet makes numbers of identity numbers.</summary>
internal static class RosterBook
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public const long MostBytes = 5 << 20;

    /// <summary>A packed file may be much larger than it looks.</summary>
    private const long MostUnpacked = 64L << 20;

    private const int MostColumns = 100;

    /// <param name="mostRows">Of more only one more is read: enough to say that it is too many.</param>
    /// <returns>The rows that have something in them, the head first.</returns>
    public static Outcome<IReadOnlyList<RosterCells>> Read(byte[] content, int mostRows)
    {
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(content, writable: false)))
            {
                if (zip.Entries.Sum(e => e.Length) > MostUnpacked) return Unreadable("工作簿展开后太大。请只保留要办理的行和列，另存后再上传。");
            }

            using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
            var book = document.WorkbookPart ?? throw new InvalidDataException("No workbook.");
            var words = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
            if (book.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value is not { } first) return Unreadable("工作簿里没有工作表，请用本页下载的模板。");
            List<RosterCells> rows = [];
            var line = 0;
            foreach (var row in ((WorksheetPart)book.GetPartById(first)).Worksheet.Descendants<Row>())
            {
                line = row.RowIndex?.Value is { } told ? (int)told : line + 1;
                var cells = Cells(row, words);
                if (cells.All(string.IsNullOrWhiteSpace)) continue;
                rows.Add(new RosterCells(line, cells));
                if (rows.Count > mostRows + 1) break;
            }

            return rows;
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or FormatException or System.Xml.XmlException or IOException or ArgumentOutOfRangeException or KeyNotFoundException)
        {
            return Unreadable("工作簿打不开，可能没有保存完整，或者加了密码。请用表格软件打开、另存为 .xlsx，再上传。");
        }
    }

    /// <summary>Sheets by name; the first row of each is its head.</summary>
    public static byte[] Write(params (string Name, IReadOnlyList<IReadOnlyList<string>> Rows)[] sheets)
    {
        using var content = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = TextStyles();
            var list = book.Workbook.AppendChild(new Sheets());
            foreach (var (number, (name, rows)) in sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(
                    new Columns(new Column { Min = 1, Max = (uint)Math.Max(1, rows.Max(r => r.Count)), Width = 22, CustomWidth = true, Style = 1 }),
                    new SheetData(rows.Select((cells, at) => Line((uint)at + 1, cells))));
                list.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)number + 1, Name = name });
            }
        }

        return content.ToArray();
    }

    private static List<string> Cells(Row row, List<string> words)
    {
        List<string> cells = [];
        foreach (var cell in row.Elements<Cell>())
        {
            var at = cell.CellReference?.Value is { } reference ? Index(reference) : cells.Count;
            if (at is < 0 or > MostColumns) throw new InvalidDataException("Too many columns.");
            while (cells.Count <= at) cells.Add("");
            cells[at] = Text(cell, words).Trim();
        }

        return cells;
    }

    private static string Text(Cell cell, List<string> words)
    {
        if (cell.DataType?.Value == CellValues.SharedString) return words[int.Parse(cell.InnerText, CultureInfo.InvariantCulture)];
        if (cell.DataType?.Value == CellValues.InlineString) return cell.InlineString?.InnerText ?? "";
        var text = cell.CellValue?.Text ?? "";
        // A number of a spreadsheet holds fifteen digits: one of eighteen has lost its end already, and is refused as it stands.
        return cell.DataType?.Value is null or CellValues.Number && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("G15", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>"C7" is 2.</summary>
    private static int Index(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Take(3).Aggregate(0, (sum, c) => (sum * 26) + (char.ToUpperInvariant(c) - 'A' + 1)) - 1;

    private static Row Line(uint line, IReadOnlyList<string> cells) => new(cells.Select((text, at) => new Cell
    {
        CellReference = $"{(char)('A' + at)}{line.ToString(CultureInfo.InvariantCulture)}", DataType = CellValues.InlineString, StyleIndex = 1,
        // What XML cannot hold is left out.
        InlineString = new InlineString(new Text(string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c)))) { Space = SpaceProcessingModeValues.Preserve }),
    })) { RowIndex = line };

    private static Stylesheet TextStyles() => new(
        new Fonts(new Font()) { Count = 1 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true }) { Count = 2 });

    private static Refusal Unreadable(string words) => new("identity.roster-unreadable", words, PlatformRules.Files);
}
