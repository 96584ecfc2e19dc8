using System.IO.Compression;
using System.Text;

namespace OneWindow.Tests.Modules.Materials;

/// <summary>Files as applicants bring them, small but true to their kind, and some that only pretend.</summary>
internal static class Papers
{
    public static byte[] Pdf(int size = 2_000, int seed = 1)
    {
        var body = new byte[size];
        new Random(seed).NextBytes(body);
        "%PDF-1.7\n%\u00e2\u00e3"u8.CopyTo(body);
        return body;
    }

    public static byte[] Png { get; } = PngOf(4, 4, 52);

    public static byte[] Jpeg { get; } = JpegOf(640, 480);

    public static byte[] WebP { get; } = WebPOf(640, 480);

    /// <summary>A picture of this size in RGB whose data unpack to so many zeros.</summary>
    public static byte[] PngOf(int width, int height, int unpacked)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(new byte[unpacked]);
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]),
            .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, []),
        ];

        static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] content) => [.. Big(content.Length), .. kind, .. content, 0, 0, 0, 0];

        static byte[] Big(int number)
        {
            var bytes = new byte[4];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            return bytes;
        }
    }

    public static byte[] JpegOf(int width, int height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, .. new byte[10],
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, .. new byte[20], 0xFF, 0xD9,
    ];

    public static byte[] WebPOf(int width, int height) =>
    [
        .. "RIFF"u8, 40, 0, 0, 0, .. "WEBPVP8 "u8, 20, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), .. new byte[10],
    ];

    public static byte[] Ofd { get; } = Zip("OFD.xml", "Doc_0/Document.xml");

    public static byte[] Docx { get; } = Zip("[Content_Types].xml", "word/document.xml");

    public static byte[] Xlsx { get; } = Zip("[Content_Types].xml", "xl/workbook.xml");

    public static byte[] WithMacros { get; } = Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin");

    public static byte[] JustAZip { get; } = Zip("readme.txt");

    public static byte[] Html { get; } = Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>");

    public static byte[] Svg { get; } = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");

    public static byte[] WindowsProgram { get; } = [.. "MZ"u8, .. new byte[200]];

    public static byte[] LinuxProgram { get; } = [0x7F, .. "ELF"u8, .. new byte[200]];

    public static byte[] Shell { get; } = Encoding.UTF8.GetBytes("#!/bin/sh\nrm -rf ~\n");

    private static byte[] Zip(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("<x/>"u8);
            }
        }

        return bytes.ToArray();
    }
}
