using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>Comparing and reckoning two values of fitting kinds, within bounds.</summary>
internal static class Arithmetic
{
    /// <summary>Numbers and amounts of fen beyond it are not reckoned with: products stay far inside what a decimal holds.</summary>
    private const decimal Largest = 1_000_000_000_000_000m;

    public static Reckoned Of(Operator by, Datum left, Datum right) => (by, left, right) switch
    {
        (Operator.Equal, _, _) when left.Kind == right.Kind => new Datum.YesNo(left == right),
        (Operator.Unequal, _, _) when left.Kind == right.Kind => new Datum.YesNo(left != right),
        (Operator.Less or Operator.AtMost or Operator.More or Operator.AtLeast, _, _) => Order(left, right) is { } order ? new Datum.YesNo(by switch
        {
            Operator.Less => order < 0,
            Operator.AtMost => order <= 0,
            Operator.More => order > 0,
            _ => order >= 0,
        }) : Lack.WrongKind,
        (Operator.Plus, Datum.Number a, Datum.Number b) => Number(a.Value, b.Value, 1),
        (Operator.Minus, Datum.Number a, Datum.Number b) => Number(a.Value, b.Value, -1),
        (Operator.Plus, Datum.Amount a, Datum.Amount b) => Amount(a.Value.Fen, b.Value.Fen, 1),
        (Operator.Minus, Datum.Amount a, Datum.Amount b) => Amount(a.Value.Fen, b.Value.Fen, -1),
        (Operator.Times, Datum.Number a, Datum.Number b) => Product(a.Value, b.Value) is { } product ? new Datum.Number(product) : Lack.TooLarge,
        (Operator.Times, Datum.Amount a, Datum.Number b) => Multiple(a.Value.Fen, b.Value),
        (Operator.Times, Datum.Number a, Datum.Amount b) => Multiple(b.Value.Fen, a.Value),
        _ => Lack.WrongKind,
    };

    internal static int? Order(Datum left, Datum right) => (left, right) switch
    {
        (Datum.Number a, Datum.Number b) => a.Value.CompareTo(b.Value),
        (Datum.Amount a, Datum.Amount b) => a.Value.CompareTo(b.Value),
        (Datum.Day a, Datum.Day b) => a.Value.CompareTo(b.Value),
        _ => null,
    };

    private static Reckoned Number(decimal a, decimal b, int sign) =>
        IsSmall(a) && IsSmall(b) && a + (sign * b) is var sum && IsSmall(sum) ? new Datum.Number(sum) : Lack.TooLarge;

    private static Reckoned Amount(long a, long b, int sign) =>
        IsSmall(a) && IsSmall(b) && a + (sign * b) is var sum && IsSmall(sum) ? new Datum.Amount(new Money(sum)) : Lack.TooLarge;

    /// <summary>Rounded to the fen, half of one upwards.</summary>
    private static Reckoned Multiple(long fen, decimal times) =>
        Product(fen, times) is { } product ? new Datum.Amount(new Money((long)Math.Round(product, MidpointRounding.AwayFromZero))) : Lack.TooLarge;

    private static decimal? Product(decimal a, decimal b) =>
        IsSmall(a) && IsSmall(b) && Math.Abs((double)a * (double)b) < (double)Largest ? a * b : null;

    private static bool IsSmall(decimal value) => value is >= -Largest and <= Largest;
}
