namespace OneWindow.Kernel;

/// <summary>The check characters of the standards behind our identifiers.</summary>
internal static class CheckDigits
{
    /// <summary>GB 32100 counts in 31 signs: no I, O, S, V, Z, which look like others.</summary>
    public const string CreditCodeSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>ISO/IEC 7064 MOD 11,10 (pure digits): the digit that follows <paramref name="digits"/>.</summary>
    public static char Mod11And10(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var c in digits)
        {
            var sum = (product + c - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (char)('0' + ((11 - product) % 10));
    }

    /// <summary>GB 11643-1999 4.3 (ISO/IEC 7064 MOD 11-2): the sign that follows 17 digits.</summary>
    public static char ResidentId(ReadOnlySpan<char> digits)
    {
        // The weight of a place is a power of two, so doubling as we go is the weighted sum.
        var sum = 0;
        foreach (var c in digits) sum = (sum + c - '0') * 2 % 11;
        return "10X98765432"[sum];
    }

    /// <summary>GB 32100-2015: the sign that follows 17 signs; null if one of them is not of the 31.</summary>
    public static char? CreditCode(ReadOnlySpan<char> signs)
    {
        var sum = 0;
        var weight = 1;
        foreach (var c in signs)
        {
            var value = CreditCodeSigns.IndexOf(c, StringComparison.Ordinal);
            if (value < 0) return null;
            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return CreditCodeSigns[(31 - (sum % 31)) % 31];
    }

    /// <summary>GB 11714-1997 全国组织机构代码: the sign that follows eight digits or capitals; null if one of them is neither.</summary>
    public static char? OrganisationCode(ReadOnlySpan<char> signs)
    {
        var sum = 0;
        for (var i = 0; i < OrganisationWeights.Length; i++)
        {
            var c = signs[i];
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c)) return null;
            sum += OrganisationWeights[i] * (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10);
        }

        return "0123456789X"[(11 - (sum % 11)) % 11];
    }
}
