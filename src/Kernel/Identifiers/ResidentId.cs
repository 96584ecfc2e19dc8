using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>
/// 公民身份号码 (GB 11643-1999): region 6, birthday 8, sequence 3 (odd for men, even for women), check sign (ISO/IEC 7064 MOD 11-2,
/// which catches every single wrong sign and every two neighbours exchanged). Residence permits of people from 港澳台 have the same form.
/// </summary>
/// <remarks>Personal data: to a screen or a log goes <see cref="Masked"/>. The 15 digits of GB 11643-1989 are not read.</remarks>
public sealed record ResidentId
{
    private const int Length = 18;
    private const int EarliestYear = 1850;

    private readonly string text;

    private ResidentId(string text, DateOnly birthday) => (this.text, Birthday) = (text, birthday);

    public DateOnly Birthday { get; }

    /// <summary>Where the number was first given; the county may have another code today.</summary>
    public string Region => text[..6];

    public Sex Sex => (text[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>For screens: "3702**********1234".</summary>
    public string Masked => Masking.Identifier(text);

    /// <summary>Reads 18 signs, also full width, with a small x or with spaces. The region must be formed rightly, not exist today.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ResidentId? id)
    {
        id = null;
        if (TypedCode.Tidy(text) is not { Length: Length } signs
            || !signs.AsSpan(0, Length - 1).ContainsOnlyDigits()
            || CheckDigits.ResidentId(signs.AsSpan(0, Length - 1)) != signs[^1]
            || !RegionCode.TryParse(signs[..6], out var region)
            || region == RegionCode.Nation
            || !DateOnly.TryParseExact(signs.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthday)
            || birthday.Year < EarliestYear) return false;
        id = new ResidentId(signs, birthday);
        return true;
    }

    /// <summary>Throws <see cref="FormatException"/>, without repeating what was given.</summary>
    public static ResidentId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("Not a resident's number.");

    /// <summary>The whole number.</summary>
    public override string ToString() => text;
}

/// <summary>性别, as the resident's number tells it.</summary>
public enum Sex
{
    Male,
    Female,
}
