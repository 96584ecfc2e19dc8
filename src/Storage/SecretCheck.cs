using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>Notices at start that the secret is not the one of this database, before anything is sealed that nobody could open again.</summary>
public static class SecretCheck
{
    internal const string Setting = "secret-check";

    /// <summary>Whether a platform has been started on this database.</summary>
    /// <summary>Since when the installation runs under its secret; null: nothing of it is written down yet.</summary>
    public static Task<Instant?> Since(PlatformDb db, CancellationToken cancel) =>
        db.Settings.Where(s => s.Name == Setting).Select(s => (Instant?)s.ChangedAt).FirstOrDefaultAsync(cancel);

    internal static Task<bool> HasRun(PlatformDb db, CancellationToken cancel) => db.Settings.AnyAsync(s => s.Name == Setting, cancel);

    /// <summary>After the migrations. The first start leaves its mark; null if the secret fits.</summary>
    public static async Task<Refusal?> Run(PlatformDb db, InstallationSecret secret, Instant now, CancellationToken cancel = default)
    {
        var mine = MarkOf(secret);
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == Setting, cancel);
        if (row is null)
        {
            db.Settings.Add(new SettingRow { Name = Setting, Version = 1, Value = mine, ChangedAt = now });
            await db.SaveChangesAsync(cancel);
            return null;
        }

        if (!CryptographicOperations.FixedTimeEquals(Convert.FromHexString(row.Value), Convert.FromHexString(mine))) return Differs;
        return await db.Settings.AsNoTracking().AnyAsync(s => s.Name == SecretRotation.Running, cancel)
            ? new Refusal("platform.rotation-unfinished", "更换安装密钥没有做完：请用同样的新旧密钥再运行一次 rotate-key，它会接着做。", PlatformRules.RealUse)
            : null;
    }

    /// <summary>What is kept of a secret to know it again: tells nothing of it.</summary>
    internal static string MarkOf(InstallationSecret secret) => Convert.ToHexStringLower(Sm3.Of(secret.Derive(Setting)));

    internal static Refusal Differs { get; } = new(
        "platform.secret-differs",
        $"安装密钥与这个数据库不匹配：加密的内容会打不开。请把 {InstallationSecret.Variable}（演示时为数据目录里的 secret 文件）恢复为原来的值；更换过的，用新的值。",
        PlatformRules.RealUse);
}
