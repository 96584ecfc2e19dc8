using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>A mail host on a real socket that speaks as much SMTP (RFC 5321) as a mail needs, and can drop the line after it has taken one.</summary>
internal sealed class StandInMailHost : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public StandInMailHost()
    {
        listener.Start();
        _ = Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whole mails, headers and all, in order.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>So many times the line drops between taking a mail and saying so.</summary>
    public int Drops { get; set; }

    private async Task Listen()
    {
        try
        {
            while (true) _ = Talk(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } text && text != ".") mail.AppendLine(text);
                Mails.Enqueue(mail.ToString());
                if (Drops-- > 0) return;
                await writer.WriteLineAsync("250 taken");
            }
            else if (line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains("nobody@", StringComparison.Ordinal)) await writer.WriteLineAsync("550 no such mailbox");
            else if (line.StartsWith("QUIT", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else await writer.WriteLineAsync("250 ok");
        }
    }

    public static string BodyOf(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        return Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].ReplaceLineEndings("")));
    }

    public static string HeaderOf(string mail, string name) =>
        mail.ReplaceLineEndings("\n").Split('\n').Single(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

    public void Dispose() => listener.Dispose();
}
