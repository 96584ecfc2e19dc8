using System.Diagnostics.CodeAnalysis;

namespace OneWindow.Kernel;

/// <summary>
/// 统一社会信用代码 (GB 32100-2015) of legal persons and other organisations: registering authority 1, kind 1, region 6, subject 9, check
/// sign. 31 signs weighted modulo 31: every single wrong sign and every two neighbours exchanged are caught.
/// </summary>
public sealed record UnifiedCreditCode
{
    internal const int Length = 18;

    private readonly string text;

    private UnifiedCreditCode(string text) => this.text = text;

    /// <summary>登记管理部门: 1 机构编制, 5 民政, 9 市场监管 and so on.</summary>
    public char Authority => text[0];

    /// <summary>机构类别, counted within its authority.</summary>
    public char Kind => text[1];

    /// <summary>登记管理机关行政区划: six digits; 100000 is the nation.</summary>
    public string Region => text[2..8];

    /// <summary>主体标识码: the organisation's code (GB 11714).</summary>
    public string Subject => text[8..17];

    /// <summary>Reads 18 signs, also full width, in small letters or with spaces.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out UnifiedCreditCode? code)
    {
        code = TypedCode.Tidy(text) is { Length: Length } signs
            && signs.AsSpan(2, 6).ContainsOnlyDigits()
            && CheckDigits.CreditCode(signs.AsSpan(0, Length - 1)) == signs[^1]
                ? new UnifiedCreditCode(signs)
                : null;
        return code is not null;
    }

    public static UnifiedCreditCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"Not a unified social credit code: {text}");

    public override string ToString() => text;
}
