using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>
/// 统计用区划代码: province 2, city 2, county 2, town 3, village 3 digits. Kept as a number, so that "everything under"
/// is a half-open range that every database answers from an index.
/// </summary>
public readonly record struct RegionCode
{
    private static readonly (long Unit, long Values)[] BelowProvince = [(100_000_000, 100), (1_000_000, 100), (1_000, 1_000), (1, 1_000)];

    private RegionCode(long number) => Number = number;

    public long Number { get; }

    /// <summary>全国: above all provinces.</summary>
    public static RegionCode Nation { get; } = new(0);

    /// <summary>Reads 12 digits, or 6 (GB/T 2260) as county or above, or "0" for the nation. A level may be zero only if all below are.</summary>
    public static bool TryParse(string? text, out RegionCode code)
    {
        code = default;
        if (text is "0") return true;
        if (text is not { Length: 6 or 12 } || !text.AsSpan().ContainsOnlyDigits()) return false;
        var number = long.Parse(text.PadRight(12, '0'), CultureInfo.InvariantCulture);
        return TryFrom(number, out code);
    }

    public static RegionCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"Not a region code: {text}");

    public static RegionCode From(long number) =>
        TryFrom(number, out var code) ? code : throw new FormatException($"Not a region code: {number}");

    /// <summary>As <see cref="From"/>, for numbers from outside.</summary>
    public static bool TryFrom(long number, out RegionCode code)
    {
        code = default;
        if (number is not 0 and (< 110_000_000_000 or > 999_999_999_999)) return false;
        var ended = false;
        foreach (var (unit, values) in BelowProvince)
        {
            var part = number / unit % values;
            if (part == 0) ended = true;
            else if (ended) return false;
        }

        code = new RegionCode(number);
        return true;
    }

    public RegionLevel Level => Number switch
    {
        0 => RegionLevel.Nation,
        _ when Number % 10_000_000_000 == 0 => RegionLevel.Province,
        _ when Number % 100_000_000 == 0 => RegionLevel.City,
        _ when Number % 1_000_000 == 0 => RegionLevel.County,
        _ when Number % 1_000 == 0 => RegionLevel.Town,
        _ => RegionLevel.Village,
    };

    /// <summary>The first number that is no longer under this region: `code >= Number &amp;&amp; code &lt; End`.</summary>
    public long End => Number + Level switch
    {
        RegionLevel.Nation => 1_000_000_000_000,
        RegionLevel.Province => 10_000_000_000,
        RegionLevel.City => 100_000_000,
        RegionLevel.County => 1_000_000,
        RegionLevel.Town => 1_000,
        _ => 1,
    };

    public bool Contains(RegionCode other) => other.Number >= Number && other.Number < End;

    /// <summary>This region and those above it, nearest first, the nation last.</summary>
    public IEnumerable<RegionCode> UpTheTree()
    {
        var level = Level;
        yield return this;
        foreach (var (above, unit) in new[] { (RegionLevel.Town, 1_000L), (RegionLevel.County, 1_000_000L), (RegionLevel.City, 100_000_000L), (RegionLevel.Province, 10_000_000_000L) })
        {
            if (above < level) yield return new RegionCode(Number / unit * unit);
        }

        if (level != RegionLevel.Nation) yield return Nation;
    }

    public override string ToString() => Number.ToString("D12", CultureInfo.InvariantCulture);
}

/// <summary>行政层级, from the nation down.</summary>
public enum RegionLevel
{
    Nation,
    Province,
    City,
    County,
    Town,
    Village,
}
