using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>
/// 外国人永久居留身份证号码: since December 2023 18 signs (9, place 2, nationality 3, birthday 8, sequence 3, check sign as in GB 11643); before, 15
/// (nationality in letters 3, digits 12, whose check digit is not published and not judged).
/// </summary>
public static class PermanentResidenceNumber
{
    private const int New = 18;
    private const int Old = 15;

    /// <param name="tidy">In capitals, without spaces.</param>
    public static bool IsValid(string tidy)
    {
        ArgumentNullException.ThrowIfNull(tidy);
        return tidy.Length switch
        {
            New => tidy[0] == '9'
                && tidy.AsSpan(0, New - 1).ContainsOnlyDigits()
                && CheckDigits.ResidentId(tidy.AsSpan(0, New - 1)) == tidy[^1]
                && DateOnly.TryParseExact(tidy.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            Old => tidy.Take(3).All(char.IsAsciiLetterUpper) && tidy.AsSpan(3).ContainsOnlyDigits(),
            _ => false,
        };
    }
}
