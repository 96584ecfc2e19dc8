using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OneWindow.Journeys;

/// <summary>
/// 一号服务: the system administrator registers a department's system, a resident who has signed in at the portal opens it and is known there without signing in
/// again; a system that expects another issuer lets nobody in. The system is the example of docs/how-to/examples.
/// </summary>
public sealed class OneAccount(Chromium chromium, House house) : IClassFixture<House>
{
    [Fact]
    [Clause("HB-4.2-1")]
    public async Task A_departments_system_is_entered_without_a_second_sign_in()
    {
        var way = new Way("one account everywhere, 1280 px", 1280, Axe: true);
        var tally = new Tally(way.Name);
        var port = FreePort();
        await using var administrator = await Walker.Enter(chromium, house, way, "1 administrator", tally);
        await administrator.Open("/sign-in");
        await Applying.SignIn(administrator, house, "system-admin");
        await administrator.Open("/workbench/systems");
        await administrator.Write("系统名称", "不动产登记系统");
        await administrator.Write("系统代号", "housing-registry");
        await administrator.Write("返回地址", $"http://127.0.0.1:{port}/back");
        await administrator.Tick("姓名（名称）、类型、实名等级");
        await administrator.Press("登记");
        await administrator.Sees("密钥只显示这一次");
        var secret = (await administrator.Page.Locator(".copyable").AllInnerTextsAsync()).Single(t => t.Length == 43);

        await using (await Example.Start(house.Url.GetLeftPart(UriPartial.Authority), secret, port))
        {
            await using var resident = await Walker.Enter(chromium, house, way, "2 resident", tally);
            await resident.Open("/sign-in");
            await Applying.SignIn(resident, house, "shinan-person");
            // Another house's page: read, not looked over.
            await resident.Page.GotoAsync($"http://127.0.0.1:{port}/");
            Assert.Contains("您好，林晓舟（person，实名等级 3）", await resident.Page.InnerTextAsync("main"), StringComparison.Ordinal);
            Assert.Equal($"http://127.0.0.1:{port}/", resident.Page.Url);
        }

        // The same house under another name is another issuer: its answers are not believed.
        await using (await Example.Start(house.Url.GetLeftPart(UriPartial.Authority).Replace("127.0.0.1", "localhost", StringComparison.Ordinal), secret, port))
        {
            await using var misled = await Walker.Enter(chromium, house, way, "3 misled", tally);
            await misled.Page.GotoAsync($"http://127.0.0.1:{port}/");
            Assert.Matches(new Regex("没有登录成功.*(the issuer calls itself|fetch failed)", RegexOptions.Singleline), await misled.Page.InnerTextAsync("main"));
        }

        tally.Close();
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Example(Process process) : IAsyncDisposable
    {
        public static async Task<Example> Start(string issuer, string secret, int port)
        {
            var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add(Path.Combine(Tree.Root, "docs/how-to/examples/department-client.mjs"));
            foreach (var (name, value) in new[] { ("ISSUER", issuer), ("CLIENT_ID", "housing-registry"), ("CLIENT_SECRET", secret), ("PORT", $"{port}") }) start.Environment[name] = value;
            var process = Process.Start(start)!;
            Assert.StartsWith("ready ", await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
            _ = process.StandardError.ReadToEndAsync();
            return new Example(process);
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
