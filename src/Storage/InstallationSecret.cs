using System.Security.Cryptography;
using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// The one secret of an installation. It never encrypts anything itself: every use has a key of its own, derived from it by name,
/// so that a key that leaks tells nothing about the others.
/// </summary>
public sealed class InstallationSecret
{
    /// <summary>Where real use takes the secret from: outside the data folder, so that a stolen backup cannot be read.</summary>
    public const string Variable = "ONEWINDOW_SECRET";

    private const int LeastLength = 32;
    private readonly byte[] bytes;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> kept = new(StringComparer.Ordinal);

    private InstallationSecret(byte[] bytes) => this.bytes = bytes;

    /// <param name="text">The variable's value, or null where it is not set.</param>
    /// <param name="demonstration">In demonstration mode a missing secret is made once and kept in the data folder, readable by its owner only.</param>
    public static Outcome<InstallationSecret> Open(string folder, string? text, bool demonstration) =>
        text is { Length: > 0 } ? From(text)
        : demonstration ? new InstallationSecret(OfFolder(folder))
        : new Refusal(
            "platform.secret-missing",
            $"正式运行须设置安装密钥：请把一段不少于 {LeastLength} 个字符的随机内容放入环境变量 {Variable}，并另行妥善保管。可用 openssl rand -base64 48 生成。",
            PlatformRules.RealUse);

    public static Outcome<InstallationSecret> From(string text) => text.Length >= LeastLength && text.Distinct().Count() >= 8
        ? new InstallationSecret(Encoding.UTF8.GetBytes(text))
        : new Refusal(
            "platform.secret-weak",
            $"安装密钥（{Variable}）太短或太简单：请换成不少于 {LeastLength} 个字符的随机内容，例如 openssl rand -base64 48 的输出。",
            PlatformRules.RealUse);

    /// <summary>32 bytes for one purpose: the same name gives the same key for as long as the secret is the same (HKDF over HMAC-SM3).</summary>
    /// <param name="name">What the key is for: "subject-keys", "ledger-signing", ….</param>
    public byte[] Derive(string name)
    {
        if (kept.TryGetValue(name, out var outlived)) return [.. outlived];
        var key = new byte[32];
        Sm3.DeriveKey(bytes, "onewindow"u8, Encoding.UTF8.GetBytes(name), key);
        return key;
    }

    /// <summary>A key that outlived the secret from which it was derived: what is computed with it stands on paper, or cannot be computed anew.</summary>
    internal void Keep(string name, byte[] key) => kept[name] = key;

    /// <summary>Demonstration: the secret that is to take the present one's place, made once and waiting beside it.</summary>
    public static InstallationSecret NextOf(string folder) => new(OfFile(Path.Combine(folder, "secret.next")));

    /// <summary>Demonstration: from now on the next secret is the secret.</summary>
    public static void TakeOver(string folder) => File.Move(Path.Combine(folder, "secret.next"), Path.Combine(folder, "secret"), overwrite: true);

    private static byte[] OfFolder(string folder) => OfFile(Path.Combine(folder, "secret"));

    private static byte[] OfFile(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file)) Create(file);
        var bytes = Convert.FromBase64String(File.ReadAllText(file).Trim());
        return bytes.Length >= LeastLength ? bytes : throw new InvalidOperationException($"{file} 已损坏：内容不足 {LeastLength} 字节。");
    }

    /// <summary>Written aside and moved: a start killed half-way leaves no half secret, and of two first starts one wins.</summary>
    private static void Create(string file)
    {
        var aside = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(aside, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(48))));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
        }
    }
}
