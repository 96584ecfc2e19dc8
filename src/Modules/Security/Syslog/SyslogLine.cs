using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OneWindow.Security;

/// <summary>Carries lines to a receiver. Returns where it went well and throws where it did not.</summary>
internal static class SyslogLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <remarks>
    /// TCP has no receipts: a connection a batch, closed by us, and the receiver's own closing is waited for; who breaks off before it has not had all of it. UDP has not
    /// even that.
    /// </remarks>
    /// <exception cref="IOException">The receiver broke off, or did not close in time.</exception>
    /// <exception cref="SocketException">Nobody is there.</exception>
    /// <exception cref="AuthenticationException">The receiver's certificate is not believed.</exception>
    public static async Task Send(SyslogReceiver receiver, IReadOnlyList<string> lines, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            if (receiver.Transport == SyslogTransport.Udp) await Throw(receiver, lines, patience.Token);
            else await Write(receiver, lines, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new IOException("The receiver did not answer in time.");
        }
    }

    private static async Task Throw(SyslogReceiver receiver, IReadOnlyList<string> lines, CancellationToken cancel)
    {
        using var client = new UdpClient();
        client.Connect(receiver.Host, receiver.Port);
        foreach (var line in lines) await client.SendAsync(Encoding.UTF8.GetBytes(line), cancel);
    }

    private static async Task Write(SyslogReceiver receiver, IReadOnlyList<string> lines, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(receiver.Host, receiver.Port, cancel);
        if (receiver.Transport == SyslogTransport.Tcp)
        {
            var plain = client.GetStream();
            await Frames(plain, lines, cancel);
            client.Client.Shutdown(SocketShutdown.Send);
            await WaitForEnd(plain, cancel);
            return;
        }

        await using var sealedStream = new SslStream(client.GetStream());
        await sealedStream.AuthenticateAsClientAsync(Options(receiver), cancel);
        await Frames(sealedStream, lines, cancel);
        await sealedStream.ShutdownAsync();
        client.Client.Shutdown(SocketShutdown.Send);
        await WaitForEnd(sealedStream, cancel);
    }

    private static async Task Frames(Stream to, IReadOnlyList<string> lines, CancellationToken cancel)
    {
        foreach (var line in lines)
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            await to.WriteAsync(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + " "), cancel);
            await to.WriteAsync(bytes, cancel);
        }

        await to.FlushAsync(cancel);
    }

    private static async Task WaitForEnd(Stream from, CancellationToken cancel)
    {
        var spare = new byte[256];
        while (await from.ReadAsync(spare, cancel) > 0)
        {
            // A receiver has nothing to say; what it says all the same is not read.
        }
    }

    private static SslClientAuthenticationOptions Options(SyslogReceiver receiver)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = receiver.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        if (receiver.Trusted is not { } trusted) return options;
        options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        options.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        return options;
    }
}
