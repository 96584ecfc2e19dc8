using System.CommandLine;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>`key-from-device`: the secret comes back from under the device, into a file that only its owner reads (demonstration: into the data folder). Never to the screen.</summary>
internal static class KeyFromDeviceCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var file = new Option<string?>("--to") { Description = $"正式运行时：把安装密钥写进哪个新文件，之后放进 {InstallationSecret.Variable}" };
        var command = new Command("key-from-device", "把安装密钥从密码设备下取回：先停止服务") { file };
        common.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var (options, asJson) = (common.Read(parsed), parsed.GetValue(common.AsJson));
            if (!Take(options, parsed.GetValue(file)).Try(out var place, out var why)) return Task.FromResult(CommonOptions.Refuse(why, asJson));
            if (asJson) CommonOptions.Print(new { source = options.Real ? "environment" : "folder", file = place });
            else Console.Out.WriteLine($"安装密钥已经取回，在 {place} 里；{SealedSecret.FileName} 已删除。{(options.Real ? $"请把内容放进环境变量 {InstallationSecret.Variable}，再销毁这个文件。" : "")}");
            return Task.FromResult(CommandLine.Done);
        });
        return command;
    }

    /// <summary>Gives where the secret now lies.</summary>
    internal static Outcome<string> Take(AppOptions options, string? file)
    {
        if (!SealedSecret.LiesIn(options.Data))
            return new Refusal("platform.secret-not-under-device", $"数据目录里没有 {SealedSecret.FileName}：安装密钥不在密码设备下。", PlatformRules.RealUse);
        if (options.Real && file is null)
            return new Refusal("platform.secret-to-file", "请用 --to 指明把安装密钥写进哪个新文件：它不会显示在屏幕上。", PlatformRules.RealUse);
        if (options.Real && File.Exists(file))
            return new Refusal("platform.secret-to-file", $"{file} 已经有了。请换一个还没有的文件名。", PlatformRules.RealUse);
        return SealedSecret.Open(options.Data, options.Device ?? DeviceSettings.None).Then<string>(secret =>
        {
            if (options.Real) secret.WriteTo(file!);
            else secret.PutInto(options.Data);
            SealedSecret.Remove(options.Data);
            return options.Real ? file! : Path.Combine(options.Data, "secret");
        });
    }
}
