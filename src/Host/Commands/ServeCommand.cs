using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>`serve`: opens the doors, says `ready URL`, ends with status 0 on SIGTERM.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var urls = new Option<string>("--urls") { DefaultValueFactory = _ => AppOptions.Default.Urls, Description = "监听地址" };
        var empty = new Option<bool>("--empty") { Description = "不装入演示数据" };
        var real = new Option<bool>("--real") { Description = "正式运行：没有演示账号和可移动的时钟，须设置安装密钥" };
        var clock = new Option<string?>("--clock") { Description = "演示时钟的起点，如 2025-09-26T09:00+08:00" };
        var command = new Command("serve", "启动平台") { urls, empty, real, clock };
        common.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var asked = common.Read(parsed) with
            {
                Urls = parsed.GetValue(urls)!,
                Empty = parsed.GetValue(empty),
                Real = parsed.GetValue(real) || AppOptions.Default.Real,
            };
            if (parsed.GetValue(clock) is { } from)
            {
                if (asked.Real) return CommandLine.Say(new Refusal("platform.clock-in-real-use", "正式运行不能移动时钟，请去掉 --clock。", PlatformRules.RealUse));
                if (!DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, out var at))
                {
                    await Console.Error.WriteLineAsync($"--clock 不是时刻：{from}");
                    return CommandLine.WrongUsage;
                }

                asked = asked with { Clock = Instant.From(at) };
            }

            return await Serve(asked, cancel);
        });
        return command;
    }

    private static async Task<int> Serve(AppOptions options, CancellationToken cancel)
    {
        await using var app = OneWindowApp.Build(options);
        await OneWindowApp.Prepare(app.Services, options, cancel);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            app.Lifetime.StopApplication();
        });
        await app.StartAsync(cancel);
        if (!options.Real) StandIns.Connect(app);
        if (!options.Real && options.Empty != true) await IdentityModule.PrintDemonstrationAccounts(app.Services, Console.Error, cancel);
        foreach (var url in app.Urls) Console.Out.WriteLine($"ready {url}");
        await app.WaitForShutdownAsync(cancel);
        return CommandLine.Done;
    }
}
