using System.Globalization;

namespace OneWindow.Cases;

/// <summary>圈出的位置: where on a filed scan something is wrong. Everything but the page is per cent of the page's width or height.</summary>
internal sealed record ScanMark(string File, int Page, int Left, int Top, int Width, int Height)
{
    public string Words => string.Create(CultureInfo.InvariantCulture, $"第{Page}页，距左边{Left}%、距上边{Top}%，宽{Width}%、高{Height}%");

    /// <summary>Reads "1,10,20,30,5": page, left, top, width, height. Null: it is none, or reaches beyond the page.</summary>
    public static ScanMark? Parse(string file, string text)
    {
        var parts = text.Split([',', '，', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        if (numbers is not [>= 1 and <= 999, var left and >= 0, var top and >= 0, var width and >= 1, var height and >= 1] || file.Length is 0 or > 80) return null;
        return left + width <= 100 && top + height <= 100 ? new ScanMark(file, numbers[0], left, top, width, height) : null;
    }
}
