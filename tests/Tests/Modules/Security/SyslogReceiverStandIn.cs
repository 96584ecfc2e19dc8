using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OneWindow.Tests.Modules.Security;

/// <summary>A syslog receiver on this machine that keeps what it is sent: octet-counted frames over TCP or TLS. It can break off in the middle.</summary>
internal sealed class SyslogReceiverStandIn : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener;
    private readonly Task loop;

    public SyslogReceiverStandIn(int port = 0, X509Certificate2? certificate = null, int breakOff = 0)
    {
        (Certificate, BreakOff) = (certificate, breakOff);
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        loop = Task.Run(Listen);
    }

    public ConcurrentQueue<string> Lines { get; } = [];

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many connections it still breaks off after the first frame, without a goodbye.</summary>
    public int BreakOff { get; private set; }

    private X509Certificate2? Certificate { get; }

    /// <summary>Signed by itself, for this machine; with its key.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await loop;
        stop.Dispose();
    }

    private async Task Listen()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await Read(client);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The next one, or the end.
            }
        }
    }

    private async Task Read(TcpClient client)
    {
        Stream stream = client.GetStream();
        if (Certificate is not null)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(Certificate);
            stream = secure;
        }

        await using var _ = stream;
        while (await Length(stream) is { } length)
        {
            var bytes = new byte[length];
            await stream.ReadExactlyAsync(bytes, stop.Token);
            Lines.Enqueue(Encoding.UTF8.GetString(bytes));
            if (BreakOff == 0) continue;
            BreakOff--;
            // As a machine that dies: no goodbye, what was not read is thrown away.
            client.Client.Close(0);
            return;
        }
    }

    /// <summary>Null: the sender has closed.</summary>
    private async Task<int?> Length(Stream stream)
    {
        var length = 0;
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop.Token) == 1)
        {
            if (one[0] == ' ') return length;
            length = (length * 10) + (one[0] - '0');
        }

        return null;
    }
}
