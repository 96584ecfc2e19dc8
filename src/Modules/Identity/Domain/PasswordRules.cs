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

    /// <summary>So much must be left of it when all that is common or about oneself is taken out.</summary>
    private const int LeastOwn = 6;

    /// <summary>What stands for a letter: P@ssw0rd is a password too.</summary>
    private static readonly Dictionary<char, char> Disguises = new() { ['@'] = 'a', ['0'] = 'o', ['1'] = 'l', ['!'] = 'i', ['3'] = 'e', ['$'] = 's', ['5'] = 's', ['7'] = 't' };

    private static readonly Lazy<IReadOnlyList<string>> Common = new(() => [.. Read().OrderByDescending(w => w.Length)]);

    /// <summary>Without letters and digits that look like others: it is read out and typed in once.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>How many words and rows are on the list.</summary>
    public static int CommonWords => Common.Value.Count;

    /// <param name="about">What everybody could guess of this person: his name, his office, its place, what the house is called.</param>
    /// <returns>Null if it may be one's password.</returns>
    public static Refusal? Check(string user, string password, IReadOnlyCollection<string>? about = null)
    {
        if (password.Length < Least) return Wrong($"密码至少 {Least} 个字符，现在是 {password.Length} 个。可以用几个不相干的词连起来。");
        if (password.Contains(user, StringComparison.OrdinalIgnoreCase)) return Wrong("密码里不能有用户名，请换一个。");
        if (password.Distinct().Count() < Least / 2) return Wrong("密码里重复的字符太多，请换一个。");
        if (about?.FirstOrDefault(a => a.Length > 1 && password.Contains(a, StringComparison.OrdinalIgnoreCase)) is { } known) return Wrong($"密码里不能有“{known}”：姓名、单位、地名和平台的名称，别人都猜得到，请换一个。");
        if (Own(password, user).Length < LeastOwn) return Wrong("这个密码太常见：去掉常用的词、键盘上连着的键、年份以后，剩下的太少，请换一个。");
        return password.Length < Long && Kinds(password) < LeastKinds
            ? Wrong($"密码应包含大写字母、小写字母、数字、符号（或汉字）中的至少 {LeastKinds} 种；或者用 {Long} 个字符以上的长密码。")
            : null;
    }

    /// <summary>A password to begin with: about 79 bits, in groups.</summary>
    public static string ToBegin() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>What is left without the listed words, written plainly or in disguise, and without what a user name consists of.</summary>
    private static string Own(string password, string user)
    {
        var left = password.ToLowerInvariant();
        var parts = user.Split('.', '-').Where(p => p.Length > 3);
        foreach (var word in parts.Concat(Common.Value))
        {
            int at;
            while ((at = Find(left, word)) >= 0) left = left.Remove(at, word.Length).Insert(at, " ");
        }

        return string.Concat(left.Where(char.IsLetterOrDigit));
    }

    private static int Find(string text, string word) =>
        text.IndexOf(word, StringComparison.Ordinal) is >= 0 and var plain ? plain : string.Concat(text.Select(c => Disguises.GetValueOrDefault(c, c))).IndexOf(word, StringComparison.Ordinal);

    private static IEnumerable<string> Read()
    {
        using var list = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        while (list.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line;
        }
    }

    private static int Kinds(string password) =>
        new[] { password.Any(char.IsAsciiLetterUpper), password.Any(char.IsAsciiLetterLower), password.Any(char.IsAsciiDigit), password.Any(c => !char.IsAsciiLetterOrDigit(c)) }.Count(k => k);

    private static Refusal Wrong(string words) => new("identity.password-weak", words, PlatformRules.Permission);
}
