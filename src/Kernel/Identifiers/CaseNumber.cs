using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>
/// 办件编号, 25 digits: region 6, day 8 (yyyyMMdd), acceptance point 4, serial 6, check digit (ISO/IEC 7064 MOD 11,10, which catches
/// every single wrong digit). Our own design: the national standard fixes only the length (GB/T 39046, an..50).
/// </summary>
/// <remarks>
/// The middle 18 digits are the case's id, so that ids grow with time; region and id together are its key in the database. A case
/// handed over keeps its number.
/// </remarks>
public readonly record struct CaseNumber : IComparable<CaseNumber>
{
    private const int Length = 25;
    private const long BelowCounty = 1_000_000;
    private const long Points = 10_000;
    private const long Serials = 1_000_000;

    private CaseNumber(RegionCode region, long id) => (Region, Id) = (region, id);

    /// <summary>The county (or city, or province) whose six digits begin the number: the shard of the case.</summary>
    public RegionCode Region { get; }

    /// <summary>Day, point and serial as one number of 18 digits.</summary>
    public long Id { get; }

    /// <summary>The day on which it was opened.</summary>
    public DateOnly Day => TryReadDay(Id, out var day) ? day : default;

    /// <summary>受理点: where in the county it was opened; 0 is online.</summary>
    public int Point => (int)(Id / Serials % Points);

    public int Serial => (int)(Id % Serials);

    /// <param name="region">Any region but the nation; towns and villages count under their county.</param>
    /// <param name="point">Acceptance point, 0–9999; 0 is online.</param>
    /// <param name="serial">0–999999, unique for region, day and point.</param>
    public static CaseNumber From(RegionCode region, DateOnly day, int point, int serial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(point, Points);
        ArgumentOutOfRangeException.ThrowIfNegative(serial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(serial, Serials);
        var date = (day.Year * 10_000L) + (day.Month * 100) + day.Day;
        return From(region.Number / BelowCounty * BelowCounty, (((date * Points) + point) * Serials) + serial);
    }

    /// <summary>From the database's key. Throws <see cref="FormatException"/> if no number can have it.</summary>
    public static CaseNumber From(long region, long id) =>
        TryFrom(region, id, out var number) ? number : throw new FormatException($"Not a case's key: {region}, {id}");

    /// <summary>Reads 25 digits; spaces and hyphens between them do not matter.</summary>
    public static bool TryParse(string? text, out CaseNumber number)
    {
        number = default;
        return TypedCode.Tidy(text) is { Length: Length } digits
            && digits.AsSpan().ContainsOnlyDigits()
            && CheckDigits.Mod11And10(digits.AsSpan(0, Length - 1)) == digits[^1]
            && TryFrom(Number(digits.AsSpan(0, 6)) * BelowCounty, Number(digits.AsSpan(6, 18)), out number);
    }

    public static CaseNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"Not a case number: {text}");

    public override string ToString()
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{Region.Number / BelowCounty:D6}{Id:D18}");
        return body + CheckDigits.Mod11And10(body);
    }

    /// <summary>For reading aloud: "370202 20250926 0001 0000427", serial and check digit together. It is read back as the same number.</summary>
    public string Grouped => ToString() is var n ? $"{n[..6]} {n[6..14]} {n[14..18]} {n[18..]}" : "";

    /// <summary>By region, then by time.</summary>
    public int CompareTo(CaseNumber other) => (Region.Number, Id).CompareTo((other.Region.Number, other.Id));

    public static bool operator <(CaseNumber a, CaseNumber b) => a.CompareTo(b) < 0;

    public static bool operator >(CaseNumber a, CaseNumber b) => a.CompareTo(b) > 0;

    public static bool operator <=(CaseNumber a, CaseNumber b) => a.CompareTo(b) <= 0;

    public static bool operator >=(CaseNumber a, CaseNumber b) => a.CompareTo(b) >= 0;

    private static bool TryFrom(long region, long id, out CaseNumber number)
    {
        number = default;
        if (region % BelowCounty != 0
            || !RegionCode.TryFrom(region, out var county)
            || county == RegionCode.Nation
            || !TryReadDay(id, out _)) return false;
        number = new CaseNumber(county, id);
        return true;
    }

    private static bool TryReadDay(long id, out DateOnly day)
    {
        day = default;
        var date = id / (Points * Serials);
        var (year, month, dayOfMonth) = (date / 10_000, (int)(date / 100 % 100), (int)(date % 100));
        if (year is < 1000 or > 9999
            || month is < 1 or > 12
            || dayOfMonth < 1
            || dayOfMonth > DateTime.DaysInMonth((int)year, month)) return false;
        day = new DateOnly((int)year, month, dayOfMonth);
        return true;
    }

    private static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
