using System.CommandLine;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>`key-to-device`: the present secret goes under the key of a PKCS#11 device, with the server stopped; nothing else is sealed anew.</summary>
internal static class KeyToDeviceCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var command = new Command("key-to-device", $"把安装密钥封到密码设备（PKCS#11）下：设备由 {DeviceSettings.ModuleVariable} 等环境变量指明，先停止服务");
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (options, asJson) = (common.Read(parsed), parsed.GetValue(common.AsJson));
            if (!(await Put(options, cancel)).Try(out _, out var why)) return CommonOptions.Refuse(why, asJson);
            if (asJson) CommonOptions.Print(new { source = "device", file = SealedSecret.FileName });
            else Console.Out.WriteLine($"安装密钥已经封在密码设备下，封好的在数据目录的 {SealedSecret.FileName}，已打开核对过。请从启动环境里去掉 {InstallationSecret.Variable}；写下来另行保管的那一份留着，设备坏了要用。");
            return CommandLine.Done;
        });
        return command;
    }

    /// <summary>Only the secret that this database's contents are sealed under goes under the device: another one would lock everything up.</summary>
    internal static async Task<Outcome<InstallationSecret>> Put(AppOptions options, CancellationToken cancel = default)
    {
        if (SealedSecret.LiesIn(options.Data))
            return new Refusal("platform.secret-under-device", $"安装密钥已经封在密码设备下（{SealedSecret.FileName}）。要换设备，先用 key-from-device 取回。", PlatformRules.RealUse);
        await using var app = OneWindowApp.Build(options);
        await OneWindowApp.Prepare(app.Services, options, cancel);
        return SealedSecret.Put(options.Data, app.Services.GetRequiredService<InstallationSecret>(), options.Device ?? DeviceSettings.None).Then<InstallationSecret>(put =>
        {
            InstallationSecret.RemoveFrom(options.Data);
            return put;
        });
    }
}
