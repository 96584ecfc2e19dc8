using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>
/// 办件编号, 25 digits: region 6, day 8 (yyyyMMdd), acceptance point 4, serial 6, check digit (ISO/IEC 7064 MOD 11,10). Our own design:
/// the national standard fixes only the length (standards: GB/T 39046, an..50).
/// </summary>
/// <remarks>The middle 18 digits are the case's id, so that ids grow with time; region and id together are its key in the database.</remarks>
public readonly record struct CaseNumber
{
    private CaseNumber(RegionCode region, long id) => (Region, Id) = (region, id);

    /// <summary>The county (or city, or province) whose six digits begin the number: the shard of the case.</summary>
    public RegionCode Region { get; }

    public long Id { get; }

    public DateOnly Day => DateOnly.ParseExact((Id / 10_000_000_000).ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <param name="region">Any region; towns and villages count under their county.</param>
    /// <param name="point">Acceptance point, 0–9999; 0 is online.</param>
    /// <param name="serial">0–999999, unique for region, day and point.</param>
    public static CaseNumber From(RegionCode region, DateOnly day, int point, int serial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(point, 9_999);
        ArgumentOutOfRangeException.ThrowIfNegative(serial);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(serial, 999_999);
        var date = (day.Year * 10_000L) + (day.Month * 100) + day.Day;
        return new CaseNumber(CountyOf(region), (((date * 10_000) + point) * 1_000_000) + serial);
    }

    /// <summary>From the database's key. Throws <see cref="FormatException"/> if no number can have it.</summary>
    public static CaseNumber From(long region, long id)
    {
        var county = RegionCode.From(region);
        return county == CountyOf(county) && IsId(id) ? new CaseNumber(county, id) : throw new FormatException($"Not a case key: {region}/{id}");
    }

    public static bool TryParse(string? text, out CaseNumber number)
    {
        number = default;
        text = text?.Replace(" ", "", StringComparison.Ordinal);
        if (text is not { Length: 25 } || !text.AsSpan().ContainsOnlyDigits() || CheckDigit(text.AsSpan(0, 24)) != text[24]) return false;
        if (!RegionCode.TryParse(text[..6], out var region)) return false;
        var id = long.Parse(text.AsSpan(6, 18), NumberStyles.None, CultureInfo.InvariantCulture);
        if (!IsId(id)) return false;
        number = new CaseNumber(region, id);
        return true;
    }

    public static CaseNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"Not a case number: {text}");

    public override string ToString()
    {
        Span<char> text = stackalloc char[25];
        (Region.Number / 1_000_000).TryFormat(text, out _, "D6", CultureInfo.InvariantCulture);
        Id.TryFormat(text[6..], out _, "D18", CultureInfo.InvariantCulture);
        text[24] = CheckDigit(text[..24]);
        return new string(text);
    }

    /// <summary>For reading aloud: region, day, point, serial and check digit apart. Copied without the spaces it is the same number.</summary>
    public string Grouped => ToString() is var n ? $"{n[..6]} {n[6..14]} {n[14..18]} {n[18..]}" : "";

    private static RegionCode CountyOf(RegionCode region) => RegionCode.From(region.Number / 1_000_000 * 1_000_000);

    private static bool IsId(long id) =>
        id is > 0 and < 1_000_000_000_000_000_000
        && DateOnly.TryParseExact((id / 10_000_000_000).ToString("D8", CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var p = 10;
        foreach (var c in digits)
        {
            var s = (p + (c - '0')) % 10;
            p = (s == 0 ? 10 : s) * 2 % 11;
        }

        return (char)('0' + ((11 - p) % 10));
    }
}
