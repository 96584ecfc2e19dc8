using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>
/// 查询码: six signs on the receipt that, with the case number, show how a case stands to whoever holds the paper. 308 million of them:
/// enough where guesses are limited, and only there.
/// </summary>
/// <remarks>No sign looks like another: of 0/O/Q, 1/I/L, 2/Z, 5/S, 8/B and U/V at most one is used, and it is read in place of the others.</remarks>
public sealed record QueryCode
{
    public const int Length = 6;

    internal const string Signs = "23456789ACDEFGHJKMNPRTUWXY";

    private static readonly SearchValues<char> Readable = SearchValues.Create(Signs);

    private readonly string text;

    private QueryCode(string text) => this.text = text;

    /// <summary>A new one, from the system's randomness.</summary>
    public static QueryCode New()
    {
        Span<byte> random = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(random);
        return From(random);
    }

    /// <summary>From eight random bytes: so many that all codes are equally likely, but for one part in sixty thousand million.</summary>
    public static QueryCode From(ReadOnlySpan<byte> random)
    {
        if (random.Length != sizeof(ulong)) throw new ArgumentException("Eight bytes.", nameof(random));
        var number = BinaryPrimitives.ReadUInt64BigEndian(random);
        Span<char> signs = stackalloc char[Length];
        foreach (ref var sign in signs)
        {
            sign = Signs[(int)(number % (ulong)Signs.Length)];
            number /= (ulong)Signs.Length;
        }

        return new QueryCode(new string(signs));
    }

    /// <summary>Reads six signs as people type them: any case, full width, a look-alike for the sign that is meant.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out QueryCode? code)
    {
        code = null;
        if (TypedCode.Tidy(text) is not { Length: Length } typed) return false;
        var meant = typed.Replace('Z', '2').Replace('S', '5').Replace('B', '8').Replace('V', 'U');
        if (meant.AsSpan().ContainsAnyExcept(Readable)) return false;
        code = new QueryCode(meant);
        return true;
    }

    public static QueryCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException("Not a query code.");

    public override string ToString() => text;
}
