using System.Buffers;

namespace OneWindow.Kernel;

/// <summary>SM3 of what arrives piece by piece, such as an upload. For one thread at a time.</summary>
public sealed class Sm3Hasher : IDisposable
{
    private readonly Sm3Context context = new();

    public Sm3Hasher() => context.Begin();

    /// <summary>Bytes appended so far.</summary>
    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> data)
    {
        context.Append(data);
        Length += data.Length;
    }

    /// <summary>The hash of all that was appended; then it starts afresh.</summary>
    public byte[] Finish()
    {
        var hash = new byte[Sm3.Size];
        context.Finish(hash);
        context.Begin();
        Length = 0;
        return hash;
    }

    /// <summary>The hash of a stream, read to its end.</summary>
    public static async Task<byte[]> OfAsync(Stream stream, CancellationToken cancel = default)
    {
        using var hash = new Sm3Hasher();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancel)) > 0) hash.Append(buffer.AsSpan(0, read));
            return hash.Finish();
        }
        finally
        {
            // What was hashed may be somebody's papers.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public void Dispose() => context.Dispose();
}
