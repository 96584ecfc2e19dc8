using System.Buffers.Binary;
using System.IO.Compression;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>图片尺寸: pictures of a few bytes can announce, or unpack to, gigabytes in the computer of whoever opens them.</summary>
internal static class Picture
{
    /// <summary>Pixels of one side: a metre and a half at 500 dpi.</summary>
    public const int MostSide = 30_000;

    /// <summary>Pixels in all: an A0 plan at 300 dpi has 140 million.</summary>
    public const long MostPixels = 200_000_000;

    /// <summary>Null: nothing speaks against it. The stream must seek; its position is moved.</summary>
    public static Refusal? WhyNot(FileKind kind, Stream content)
    {
        content.Position = 0;
        return kind == FileKind.Png ? OfPng(content) : kind == FileKind.Jpeg ? OfJpeg(content) : kind == FileKind.WebP ? OfWebP(content) : null;
    }

    private static Refusal? OfSize(long width, long height) =>
        width is 0 || height is 0 ? FileRefusals.BrokenPicture
        : width > MostSide || height > MostSide || width * height > MostPixels ? FileRefusals.TooManyPixels(MostSide)
        : null;

    /// <summary>Chunk by chunk (PNG, W3C, clause 5): each lies within the file, and the picture unpacks to no more than its size says.</summary>
    private static Refusal? OfPng(Stream content)
    {
        Span<byte> head = stackalloc byte[8];
        Span<byte> size = stackalloc byte[13];
        content.Position = 16;
        if (content.ReadAtLeast(size, 13, throwOnEndOfStream: false) < 13) return FileRefusals.BrokenPicture;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(size), BinaryPrimitives.ReadUInt32BigEndian(size[4..]));
        if (OfSize(width, height) is { } why) return why;
        var bits = size[8] * (size[9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 });
        // Interlaced rows are padded each: twice the plain size is more than enough.
        var most = 2 * (long)height * (((long)width * bits / 8) + 2) + 1024;

        List<(long From, long Length)> data = [];
        for (long at = 8; ;)
        {
            content.Position = at;
            if (content.ReadAtLeast(head, 8, throwOnEndOfStream: false) < 8) return FileRefusals.BrokenPicture;
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (at + 12 + length > content.Length) return FileRefusals.BrokenPicture;
            if (head[4..].SequenceEqual("IDAT"u8)) data.Add((at + 8, length));
            if (head[4..].SequenceEqual("IEND"u8)) break;
            at += 12 + length;
        }

        return UnpacksWithin(content, data, most);
    }

    private static Refusal? UnpacksWithin(Stream content, List<(long From, long Length)> data, long most)
    {
        using var packed = new MemoryStream();
        foreach (var (from, length) in data)
        {
            var part = new byte[length];
            content.Position = from;
            content.ReadExactly(part);
            packed.Write(part);
        }

        packed.Position = 0;
        try
        {
            using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            long seen = 0;
            for (int read; (read = unpacked.Read(buffer)) > 0;)
            {
                seen += read;
                if (seen > most) return FileRefusals.TooManyPixels(MostSide);
            }

            return seen > 0 ? null : FileRefusals.BrokenPicture;
        }
        catch (InvalidDataException)
        {
            return FileRefusals.BrokenPicture;
        }
    }

    /// <summary>The frame header (ITU-T T.81, B.2.2) among the segments before the picture's data.</summary>
    private static Refusal? OfJpeg(Stream content)
    {
        Span<byte> head = stackalloc byte[4];
        Span<byte> frame = stackalloc byte[5];
        for (long at = 2; ;)
        {
            content.Position = at;
            if (content.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4 || head[0] != 0xFF) return FileRefusals.BrokenPicture;
            var marker = head[1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is 0xDA or 0xD9) return FileRefusals.BrokenPicture;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (content.ReadAtLeast(frame, 5, throwOnEndOfStream: false) < 5) return FileRefusals.BrokenPicture;
                var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
                // No height: it comes behind the first scan (B.2.5), which only old facsimile machines do.
                return OfSize(width, height);
            }

            at += marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
        }
    }

    /// <summary>The canvas of the extended form, or the frame of the two simple ones (RFC 9649).</summary>
    private static Refusal? OfWebP(Stream content)
    {
        Span<byte> head = stackalloc byte[30];
        if (content.ReadAtLeast(head, 30, throwOnEndOfStream: false) < 30) return FileRefusals.BrokenPicture;
        return head[15] switch
        {
            (byte)'X' => OfSize(1 + Three(head[24..]), 1 + Three(head[27..])),
            (byte)'L' => OfSize(1 + (BinaryPrimitives.ReadUInt32LittleEndian(head[21..]) & 0x3FFF), 1 + ((BinaryPrimitives.ReadUInt32LittleEndian(head[21..]) >> 14) & 0x3FFF)),
            _ => OfSize(BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF),
        };

        static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    }
}
