using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>
/// 加密的内容: a content on the disk as a row of frames, each a length and a <see cref="SealedBox"/> of at most 64 KB under the content's own
/// key, bound to the content's name and to the byte at which it begins. So it is written and read piece by piece, and opens anywhere; a frame
/// that was changed, moved, left out or brought from another content does not open, and a content that was cut is shorter than its key says.
/// </summary>
internal sealed class SealedContent : Stream
{
    /// <summary>Plain bytes of one frame at the most.</summary>
    public const int MostInFrame = 64 * 1024;

    /// <summary>What a frame is longer than its plain bytes.</summary>
    public const int Overhead = LengthSize + SealedBox.Overhead;

    private const int LengthSize = sizeof(int);

    private readonly Stream source;
    private readonly bool leaveOpen;
    private readonly byte[] key;
    private readonly string content;
    private readonly List<Frame> frames = [];
    private byte[]? opened;
    private int openedIndex = -1;
    private long length;
    private long position;

    private SealedContent(Stream source, byte[] key, string content, bool leaveOpen)
    {
        (this.source, this.key, this.content, this.leaveOpen) = (source, key, content, leaveOpen);
        Span<byte> head = stackalloc byte[LengthSize];
        while (true)
        {
            source.Position = SealedEnd;
            if (source.ReadAtLeast(head, LengthSize, throwOnEndOfStream: false) < LengthSize) break;
            var plain = BinaryPrimitives.ReadInt32BigEndian(head);
            if (plain is <= 0 or > MostInFrame || SealedEnd + Overhead + plain > source.Length) break;
            frames.Add(new Frame(SealedEnd, length, plain));
            SealedEnd += Overhead + plain;
            length += plain;
        }
    }

    /// <summary>Where the last whole frame ends, in sealed bytes.</summary>
    public long SealedEnd { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>A whole content. Throws <see cref="CryptographicException"/> if it is not exactly as long as its key says.</summary>
    /// <param name="length">Plain bytes.</param>
    public static SealedContent Open(Stream source, byte[] key, string content, long length)
    {
        var opened = new SealedContent(source, key, content, leaveOpen: false);
        if (opened.length == length && opened.SealedEnd == source.Length) return opened;
        opened.Dispose();
        throw new CryptographicException($"Content {content} is not as long as it was when it was sealed.");
    }

    /// <summary>What has arrived: a frame at the end that a killed server left half-written is not counted.</summary>
    public static SealedContent Arriving(Stream source, byte[] key, string content)
    {
        var opened = new SealedContent(source, key, content, leaveOpen: true);
        // A power cut can leave a frame of the right length whose bytes never came to the disk. It was told to nobody.
        while (opened.frames is [.., var last] && opened.TryOpen(last) is null)
        {
            opened.frames.RemoveAt(opened.frames.Count - 1);
            (opened.SealedEnd, opened.length) = (last.At, last.From);
        }

        return opened;
    }

    /// <summary>One frame that begins at the plain byte <paramref name="from"/>.</summary>
    public static byte[] Seal(byte[] key, string content, long from, ReadOnlySpan<byte> plain)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, MostInFrame, nameof(plain));
        var box = SealedBox.Seal(key, Context(content, from), plain);
        var frame = new byte[LengthSize + box.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, plain.Length);
        box.CopyTo(frame, LengthSize);
        return frame;
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= length || buffer.IsEmpty) return 0;
        var index = IndexAt(position);
        var frame = frames[index];
        if (index != openedIndex)
        {
            Wipe();
            opened = TryOpen(frame) ?? throw new CryptographicException($"Content {content} does not open at byte {frame.From}: it was changed.");
            openedIndex = index;
        }

        var at = (int)(position - frame.From);
        var taken = Math.Min(buffer.Length, frame.Length - at);
        opened.AsSpan(at, taken).CopyTo(buffer);
        position += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Wipe();
        if (disposing && !leaveOpen) source.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Context(string content, long from) => Encoding.UTF8.GetBytes($"materials.contents/{content}/{from}");

    private byte[]? TryOpen(Frame frame)
    {
        var box = new byte[SealedBox.Overhead + frame.Length];
        source.Position = frame.At + LengthSize;
        source.ReadExactly(box);
        return SealedBox.TryOpen(key, Context(content, frame.From), box, out var plain) ? plain : null;
    }

    private int IndexAt(long at)
    {
        var (low, high) = (0, frames.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (frames[middle].From <= at) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private void Wipe()
    {
        CryptographicOperations.ZeroMemory(opened);
        (opened, openedIndex) = (null, -1);
    }

    /// <param name="At">Sealed bytes before it.</param>
    /// <param name="From">Plain bytes before it.</param>
    /// <param name="Length">Plain bytes in it.</param>
    private readonly record struct Frame(long At, long From, int Length);
}
