using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace OneWindow.Catalogue;

/// <summary>Writes sheets as an Excel workbook: texts only, so that numbers with leading zeros stay as they are.</summary>
internal static class SheetWriter
{
    public static byte[] Write(IReadOnlyList<DraftSheet> sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
            foreach (var (number, sheet) in sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData([.. sheet.Rows.Prepend(sheet.Heads).Select((cells, row) => Row(cells, (uint)row + 1))]));
                book.Workbook.Sheets!.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)number + 1, Name = sheet.Name });
            }

            book.Workbook.Save();
        }

        return stream.ToArray();
    }

    private static Row Row(IReadOnlyList<string> cells, uint row) => new(cells.Select((text, column) => new Cell
    {
        CellReference = Column(column) + row,
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }),
    }))
    {
        RowIndex = row,
    };

    private static string Column(int number) => number < 26 ? $"{(char)('A' + number)}" : $"{(char)('A' + (number / 26) - 1)}{(char)('A' + (number % 26))}";

    /// <summary>What XML cannot hold is left out.</summary>
    private static string Clean(string text) => new([.. text.Where(c => c is '\n' or '\t' || !char.IsControl(c))]);
}
