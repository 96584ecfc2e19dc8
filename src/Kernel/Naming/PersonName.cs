using System.Buffers;
using System.Globalization;
using System.Text;

namespace OneWindow.Kernel;

/// <summary>
/// 姓名: 1 to 50 signs of any script that GB 18030-2022 can write, also beyond the basic plane, kept as written. For search and comparison there is
/// a folded form, in which the dots of names that look alike are one.
/// </summary>
public static class PersonName
{
    /// <summary>Signs, not UTF-16 units: 𬎆 is one.</summary>
    public const int MostSigns = 50;

    /// <summary>间隔号 (GB/T 15834-2011 4.14) as the standard writes it.</summary>
    public const char Dot = '·';

    /// <summary>What keyboards, other registers and old systems write in its place.</summary>
    public const string Dots = "\u00B7\u2022\u2027\u30FB\uFF65\u2219\u22C5\u0387\uFF0E";

    private static readonly SearchValues<char> AllDots = SearchValues.Create(Dots);

    /// <summary>The name without the white space around it; refused where it is empty, too long, or holds what is no sign of a name.</summary>
    public static Outcome<string> Read(string? name)
    {
        var text = name?.Trim() ?? "";
        if (text.Length == 0) return new Refusal("identity.name-missing", "请填写申请人的姓名或名称。", PlatformRules.Input);
        var count = 0;
        for (var at = 0; at < text.Length; count++)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var sign, out var length) != OperationStatus.Done || IsNoSign(sign))
                return new Refusal("identity.name-signs", "姓名里有看不见或者残缺的字符，请删除后对照证件重新填写。", PlatformRules.Input);
            at += length;
        }

        return count <= MostSigns ? text : new Refusal("identity.name-long", $"姓名最多 {MostSigns} 个字，请对照证件核对。", PlatformRules.Input);
    }

    /// <summary>For comparison and indexes only, never for print: dots are one, white space and capitals do not matter, nor full width.</summary>
    public static string Folded(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = new StringBuilder(name.Length);
        var blank = false;
        foreach (var written in name)
        {
            if (char.IsWhiteSpace(written))
            {
                blank = folded.Length > 0;
                continue;
            }

            var sign = AllDots.Contains(written) ? Dot : written is >= '\uFF01' and <= '\uFF5E' ? (char)(written - 0xFEE0) : written;
            if (blank && sign != Dot && folded[^1] != Dot) folded.Append(' ');
            blank = false;
            folded.Append(char.ToUpperInvariant(sign));
        }

        return folded.ToString();
    }

    /// <summary>The same name, whatever dot and width it was typed with.</summary>
    public static bool Same(string? one, string? other) => one is not null && other is not null && string.Equals(Folded(one), Folded(other), StringComparison.Ordinal);

    private static bool IsNoSign(Rune sign) => sign.Value == 0xFFFD
        || Rune.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
