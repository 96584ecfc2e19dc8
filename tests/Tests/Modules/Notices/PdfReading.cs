using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>
/// Reads our PDFs by the standard's own way in: the last lines lead to the table, the table to every object. What is not where the table
/// says is not a PDF.
/// </summary>
internal sealed partial class PdfReading
{
    private readonly byte[] bytes;
    private readonly string text;

    public PdfReading(byte[] bytes)
    {
        this.bytes = bytes;
        text = Encoding.Latin1.GetString(bytes);
        Assert.StartsWith("%PDF-1.7\n", text, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF\n", text, StringComparison.Ordinal);
        var table = int.Parse(Start().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal("xref\n", text.Substring(table, 5));
        var rows = Row().Matches(text[table..]);
        Assert.NotEmpty(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var at = int.Parse(rows[i].Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.StartsWith($"{i + 1} 0 obj\n", text[at..Math.Min(text.Length, at + 20)], StringComparison.Ordinal);
        }
    }

    public int Pages => int.Parse(Count().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);

    public string Title => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(TitleText().Match(text).Groups[1].Value));

    public int EmbeddedFonts => Font().Count(text);

    /// <summary>What another program reads in it (poppler's pdftotext); null where it is not installed.</summary>
    public string? ByAnother()
    {
        const string tool = "/usr/bin/pdftotext";
        if (!File.Exists(tool)) return null;
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            using var run = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(tool, ["-q", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var read = run.StandardOutput.ReadToEnd();
            run.WaitForExit();
            Assert.Equal(0, run.ExitCode);
            return read;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"startxref\n(\d+)\n")]
    private static partial Regex Start();

    [GeneratedRegex(@"(\d{10}) 00000 n ")]
    private static partial Regex Row();

    [GeneratedRegex(@"/Type /Pages /Count (\d+)")]
    private static partial Regex Count();

    [GeneratedRegex("/Title <FEFF([0-9A-F]+)>")]
    private static partial Regex TitleText();

    [GeneratedRegex(@"/FontFile2 \d+ 0 R")]
    private static partial Regex Font();
}
