using System.CommandLine;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>`stand-in courier`: one courier's system as a process of its own, for trying and testing; says `ready URL` like `serve`.</summary>
internal static class StandInCommand
{
    public static Command Make()
    {
        var what = new Argument<string>("what") { Description = "courier" };
        var urls = new Option<string>("--urls") { DefaultValueFactory = _ => "http://127.0.0.1:0", Description = "监听地址" };
        var secret = new Option<string>("--secret") { DefaultValueFactory = _ => "demonstration", Description = "回调签名用的密钥" };
        var prefix = new Option<string>("--prefix") { DefaultValueFactory = _ => "EA", Description = "寄递单号的开头" };
        var doubles = new Option<bool>("--doubles") { Description = "每次回调发两遍" };
        var command = new Command("stand-in", "启动外部系统的替身（演示和测试用）") { what, urls, secret, prefix, doubles };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(what) != "courier")
            {
                await Console.Error.WriteLineAsync("只有 courier 的替身。");
                return CommandLine.WrongUsage;
            }

            if (CryptoSelfTest.Run() is { } missing) return CommandLine.Say(new Refusal("platform.crypto-missing", missing, PlatformRules.RealUse));
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls(parsed.GetValue(urls)!);
            await using var app = builder.Build();
            using var courier = new CourierStandIn(parsed.GetValue(secret)!, parsed.GetValue(prefix)!, TimeProvider.System) { Doubles = parsed.GetValue(doubles) };
            courier.Map(app);
            await app.StartAsync(cancel);
            foreach (var url in app.Urls) Console.Out.WriteLine($"ready {url}");
            await app.WaitForShutdownAsync(cancel);
            return CommandLine.Done;
        });
        return command;
    }
}
