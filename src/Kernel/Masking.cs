namespace OneWindow.Kernel;

/// <summary>脱敏: personal data as screens show it to those who need not read it, and as logs keep it: as many signs as before.</summary>
public static class Masking
{
    private const char Star = '*';

    /// <summary>姓名: the first sign stays. 王小明 → 王**; a single sign is hidden.</summary>
    public static string Name(string name)
    {
        // One sign may be two chars: rare characters of names lie outside the basic plane.
        var signs = name.EnumerateRunes().ToArray();
        return signs.Length < 2 ? new string(Star, signs.Length) : signs[0] + new string(Star, signs.Length - 1);
    }

    /// <summary>电话: a mobile number keeps 3 and 4 (138****5678); of any other the last four signs stay, and no more than half.</summary>
    public static string Phone(string phone)
    {
        var mobile = phone.Length == 11 && phone.AsSpan().ContainsOnlyDigits();
        return Middle(phone, mobile ? 3 : 0, Math.Min(4, phone.Length / 2));
    }

    /// <summary>电话 for staff who do not handle the case: the last four signs and no more (*******5678).</summary>
    public static string PhoneEnd(string phone) => Middle(phone, 0, Math.Min(4, phone.Length / 2));

    /// <summary>
    /// 证件号码: of 15 signs and more the first and last four stay (3702**********1234), neither the county nor the birthday;
    /// of shorter ones (passports) two and two; of those below six nothing.
    /// </summary>
    public static string Identifier(string identifier) => identifier.Length switch
    {
        >= 15 => Middle(identifier, 4, 4),
        >= 6 => Middle(identifier, 2, 2),
        _ => Middle(identifier, 0, 0),
    };

    private static string Middle(string text, int first, int last) =>
        string.Concat(text.AsSpan(0, first), new string(Star, text.Length - first - last), text.AsSpan(text.Length - last));
}
