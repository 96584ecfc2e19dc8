using System.Security.Cryptography;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>口令 of staff (GB/T 22239-2019 8.1.4.1: complex, changed where it is not one's own): what is taken, and what is handed out to begin with.</summary>
internal static class PasswordRules
{
    public const int Least = 12;

    /// <summary>From here on length is enough.</summary>
    public const int Long = 20;

    /// <summary>How long a password that was handed out may wait for its first sign-in.</summary>
    public static readonly TimeSpan StartsWithin = TimeSpan.FromDays(7);

    private const int LeastKinds = 3;

    /// <summary>Without letters and digits that look like others: it is read out and typed in once.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <returns>Null if it may be one's password.</returns>
    public static Refusal? Check(string user, string password)
    {
        if (password.Length < Least) return Wrong($"密码至少 {Least} 个字符，现在是 {password.Length} 个。可以用几个不相干的词连起来。");
        if (password.Contains(user, StringComparison.OrdinalIgnoreCase)) return Wrong("密码里不能有用户名，请换一个。");
        if (password.Distinct().Count() < Least / 2) return Wrong("密码里重复的字符太多，请换一个。");
        return password.Length < Long && Kinds(password) < LeastKinds
            ? Wrong($"密码应包含大写字母、小写字母、数字、符号（或汉字）中的至少 {LeastKinds} 种；或者用 {Long} 个字符以上的长密码。")
            : null;
    }

    /// <summary>A password to begin with: about 79 bits, in groups.</summary>
    public static string ToBegin() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    private static int Kinds(string password) =>
        new[] { password.Any(char.IsAsciiLetterUpper), password.Any(char.IsAsciiLetterLower), password.Any(char.IsAsciiDigit), password.Any(c => !char.IsAsciiLetterOrDigit(c)) }.Count(k => k);

    private static Refusal Wrong(string words) => new("identity.password-weak", words, PlatformRules.Permission);
}
