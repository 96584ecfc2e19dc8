using System.Globalization;
using System.Text.RegularExpressions;

namespace OneWindow.Kernel;

/// <summary>An amount in fen, never a fraction. Sums that do not fit throw <see cref="OverflowException"/>.</summary>
public readonly partial record struct Money(long Fen) : IComparable<Money>
{
    public static Money Zero { get; }

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));

    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));

    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;

    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;

    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;

    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>Reads yuan as people write them: "1234.5", "¥1,234.50", "-3"; at most two decimals. Commas stand before every three
    /// digits or nowhere: "1,5" is no amount, for it may mean one and a half.</summary>
    public static bool TryParse(string? text, out Money amount)
    {
        amount = Zero;
        if (text is null || Written().Match(text.Trim()) is not { Success: true } written) return false;
        var digits = written.Groups["yuan"].Value.Replace(",", "", StringComparison.Ordinal) + written.Groups["fen"].Value.PadRight(2, '0');
        if (!long.TryParse(written.Groups["minus"].Value + digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var fen)) return false;
        amount = new Money(fen);
        return true;
    }

    public static Money Parse(string text) => TryParse(text, out var amount) ? amount : throw new FormatException($"Not an amount: {text}");

    /// <summary>¥1,234.50</summary>
    public override string ToString()
    {
        // The smallest long has no positive of its own, so the size is taken without a sign.
        var size = Fen < 0 ? (ulong)-(Fen + 1) + 1 : (ulong)Fen;
        return string.Create(CultureInfo.InvariantCulture, $"{(Fen < 0 ? "-" : "")}¥{size / 100:N0}.{size % 100:D2}");
    }

    [GeneratedRegex(@"^(?<minus>-)?[¥￥]?(?<yuan>[0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.(?<fen>[0-9]{1,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
