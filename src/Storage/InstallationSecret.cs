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

    private InstallationSecret(byte[] bytes, SecretSource source = SecretSource.Environment) => (this.bytes, Source) = (bytes, source);

    /// <summary>Where it was found at this start.</summary>
    public SecretSource Source { get; }

    /// <summary>Under the device where <see cref="SealedSecret"/> lies in the folder, otherwise from the variable, in a demonstration from the folder.</summary>
    /// <param name="text">The variable's value, or null where it is not set.</param>
    /// <param name="demonstration">In demonstration mode a missing secret is made once and kept in the data folder, readable by its owner only.</param>
    public static Outcome<InstallationSecret> Open(string folder, string? text, bool demonstration, DeviceSettings? device = null) =>
        SealedSecret.LiesIn(folder) ? text is { Length: > 0 } ? Twice : SealedSecret.Open(folder, device ?? DeviceSettings.None)
        : text is { Length: > 0 } ? From(text)
        : demonstration ? new InstallationSecret(OfFolder(folder), SecretSource.Folder)
        : new Refusal(
            "platform.secret-missing",
            $"正式运行须设置安装密钥：请把一段不少于 {LeastLength} 个字符的随机内容放入环境变量 {Variable}，并另行妥善保管。可用 openssl rand -base64 48 生成；有密码设备的，再用 key-to-device 封到设备下。",
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

    /// <summary>Demonstration, and back from a device: the secret lies in the folder as if it had been made there.</summary>
    public void PutInto(string folder) => Create(Path.Combine(folder, "secret"), bytes);

    /// <summary>Back from a device in real use: as the variable takes it.</summary>
    public void WriteTo(string file) => OwnersFile.Write(file, bytes);

    /// <summary>Demonstration: the secret has gone under a device, so it lies open here no longer.</summary>
    public static void RemoveFrom(string folder) => File.Delete(Path.Combine(folder, "secret"));

    internal byte[] Sealed(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context) => SealedBox.Seal(key, context, bytes);

    internal static InstallationSecret OfDevice(byte[] bytes) => new(bytes, SecretSource.Device);

    private static Refusal Twice { get; } = new(
        "platform.secret-twice",
        $"安装密钥有两处：数据目录里有封在密码设备下的 {SealedSecret.FileName}，环境变量 {Variable} 也设着。请去掉环境变量；设备坏了要用变量里的，先把这个文件移走。",
        PlatformRules.RealUse);

    private static byte[] OfFolder(string folder) => OfFile(Path.Combine(folder, "secret"));

    private static byte[] OfFile(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file)) Create(file, RandomNumberGenerator.GetBytes(48));
        var bytes = Convert.FromBase64String(File.ReadAllText(file).Trim());
        return bytes.Length >= LeastLength ? bytes : throw new InvalidOperationException($"{file} 已损坏：内容不足 {LeastLength} 字节。");
    }

    /// <summary>Written aside and moved: a start killed half-way leaves no half secret, and of two first starts one wins.</summary>
    private static void Create(string file, byte[] secret)
    {
        var aside = $"{file}.{Guid.NewGuid():N}";
        OwnersFile.Write(aside, Encoding.ASCII.GetBytes(Convert.ToBase64String(secret)));
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

/// <summary>Where the installation's secret is kept.</summary>
public enum SecretSource
{
    /// <summary>A variable that whoever starts the platform sets.</summary>
    Environment,

    /// <summary>The data folder: demonstration only.</summary>
    Folder,

    /// <summary>Sealed in the data folder, under a key that a device holds.</summary>
    Device,
}
