using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>动态口令: a code of six digits from a shared secret and the time, a new one every thirty seconds (RFC 6238, RFC 4226).</summary>
internal static class Totp
{
    public const int Digits = 6;

    /// <summary>RFC 4226 §4 R6 recommends 160 bits.</summary>
    public const int SecretBytes = 20;

    private const int StepSeconds = 30;

    /// <summary>A phone's clock may be one step off, to either side (RFC 6238 §5.2).</summary>
    private const int Drift = 1;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(Instant at) => at.ToChina().ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of one step.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238: what every authenticator reckons with; HMAC-SHA-1 is not broken for this.")]
    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8], mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(secret, counter, mac);
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0xF)..]) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is; null: of none, or of one that was used already (a code opens once).</summary>
    /// <param name="last">The last step that was used.</param>
    public static long? Match(ReadOnlySpan<byte> secret, string code, Instant now, long last)
    {
        var given = Encoding.ASCII.GetBytes(code);
        long? found = null;
        var at = StepAt(now);
        for (var step = at - Drift; step <= at + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(CodeOf(secret, step))) && step > last) found = step;
        }

        return found;
    }

    /// <summary>Base32 without padding (RFC 4648), as authenticators take it by hand.</summary>
    public static string Written(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var b in secret)
        {
            (bits, held) = ((bits << 8) | b, held + 8);
            for (; held >= 5; held -= 5) text.Append(Letters[(bits >> (held - 5)) & 31]);
            bits &= (1 << held) - 1;
        }

        if (held > 0) text.Append(Letters[(bits << (5 - held)) & 31]);
        return text.ToString();
    }

    /// <summary>What the picture of squares says to the authenticator (the Key Uri Format that all of them read).</summary>
    public static string Address(ReadOnlySpan<byte> secret, string issuer, string user) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(user)}?secret={Written(secret)}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={StepSeconds}";
}
