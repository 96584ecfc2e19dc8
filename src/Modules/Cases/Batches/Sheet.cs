using System.Text;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <param name="Line">The line of the file at which it begins, as a spreadsheet numbers it.</param>
/// <param name="Cells">As many as the line has: a line that broke off has fewer than the head.</param>
internal sealed record SheetRow(int Line, IReadOnlyList<string> Cells);

/// <summary>表格: a file of rows as it was sent, with its head; what its cells mean is not its business.</summary>
/// <param name="Spreadsheet">Days may stand in it as numbers.</param>
internal sealed record Sheet(IReadOnlyList<string> Heads, IReadOnlyList<SheetRow> Rows, bool Spreadsheet)
{
    public const int MostBytes = 5 << 20;

    public static readonly string[] Endings = [".xlsx", ".csv"];

    /// <summary>Of more rows than may come at once only so many are read: enough to say that it is too many.</summary>
    public static Outcome<Sheet> Read(string name, byte[] content, int mostRows)
    {
        if (content.Length == 0) return No("empty", "表格是空文件，请检查后重新选择。");
        if (content.Length > MostBytes) return No("too-large", "表格超过 5 MB。请只保留要申报的行，或者分几次申报。");
        try
        {
            return Path.GetExtension(name).ToLowerInvariant() switch
            {
                ".csv" => Csv(content, mostRows),
                ".xlsx" => Excel.Read(content, mostRows),
                ".xls" or ".et" => No("old-format", "这是旧格式的表格。请打开后“另存为”.xlsx，再上传。"),
                _ => No("unknown-format", "请上传 .xlsx 或 .csv 格式的表格，最好用本页下载的模板。"),
            };
        }
        catch (CsvFormatException broken)
        {
            return No("broken", $"第 {Math.Max(1, broken.LineNumber)} 行开始的内容读不出来，多半是引号没有成对，或者文件不完整。请改好这一处，再上传。");
        }
        catch (Exception broken) when (broken is InvalidDataException or OpenXmlPackageException or FormatException or System.Xml.XmlException or IOException)
        {
            return No("broken", "表格打不开，可能没有保存完整，或者加了密码。请用表格软件打开、另存为 .xlsx，再上传。");
        }
    }

    private static Outcome<Sheet> Csv(byte[] content, int mostRows)
    {
        if (Decode(content) is not { } text) return No("encoding", "认不出文件的文字编码。请另存为 .xlsx，或者“CSV UTF-8”格式，再上传。");
        var first = text[..(text.IndexOfAny(['\r', '\n']) is var end and >= 0 ? end : text.Length)];
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false, MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true, MaxRecordSize = 1 << 20,
            Separator = first.Contains('\t', StringComparison.Ordinal) && !first.Contains(',', StringComparison.Ordinal) ? '\t' : ',',
        });
        List<string>? heads = null;
        var rows = new List<SheetRow>();
        while (csv.Read() && rows.Count <= mostRows)
        {
            var cells = Enumerable.Range(0, csv.FieldCount).Select(i => Unquoted(csv.GetString(i))).ToList();
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (heads is null) heads = cells;
            else rows.Add(new SheetRow((int)csv.LineNumber, cells));
        }

        return heads is null ? No("empty", "表格里什么也没有，请检查后重新选择。") : new Sheet(heads, rows, false);
    }

    /// <summary>Our own files mark what a spreadsheet would run as a formula; here the mark goes away again.</summary>
    private static string Unquoted(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t', ..] ? cell[1..] : cell;

    /// <summary>UTF-8 with or without its mark, what spreadsheets call Unicode text, or GB18030; null: none of them.</summary>
    private static string? Decode(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..]) return Strict(new UnicodeEncoding(false, true, true), content.AsSpan(2));
        if (content is [0xEF, 0xBB, 0xBF, ..]) return Strict(new UTF8Encoding(false, true), content.AsSpan(3));
        return Strict(new UTF8Encoding(false, true), content)
            ?? Strict(CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!, content);
    }

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            var text = encoding.GetString(content);
            // Bytes of another kind of file decode too, but not into text.
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static Refusal No(string reason, string words) => new($"cases.table-{reason}", words, PlatformRules.Files);
}
