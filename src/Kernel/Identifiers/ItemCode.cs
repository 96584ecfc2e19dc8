using System.Diagnostics.CodeAnalysis;

namespace OneWindow.Kernel;

/// <summary>事项编码: which of the two systems in use a code belongs to, and what it names.</summary>
public enum ItemCodeKind
{
    /// <summary>基本编码, 12: catalogue 2, type 2, main item 5, sub-item 3.</summary>
    Basic,

    /// <summary>实施编码, 31: who carries it out (credit code) 18, level 1, basic code 12.</summary>
    Implementation,

    /// <summary>业务办理项编码, 33: implementation code 31, number 01–99.</summary>
    Handling,

    /// <summary>旧基本编码, 10: type 2, main item 5, sub-item 3 (国办函〔2016〕108号).</summary>
    OldBasic,

    /// <summary>旧实施编码, 24: region 12, organisation code 9, number 3.</summary>
    OldImplementation,
}

/// <summary>
/// The code of a service item, of the system in use (GB/T 39554.1-2020: 12, 31, 33) or the one before it (GB/T 39046-2020: 10, 24),
/// told apart by length. What is inside and has a check sign of its own is checked by it; the rest has none.
/// </summary>
public sealed record ItemCode
{
    private const int BasicLength = 12;
    private const int ImplementationLength = 31;

    private readonly string text;

    private ItemCode(string text, ItemCodeKind kind) => (this.text, Kind) = (text, kind);

    public ItemCodeKind Kind { get; }

    /// <summary>The item behind an implementation: the same all over the catalogue. Null in the old system, where a code of 24 does not tell it.</summary>
    public ItemCode? Basic => Kind switch
    {
        ItemCodeKind.Basic => this,
        ItemCodeKind.Implementation or ItemCodeKind.Handling => new(text[19..ImplementationLength], ItemCodeKind.Basic),
        _ => null,
    };

    /// <summary>The implementation of which this is one way of handling.</summary>
    public ItemCode? Implementation => Kind switch
    {
        ItemCodeKind.Implementation => this,
        ItemCodeKind.Handling => new(text[..ImplementationLength], ItemCodeKind.Implementation),
        _ => null,
    };

    /// <summary>实施主体: who carries it out.</summary>
    public UnifiedCreditCode? CarriedOutBy => Implementation is null ? null : UnifiedCreditCode.Parse(text[..UnifiedCreditCode.Length]);

    /// <summary>行使层级 (GB/T 39046 A.2): 1 nation to 6 village, 7 several.</summary>
    public int? Level => Implementation is null ? null : text[18] - '0';

    /// <summary>事项类型, two signs: 01–10 and 20 as in GB/T 39046 A.1; places add their own, also with letters (1A, 1Z).</summary>
    public string? Type => Kind == ItemCodeKind.OldBasic ? text[..2] : Basic?.text[2..4];

    /// <summary>Reads a code of any of the five kinds, also full width, in small letters or with spaces.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ItemCode? code)
    {
        code = TypedCode.Tidy(text) is { } signs && KindOf(signs) is { } kind ? new ItemCode(signs, kind) : null;
        return code is not null;
    }

    public static ItemCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"Not an item code: {text}");

    public override string ToString() => text;

    private static ItemCodeKind? KindOf(ReadOnlySpan<char> signs) => signs.Length switch
    {
        10 when IsOldBasic(signs) => ItemCodeKind.OldBasic,
        BasicLength when IsBasic(signs) => ItemCodeKind.Basic,
        24 when IsOldImplementation(signs) => ItemCodeKind.OldImplementation,
        ImplementationLength when IsImplementation(signs) => ItemCodeKind.Implementation,
        33 when IsImplementation(signs[..ImplementationLength]) && IsNumber(signs[ImplementationLength..]) => ItemCodeKind.Handling,
        _ => null,
    };

    // 00 is the national catalogue, else the province. Types, main items and sub-items may have local letters (四川 511A17018005).
    private static bool IsBasic(ReadOnlySpan<char> signs) =>
        AreCodeSigns(signs) && signs[..2] is var catalogue && (catalogue is "00" || (catalogue.ContainsOnlyDigits() && catalogue[0] != '0'));

    private static bool IsImplementation(ReadOnlySpan<char> signs) =>
        UnifiedCreditCode.TryParse(signs[..UnifiedCreditCode.Length].ToString(), out _)
        && signs[UnifiedCreditCode.Length] is >= '1' and <= '7'
        && IsBasic(signs[(UnifiedCreditCode.Length + 1)..]);

    // The type is two letters (XK for 许可) or two digits.
    private static bool IsOldBasic(ReadOnlySpan<char> signs) => AreCodeSigns(signs[..2]) && signs[2..].ContainsOnlyDigits();

    private static bool IsOldImplementation(ReadOnlySpan<char> signs) =>
        RegionCode.TryParse(signs[..12].ToString(), out var region)
        && region != RegionCode.Nation
        && CheckDigits.OrganisationCode(signs[12..20]) == signs[20]
        && IsNumber(signs[21..]);

    private static bool IsNumber(ReadOnlySpan<char> signs) => signs.ContainsOnlyDigits() && signs.ContainsAnyExcept('0');

    private static bool AreCodeSigns(ReadOnlySpan<char> signs)
    {
        foreach (var c in signs)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c)) return false;
        }

        return true;
    }
}
