using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Host;

/// <summary>What the house as a whole can say of itself to an auditor.</summary>
internal sealed class HostEvidence(
    AppOptions options, InstallationSecret secret, RunMode mode, Database database, IDbContextFactory<PlatformDb> platforms, TimeProvider clock) : IEvidence
{
    public async ValueTask<IReadOnlyList<SettingFact>> Facts(CancellationToken cancel = default)
    {
        await using var db = await platforms.CreateDbContextAsync(cancel);
        var since = await SecretCheck.Since(db, cancel);
        var words = secret.Source switch
        {
            SecretSource.Device => $"安装密钥封在密码设备“{options.Device?.Token}”的密钥“{options.Device?.Key}”下，密钥不出设备",
            SecretSource.Environment => "安装密钥来自环境变量，不在数据目录里",
            _ => "安装密钥存在数据目录里，只供演示",
        };
        return
        [
            new("platform.mode", mode.Demonstration ? "演示模式：有演示账号和可拨动的时钟，不能正式使用" : "正式运行：没有演示账号，时钟不可拨动", !mode.Demonstration),
            new("platform.database", database.Kind == DatabaseKind.Postgres ? "PostgreSQL" : $"SQLite，数据目录 {Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Data)))}"),
            new("platform.crypto", CryptoSelfTest.Run() is { } missing ? missing : "SM2、SM3、SM4 启动自检通过", CryptoSelfTest.Run() is null),
            new("platform.secret", words, secret.Source != SecretSource.Folder),
            new("platform.secret-since", since is { } at ? $"这把安装密钥从{Words.Of(at.Date)}起使用，用 rotate-key 更换" : "还没有安装密钥的记录"),
            new("platform.clock", ReferenceEquals(clock, TimeProvider.System) ? "使用系统时钟" : "使用演示时钟", ReferenceEquals(clock, TimeProvider.System)),
        ];
    }
}
