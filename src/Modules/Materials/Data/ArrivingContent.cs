using System.Security.Cryptography;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>上传中的内容: a file on its way, sealed as it comes. Nothing of it lies in the clear, not even for a moment.</summary>
internal sealed class ArrivingContent(FileStream file, byte[] key, string content) : IAsyncDisposable
{
    private (long Sealed, long Plain)? end;

    /// <summary>Plain bytes that are here.</summary>
    public long Length => End.Plain;

    private (long Sealed, long Plain) End
    {
        get
        {
            if (end is { } known) return known;
            using var read = Read();
            end = (read.SealedEnd, read.Length);
            return end.Value;
        }
    }

    /// <summary>Appends what comes, at most up to <paramref name="most"/> bytes in all. What arrived is durable when this ends, also by an error.</summary>
    /// <returns>False: there was more than that.</returns>
    public async Task<bool> Append(Stream from, long most, CancellationToken cancel)
    {
        var buffer = new byte[SealedContent.MostInFrame];
        var filled = 0;
        try
        {
            while (true)
            {
                var read = await from.ReadAsync(buffer.AsMemory(filled), cancel);
                if (read == 0) return true;
                if (Length + filled + read > most) return false;
                filled += read;
                if (filled < buffer.Length) continue;
                filled = 0;
                await Write(buffer);
            }
        }
        finally
        {
            // What has come is kept, even if the sender is gone meanwhile.
            if (filled > 0) await Write(buffer.AsMemory(0, filled));
            CryptographicOperations.ZeroMemory(buffer);
            Flush();
        }
    }

    public void Flush() => file.Flush(flushToDisk: true);

    /// <summary>What is here, in the clear. It leaves the file open.</summary>
    public SealedContent Read() => SealedContent.Arriving(file, key, content);

    public async Task<string> Hash(CancellationToken cancel)
    {
        await using var read = Read();
        return Convert.ToHexStringLower(await Sm3Hasher.OfAsync(read, cancel));
    }

    public ValueTask DisposeAsync()
    {
        CryptographicOperations.ZeroMemory(key);
        return file.DisposeAsync();
    }

    private async Task Write(ReadOnlyMemory<byte> plain)
    {
        var (sealedEnd, plainEnd) = End;
        // Half a frame that a killed server left must not stand behind ours.
        if (file.Length != sealedEnd) file.SetLength(sealedEnd);
        file.Position = sealedEnd;
        var frame = SealedContent.Seal(key, content, plainEnd, plain.Span);
        await file.WriteAsync(frame, CancellationToken.None);
        end = (sealedEnd + frame.Length, plainEnd + plain.Length);
    }
}
