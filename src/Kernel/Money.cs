using System.Globalization;

namespace OneWindow.Kernel;

/// <summary>An amount in fen, never a fraction.</summary>
public readonly record struct Money(long Fen)
{
    public static Money Zero { get; }

    /// <summary>¥1,234.50</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Fen < 0 ? "-" : "")}¥{Math.Abs(Fen) / 100:N0}.{Math.Abs(Fen) % 100:D2}");
}
