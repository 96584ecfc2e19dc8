using System.CommandLine;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>`rotate-key`: seals every key of the installation under a new secret, with the server stopped; the same command again goes on where it was cut off.</summary>
internal static class RotateKeyCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var file = new Option<string?>("--new-secret-file") { Description = $"新的安装密钥在哪个文件里；不给则用环境变量 {SecretRotation.Variable}，演示时和封在密码设备下时自动生成" };
        var command = new Command("rotate-key", "更换安装密钥：先停止服务；中断了再运行一次接着做") { file };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var options = common.Read(parsed);
            var text = parsed.GetValue(file) is { } path ? (await File.ReadAllTextAsync(path, cancel)).Trim() : Environment.GetEnvironmentVariable(SecretRotation.Variable);
            if (!Next(options, text).Try(out var next, out var weak)) return CommonOptions.Refuse(weak, parsed.GetValue(common.AsJson));
            await using var app = OneWindowApp.Build(options);
            var outcome = await Rotate(app.Services, next, cancel: cancel);
            if (!outcome.Try(out var count, out var why)) return CommonOptions.Refuse(why, parsed.GetValue(common.AsJson));
            if (!Settle(options, next, text).Try(out _, out var lost)) return CommonOptions.Refuse(lost, parsed.GetValue(common.AsJson));
            if (parsed.GetValue(common.AsJson)) CommonOptions.Print(new { rewrapped = count });
            else Console.Out.WriteLine($"已更换安装密钥：{count} 个密钥换了封。从现在起只用新的密钥启动，旧的打不开；所有人需要重新登录。");
            return CommandLine.Done;
        });
        return command;
    }

    /// <summary>The schema first; then the keys that outlived an earlier secret, then the rotation.</summary>
    internal static async Task<Outcome<int>> Rotate(IServiceProvider services, InstallationSecret next, Action<IRewrapped>? step = null, CancellationToken cancel = default)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Migrations>().Run(cancel);
        await SecretRotation.LoadKept(scope.ServiceProvider.GetRequiredService<PlatformDb>(), services.GetRequiredService<InstallationSecret>(), cancel);
        return await scope.ServiceProvider.GetRequiredService<SecretRotation>().To(next, step, cancel);
    }

    /// <summary>The new secret where the old one lay. Cut off before it, the same command comes here again: the rotation itself then has nothing left to do.</summary>
    internal static Outcome<InstallationSecret> Settle(AppOptions options, InstallationSecret next, string? text)
    {
        var under = SealedSecret.LiesIn(options.Data);
        if (under && text is not null) return SealedSecret.Put(options.Data, next, options.Device ?? DeviceSettings.None);
        if (under) SealedSecret.TakeOver(options.Data);
        else if (text is null) InstallationSecret.TakeOver(options.Data);
        return next;
    }

    internal static Outcome<InstallationSecret> Next(AppOptions options, string? text) =>
        text is { Length: > 0 } ? InstallationSecret.From(text)
        : SealedSecret.LiesIn(options.Data) ? SealedSecret.NextOf(options.Data, options.Device ?? DeviceSettings.None)
        : options.Real ? new Refusal("platform.secret-missing", $"请把新的安装密钥放进环境变量 {SecretRotation.Variable}，或者用 --new-secret-file 指明文件。", PlatformRules.RealUse)
        : InstallationSecret.NextOf(options.Data);
}
