using System.Globalization;
using QRCoder;

namespace OneWindow.Fees;

/// <summary>缴费二维码, drawn here: large enough for a kiosk's screen.</summary>
internal static class PayQr
{
    public static string? Svg(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var dark = from y in Enumerable.Range(0, rows.Count)
                   from x in Enumerable.Range(0, rows.Count)
                   where rows[y][x]
                   select string.Create(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg viewBox="0 0 {rows.Count} {rows.Count}" width="200" height="200" shape-rendering="crispEdges" aria-hidden="true"><rect width="{rows.Count}" height="{rows.Count}" fill="#fff"/><path d="{string.Concat(dark)}"/></svg>""");
    }
}
