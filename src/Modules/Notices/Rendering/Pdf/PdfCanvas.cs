using System.Globalization;
using System.Text;

namespace OneWindow.Notices;

/// <summary>What is drawn on one A4 page, in points from its upper left corner: the file counts from the lower one.</summary>
internal sealed class PdfCanvas
{
    public const int Width = 595;
    public const int Height = 842;

    /// <summary>A quarter of a circle as a Bézier curve.</summary>
    private const double Round = 0.5523;

    private readonly StringBuilder operators = new();

    public override string ToString() => operators.ToString();

    /// <param name="x">Where the first sign begins; y is the base line.</param>
    /// <param name="turn">Clockwise, in degrees, around that point.</param>
    public void Text(DocumentFont font, string text, double x, double y, double size, Ink ink, double turn = 0)
    {
        var (sin, cos) = Math.SinCos(-turn * Math.PI / 180);
        Add($"BT {ink.Fill} {N(cos)} {N(sin)} {N(-sin)} {N(cos)} {N(x)} {N(Height - y)} Tm");
        foreach (var (name, glyphs) in font.Use(text))
        {
            Add($" /{name} {N(size)} Tf <");
            foreach (var glyph in glyphs) operators.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
            Add($"> Tj");
        }

        Add($" ET\n");
    }

    public void Line(double x, double y, double toX, double toY, double width, Ink ink) =>
        Add($"{ink.Stroke} {N(width)} w {N(x)} {N(Height - y)} m {N(toX)} {N(Height - toY)} l S\n");

    public void Box(double x, double y, double width, double height, double line, Ink ink, Ink? ground = null)
    {
        if (ground is not null) Add($"{ground.Fill} {N(x)} {N(Height - y - height)} {N(width)} {N(height)} re f\n");
        Add($"{ink.Stroke} {N(line)} w {N(x)} {N(Height - y - height)} {N(width)} {N(height)} re S\n");
    }

    /// <summary>Many filled squares at once.</summary>
    public void Squares(IEnumerable<(double X, double Y)> corners, double size, Ink ink)
    {
        Add($"{ink.Fill}\n");
        foreach (var (x, y) in corners) Add($"{N(x)} {N(Height - y - size)} {N(size)} {N(size)} re ");
        Add($"f\n");
    }

    public void Circle(double x, double y, double radius, double width, Ink ink)
    {
        var (c, r, k) = (Height - y, radius, radius * Round);
        Add($"{ink.Stroke} {N(width)} w {N(x + r)} {N(c)} m ");
        Add($"{N(x + r)} {N(c + k)} {N(x + k)} {N(c + r)} {N(x)} {N(c + r)} c {N(x - k)} {N(c + r)} {N(x - r)} {N(c + k)} {N(x - r)} {N(c)} c ");
        Add($"{N(x - r)} {N(c - k)} {N(x - k)} {N(c - r)} {N(x)} {N(c - r)} c {N(x + k)} {N(c - r)} {N(x + r)} {N(c - k)} {N(x + r)} {N(c)} c S\n");
    }

    public void Shape(IReadOnlyList<(double X, double Y)> corners, Ink ink)
    {
        Add($"{ink.Fill} {N(corners[0].X)} {N(Height - corners[0].Y)} m ");
        foreach (var (x, y) in corners.Skip(1)) Add($"{N(x)} {N(Height - y)} l ");
        Add($"f\n");
    }

    private void Add(FormattableString text) => operators.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string N(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>A colour, parts from 0 to 1.</summary>
internal sealed record Ink(double Red, double Green, double Blue)
{
    public static Ink Black { get; } = new(0, 0, 0);

    public static Ink Grey { get; } = new(0.4, 0.4, 0.4);

    public static Ink Pale { get; } = new(0.94, 0.95, 0.96);

    /// <summary>印泥.</summary>
    public static Ink Seal { get; } = new(0.784, 0.063, 0.18);

    public string Fill => $"{Parts} rg";

    public string Stroke => $"{Parts} RG";

    private string Parts => string.Create(CultureInfo.InvariantCulture, $"{Red:0.###} {Green:0.###} {Blue:0.###}");
}
