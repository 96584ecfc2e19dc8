using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>What happens to an upload while the scanner does not answer.</summary>
internal enum WithoutScanner
{
    /// <summary>It is kept, and becomes a file when the scanner answers again.</summary>
    Wait,

    /// <summary>It is refused, kindly.</summary>
    Refuse,
}

/// <summary>Settings of the section Materials.</summary>
internal sealed record ScanSettings
{
    /// <summary>clamd's socket: a path, or host:port. Null: nobody is asked.</summary>
    public string? ClamAv { get; init; }

    public WithoutScanner WithoutClamAv { get; init; }

    /// <summary>For one file, connecting included.</summary>
    public TimeSpan ClamAvPatience { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>杀毒: asks clamd over its socket with its command INSTREAM (clamd(8)), so that the scanner never needs to read our disk.</summary>
internal sealed class VirusScan(ScanSettings settings, ILogger<VirusScan> log)
{
    private const int Piece = 64 * 1024;

    /// <summary>Null: clean, or there is no scanner. The stream must seek; its position is moved.</summary>
    public async Task<Refusal?> Of(Stream content, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(settings.ClamAv)) return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.ClamAvPatience);
        string said;
        try
        {
            said = await Ask(settings.ClamAv, content, patience.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return Away(e.GetType().Name);
        }

        if (said.EndsWith(" OK", StringComparison.Ordinal)) return null;
        if (!said.EndsWith(" FOUND", StringComparison.Ordinal)) return Away("an answer that is neither OK nor FOUND; is clamd's StreamMaxLength below Materials:MostPerFile?");
        log.LogWarning("clamd refused an upload: {Finding}", said[(said.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return FileRefusals.Infected;
    }

    private static async Task<string> Ask(string address, Stream content, CancellationToken cancel)
    {
        using var socket = address.StartsWith('/') ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await (address.StartsWith('/') ? socket.ConnectAsync(new UnixDomainSocketEndPoint(address), cancel) : Connect(socket, address, cancel));
        await SendAll(socket, "zINSTREAM\0"u8.ToArray(), cancel);
        content.Position = 0;
        var buffer = new byte[sizeof(int) + Piece];
        try
        {
            int read;
            do
            {
                read = await content.ReadAsync(buffer.AsMemory(sizeof(int)), cancel);
                BinaryPrimitives.WriteInt32BigEndian(buffer, read);
                await SendAll(socket, buffer.AsMemory(0, sizeof(int) + read), cancel);
            }
            while (read > 0);
        }
        finally
        {
            Array.Clear(buffer);
        }

        using var answer = new MemoryStream();
        for (int read; answer.Length < 4096 && (read = await socket.ReceiveAsync(buffer.AsMemory(), cancel)) > 0;) answer.Write(buffer, 0, read);
        return Encoding.UTF8.GetString(answer.ToArray()).TrimEnd('\0', '\n', ' ');
    }

    private static ValueTask Connect(Socket socket, string address, CancellationToken cancel)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0 && int.TryParse(address.AsSpan(colon + 1), out var port)
            ? socket.ConnectAsync(address[..colon], port, cancel)
            : throw new InvalidOperationException("Materials:ClamAv is neither a path nor host:port.");
    }

    private static async Task SendAll(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes, cancel)..];
    }

    private Refusal Away(string why)
    {
        log.LogError("clamd could not be asked: {Reason}", why);
        return settings.WithoutClamAv == WithoutScanner.Wait ? FileRefusals.ScanWaits : FileRefusals.ScanAway;
    }
}
