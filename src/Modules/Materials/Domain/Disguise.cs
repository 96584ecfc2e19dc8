using System.Buffers.Binary;

namespace OneWindow.Materials;

/// <summary>
/// 多重格式: bytes that are one kind for us and another for the next reader. A browser judges by the beginning, a PDF reader looks for its mark
/// in the first 1,024 bytes, a zip reader at the end: there we look, too.
/// </summary>
internal static class Disguise
{
    private const int Beginning = 1024;

    /// <summary>The end record of a zip with the longest comment that it can have.</summary>
    private const int End = EndRecord + ushort.MaxValue;

    private const int EndRecord = 22;

    private static readonly byte[][] PageMarks = [[.. "<!doctype html"u8], [.. "<html"u8], [.. "<script"u8], [.. "<iframe"u8], [.. "<svg"u8]];

    /// <summary>Whether another kind hides in it. The stream must seek; its position is moved.</summary>
    public static bool Of(FileKind kind, Stream content)
    {
        var head = Lowered(content, 0, Beginning);
        if (kind != FileKind.Pdf && head.AsSpan().IndexOf("%pdf-"u8) >= 0) return true;
        // The parts of packed documents may stand unpacked in them, and are never shown by a browser.
        if (kind.IsPacked) return false;
        var tail = Read(content, Math.Max(0, content.Length - End), End);
        if (IsZipAtEnd(tail, content.Length)) return true;
        return IsPage(head) || IsPage(Lower(AfterTheEnd(kind, tail)));
    }

    /// <summary>What stands behind the last end mark of a PDF. Of others the end is not searched: no reader of pages looks there.</summary>
    private static byte[] AfterTheEnd(FileKind kind, byte[] tail) =>
        kind == FileKind.Pdf && tail.AsSpan().LastIndexOf("%%EOF"u8) is >= 0 and var at ? tail[at..] : [];

    private static bool IsZipAtEnd(byte[] tail, long length)
    {
        var start = length - tail.Length;
        for (var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8); at >= 0; at = tail.AsSpan(0, at).LastIndexOf("PK\u0005\u0006"u8))
        {
            if (at + EndRecord > tail.Length) continue;
            var record = tail.AsSpan(at);
            var (size, offset) = (BinaryPrimitives.ReadUInt32LittleEndian(record[12..]), BinaryPrimitives.ReadUInt32LittleEndian(record[16..]));
            var comment = BinaryPrimitives.ReadUInt16LittleEndian(record[20..]);
            if (at + EndRecord + comment <= tail.Length && (size == uint.MaxValue || (long)size + offset <= start + at)) return true;
        }

        return false;
    }

    private static bool IsPage(byte[] lowered) => PageMarks.Any(mark => lowered.AsSpan().IndexOf(mark) >= 0);

    private static byte[] Lowered(Stream content, long from, int most) => Lower(Read(content, from, most));

    private static byte[] Lower(byte[] bytes)
    {
        foreach (ref var b in bytes.AsSpan())
        {
            if (b is >= (byte)'A' and <= (byte)'Z') b += 32;
        }

        return bytes;
    }

    private static byte[] Read(Stream content, long from, int most)
    {
        var bytes = new byte[Math.Min(most, content.Length - from)];
        content.Position = from;
        content.ReadExactly(bytes);
        return bytes;
    }
}
