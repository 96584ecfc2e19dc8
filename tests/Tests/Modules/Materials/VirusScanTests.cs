using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using OneWindow.Materials;

namespace OneWindow.Tests.Modules.Materials;

public sealed class VirusScanTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    [Fact]
    public async Task Without_a_setting_nobody_is_asked() =>
        Assert.Null(await new VirusScan(new ScanSettings(), NullLogger<VirusScan>.Instance).Of(new MemoryStream(Papers.Pdf()), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_scanner_gets_every_byte_and_its_word_counts(bool overUnix)
    {
        using var scanner = StandInScanner.Start(overUnix ? Path.Combine(Path.GetTempPath(), $"ow-{Guid.NewGuid():N}.ctl") : null);
        var scan = new VirusScan(new ScanSettings { ClamAv = scanner.Address }, NullLogger<VirusScan>.Instance);
        var clean = Papers.Pdf(300_000);
        Assert.Null(await scan.Of(new MemoryStream(clean), CancellationToken.None));
        Assert.Equal(clean, scanner.Seen[^1]);

        Assert.Equal(FileRefusals.Infected, await scan.Of(new MemoryStream([.. clean, .. StandInScanner.Sign]), CancellationToken.None));
        scanner.Broken = true;
        Assert.Equal(FileRefusals.ScanWaits, await scan.Of(new MemoryStream(clean), CancellationToken.None));
    }

    [Fact]
    public async Task A_scanner_that_hangs_is_away()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var scan = new VirusScan(
            new ScanSettings { ClamAv = deaf.LocalEndpoint.ToString(), ClamAvPatience = TimeSpan.FromMilliseconds(200), WithoutClamAv = WithoutScanner.Refuse }, NullLogger<VirusScan>.Instance);
        Assert.Equal(FileRefusals.ScanAway, await scan.Of(new MemoryStream(Papers.Pdf()), CancellationToken.None));
    }

    [Fact]
    public async Task While_the_scanner_is_away_an_upload_waits_and_goes_on_and_an_infected_one_is_refused_in_words()
    {
        var socket = Path.Combine(Path.GetTempPath(), $"ow-{Guid.NewGuid():N}.ctl");
        await using var host = await MaterialsHost.Start(databases.NewFolder(), scan: new ScanSettings { ClamAv = socket });
        using var browser = host.As(MaterialsHost.Li);
        var basket = await host.OpenBasket();
        var content = Papers.Pdf();
        var place = await UploadFileTests.Begin(browser, basket, content.Length);
        using var waits = await UploadFileTests.Send(browser, place, 0, content);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, waits.StatusCode);
        Assert.Empty(await host.Materials.InBasket(basket));
        Assert.False((await host.Materials.Store(basket, "m", "a.pdf", new MemoryStream(content))).Try(out _, out var away));
        Assert.Equal("materials.scan-away", away.Code);

        using var scanner = StandInScanner.Start(socket);
        var (offset, file) = await UploadFileTests.Ask(browser, place);
        Assert.Equal(content.Length, offset);
        Assert.Equal(file, Assert.Single(await host.Materials.InBasket(basket)).Id);

        byte[] ill = [.. content, .. StandInScanner.Sign];
        var second = await UploadFileTests.Begin(browser, basket, ill.Length);
        using var refused = await UploadFileTests.Send(browser, second, 0, ill);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("materials.infected", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(await host.Materials.InBasket(basket));
    }

    /// <summary>Speaks INSTREAM as clamd does, and finds what bears its sign.</summary>
    private sealed class StandInScanner : IDisposable
    {
        private readonly Socket listener;

        private StandInScanner(Socket listener, string address)
        {
            (this.listener, Address) = (listener, address);
            _ = Task.Run(Serve);
        }

        public static byte[] Sign => "STAND-IN-VIRUS"u8.ToArray();

        public string Address { get; }

        public List<byte[]> Seen { get; } = [];

        public bool Broken { get; set; }

        public static StandInScanner Start(string? path)
        {
            var listener = path is null ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(path is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path));
            listener.Listen();
            return new StandInScanner(listener, path ?? $"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");
        }

        public void Dispose() => listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var stream = new NetworkStream(await listener.AcceptAsync(), ownsSocket: true);
                    var command = new byte["zINSTREAM\0".Length];
                    await stream.ReadExactlyAsync(command);
                    using var all = new MemoryStream();
                    var length = new byte[4];
                    while (true)
                    {
                        await stream.ReadExactlyAsync(length);
                        var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                        if (piece.Length == 0) break;
                        await stream.ReadExactlyAsync(piece);
                        all.Write(piece);
                    }

                    Seen.Add(all.ToArray());
                    var answer = Broken ? "INSTREAM size limit exceeded. ERROR\0"u8.ToArray()
                        : Seen[^1].AsSpan().IndexOf(Sign) >= 0 ? "stream: Stand.In FOUND\0"u8.ToArray() : "stream: OK\0"u8.ToArray();
                    await stream.WriteAsync(answer);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
