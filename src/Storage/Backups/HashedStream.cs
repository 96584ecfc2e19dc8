using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>Reads through and appends everything that goes by to the hasher, which stays its owner's.</summary>
internal sealed class HashedStream(Stream inner, Sm3Hasher hasher) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => hasher.Length; set => throw new NotSupportedException(); }

    /// <summary>Reads what is left and gives the hash of the whole.</summary>
    public async Task<byte[]> Rest(CancellationToken cancel)
    {
        await CopyToAsync(Null, cancel);
        return hasher.Finish();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        hasher.Append(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        hasher.Append(buffer.Span[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
