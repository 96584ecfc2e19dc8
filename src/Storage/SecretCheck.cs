using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>Notices at start that the secret is not the one of this database, before anything is sealed that nobody could open again.</summary>
public static class SecretCheck
{
    private const string Setting = "secret-check";

    /// <summary>Whether a platform has been started on this database.</summary>
    internal static Task<bool> HasRun(PlatformDb db, CancellationToken cancel) => db.Settings.AnyAsync(s => s.Name == Setting, cancel);

    /// <summary>After the migrations. The first start leaves its mark; null if the secret fits.</summary>
    public static async Task<Refusal?> Run(PlatformDb db, InstallationSecret secret, Instant now, CancellationToken cancel = default)
    {
        var mine = Convert.ToHexStringLower(Sm3.Of(secret.Derive(Setting)));
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == Setting, cancel);
        if (row is null)
        {
            db.Settings.Add(new SettingRow { Name = Setting, Version = 1, Value = mine, ChangedAt = now });
            await db.SaveChangesAsync(cancel);
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(row.Value), Convert.FromHexString(mine))
            ? null
            : new Refusal(
                "platform.secret-differs",
                $"安装密钥与这个数据库不匹配：加密的内容会打不开。请把 {InstallationSecret.Variable}（演示时为数据目录里的 secret 文件）恢复为原来的值。",
                PlatformRules.RealUse);
    }
}
