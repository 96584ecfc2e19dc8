using QRCoder;

namespace OneWindow.Notices;

/// <summary>The dark squares of a QR code, for page and PDF alike.</summary>
internal static class QrShape
{
    /// <summary>How many squares a side has, the quiet zone of four included, and where the dark ones are.</summary>
    public static (int Side, IReadOnlyList<(int X, int Y)> Dark) Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        return (rows.Count, [.. Enumerable.Range(0, rows.Count).SelectMany(y => Enumerable.Range(0, rows.Count).Where(x => rows[y][x]).Select(x => (x, y)))]);
    }

    public static string Svg(string text)
    {
        var (side, dark) = Of(text);
        var path = string.Concat(dark.Select(d => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"M{d.X} {d.Y}h1v1h-1z")));
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"""<svg viewBox="0 0 {side} {side}" width="120" height="120" shape-rendering="crispEdges" aria-hidden="true"><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>""");
    }
}
