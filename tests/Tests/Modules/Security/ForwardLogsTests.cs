using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Security;

namespace OneWindow.Tests.Modules.Security;

public sealed class ForwardLogsTests
{
    private static readonly Instant At = Instant.Parse("2025-03-03T09:00:00.123456+08:00");

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Logs_go_to_the_receiver_in_order_wait_while_it_is_down_and_none_is_lost(string database)
    {
        await using var receiver = new SyslogReceiverStandIn(breakOff: 1);
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var nobody = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using var world = await World.Start(database, configure: b => b.Configuration["Syslog:Address"] = $"tcp://127.0.0.1:{nobody}");
        await using (var identity = world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext())
        {
            for (var i = 0; i < 3; i++) await identity.SaveWithEvent(world.Now, SecurityEventKind.SignedIn, $"account-{i}", $"account-{i}", TestContext.Current.CancellationToken);
        }

        var auditor = await world.SignIn("audit-admin");
        await (await world.SignIn("shinan-clerk")).Get("/workbench/security");
        await world.Settle();
        var page = await auditor.Get(WatchSecurity.Path);
        Assert.Contains("没有送到接收方连不上", page.Row("安全日志"), StringComparison.Ordinal);
        Assert.Contains("已送到第 0 行", page.Row("安全日志"), StringComparison.Ordinal);

        // It is there, and breaks off after the first line: all of the batch comes again.
        world.Services.GetRequiredService<IConfiguration>()["Syslog:Address"] = $"tcp://127.0.0.1:{receiver.Port}";
        for (var tries = 0; tries < 3 && receiver.BreakOff > 0; tries++) await world.Settle();
        await world.Settle();
        var numbers = receiver.Lines.Where(l => l.Contains("log=\"security-log\"", StringComparison.Ordinal)).Select(NumberOf).ToList();
        var last = (await world.Services.GetRequiredService<ISecurityLog>().Last())!.Number;
        Assert.Equal(Enumerable.Range(1, (int)last).Select(n => (long)n), numbers.Distinct().Order());
        Assert.True(numbers.Count > last, "The batch that was broken off came again.");
        Assert.Contains(receiver.Lines, l => l.Contains("log=\"security-management\"", StringComparison.Ordinal) && l.Contains("403", StringComparison.Ordinal));
        page = await auditor.Get(WatchSecurity.Path);
        Assert.Contains("正常", page.Row("安全日志"), StringComparison.Ordinal);
        Assert.Contains($"已送到第 {last} 行，共 {last} 行", page.Row("安全日志"), StringComparison.Ordinal);

        // What has gone out does not go again.
        var before = receiver.Lines.Count(l => l.Contains("log=\"security-log\"", StringComparison.Ordinal));
        await world.Settle();
        Assert.Equal(before, receiver.Lines.Count(l => l.Contains("log=\"security-log\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Tls_is_spoken_only_with_a_receiver_whose_certificate_is_believed()
    {
        using var certificate = SyslogReceiverStandIn.SelfSigned();
        await using var receiver = new SyslogReceiverStandIn(certificate: certificate);
        var trusting = new SyslogReceiver(SyslogTransport.Tls, "127.0.0.1", receiver.Port, [X509CertificateLoader.LoadCertificate(certificate.RawData)]);
        await Assert.ThrowsAsync<AuthenticationException>(() => SyslogLine.Send(trusting with { Trusted = null }, ["secret"], TestContext.Current.CancellationToken));
        await SyslogLine.Send(trusting, ["一", "二"], TestContext.Current.CancellationToken);
        Assert.Equal(["一", "二"], receiver.Lines);
    }

    [Fact]
    public async Task Over_udp_a_line_is_a_datagram()
    {
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        await SyslogLine.Send(new SyslogReceiver(SyslogTransport.Udp, "127.0.0.1", port, null), ["一行"], TestContext.Current.CancellationToken);
        Assert.Equal("一行", Encoding.UTF8.GetString((await receiver.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer));
    }

    [Fact]
    public void A_line_is_RFC_5424_with_number_and_hash_and_nothing_in_it_begins_another_line()
    {
        Assert.Equal(
            "<108>1 2025-03-03T01:00:00.123456Z host onewindow - Locked [onewindow@32473 log=\"security-log\" number=\"7\" hash=\"ab\" about=\"account-1\"] \uFEFF连续输错，账号锁定",
            SyslogText.Of(new SecurityLine(7, At, "Locked", "连续输错，账号锁定", "account-1", null, true, "ab"), "host"));
        var sly = SyslogText.Of(new LogRow { Number = 8, At = At, Kind = LogKind.Handling, By = "a\"]\\", What = "好\n<104>1 假的一行", Hash = [1] }, "ho st");
        Assert.StartsWith("<109>1 2025-03-03T01:00:00.123456Z host onewindow - Handling [", sly, StringComparison.Ordinal);
        Assert.Contains("by=\"a\\\"\\]\\\\\"]", sly, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sly);
    }

    private static long NumberOf(string line) => long.Parse(line.Split("number=\"")[1].Split('"')[0], System.Globalization.CultureInfo.InvariantCulture);
}
