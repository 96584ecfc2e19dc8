using System.Globalization;

namespace OneWindow.Notices;

/// <summary>A4 sheets filled from top to bottom: each piece says how high it is and goes to the next sheet if this one has no room. Points.</summary>
internal sealed class PdfSheets
{
    public const double Left = 71;
    public const double Right = PdfCanvas.Width - Left;
    public const double Width = Right - Left;

    private const double Top = 71;
    private const double Bottom = PdfCanvas.Height - 85;

    private readonly DocumentFont regular = DocumentFont.Regular();
    private readonly DocumentFont bold = DocumentFont.Bold();
    private readonly List<PdfCanvas> sheets = [];

    public PdfSheets() => Begin();

    public PdfCanvas Now => sheets[^1];

    /// <summary>Where the next piece begins.</summary>
    public double Y { get; set; }

    /// <summary>Makes room: on this sheet, or at the head of a new one.</summary>
    public void Need(double height)
    {
        if (Y + height > Bottom && Y > Top) Begin();
    }

    public DocumentFont Font(bool heavy) => heavy ? bold : regular;

    public double Measure(string text, double size, bool heavy = false) => Font(heavy).Measure(text, size);

    public IReadOnlyList<string> Lines(string text, double width, double size, bool heavy = false) =>
        LineBreaking.Break(text, width, t => Measure(t, size, heavy));

    /// <param name="y">The upper edge of the line, not its base.</param>
    public void Put(string text, double x, double y, double size, bool heavy = false, Ink? ink = null) =>
        Now.Text(Font(heavy), text, x, y + (size * 0.9), size, ink ?? Ink.Black);

    /// <summary>The foot of every sheet, once it is known how many there are; then the whole.</summary>
    public byte[] Finish(string title, string author, DateTimeOffset made, string foot)
    {
        for (var i = 0; i < sheets.Count; i++)
        {
            var page = string.Create(CultureInfo.InvariantCulture, $"第 {i + 1} 页，共 {sheets.Count} 页");
            sheets[i].Line(Left, PdfCanvas.Height - 54, Right, PdfCanvas.Height - 54, 0.5, Ink.Pale);
            sheets[i].Text(regular, foot, Left, PdfCanvas.Height - 40, 8, Ink.Grey);
            sheets[i].Text(regular, page, Right - Measure(page, 8), PdfCanvas.Height - 40, 8, Ink.Grey);
        }

        var fonts = new Dictionary<string, FontSubset>(regular.Subsets.Concat(bold.Subsets));
        return new PdfFile(title, author, made).Write([.. sheets.Select(s => s.ToString())], fonts);
    }

    private void Begin()
    {
        sheets.Add(new PdfCanvas());
        Y = Top;
    }
}
