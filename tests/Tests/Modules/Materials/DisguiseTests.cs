using System.Buffers.Binary;
using System.IO.Compression;
using OneWindow.Kernel;
using OneWindow.Materials;

namespace OneWindow.Tests.Modules.Materials;

/// <summary>Files that hide something, or burst whoever opens them.</summary>
public sealed class DisguiseTests
{
    public static TheoryData<string, byte[], string> Harmful => new()
    {
        { "程序.pdf", Papers.WindowsProgram, "unknown-kind" },
        { "包.pdf", [.. Papers.Pdf(), .. Papers.JustAZip], "disguised" },
        { "包.png", [.. Papers.Png, .. Papers.JustAZip], "disguised" },
        { "包.jpg", [.. Papers.Jpeg, .. Papers.JustAZip, .. new byte[100]], "disguised" },
        { "页.pdf", [.. "%PDF-1.7\n<!-- --><HTML><body onload=x()>"u8, .. Papers.Pdf()], "disguised" },
        { "页.pdf", [.. Papers.Pdf(), .. "\n%%EOF\n<ScRipt>x()</script>"u8], "disguised" },
        { "页.jpg", [.. Papers.Jpeg[..2], 0xFF, 0xFE, 0, 20, .. "<script>x();//  "u8, 0, 0, .. Papers.Jpeg[2..]], "disguised" },
        { "二.docx", PdfInside(), "disguised" },
        { "弹.docx", Bomb(300 << 20), "overpacked" },
        { "弹.xlsx", Bomb(30 << 20, "xl/workbook.xml"), "overpacked" },
        { "谎.docx", Lying(), "overpacked" },
        { "多.docx", Parts(Packing.MostParts + 1), "overpacked" },
        { "大.png", Papers.PngOf(60_000, 60_000, 10), "too-many-pixels" },
        { "大.png", Papers.PngOf(20_000, 20_000, 10), "too-many-pixels" },
        { "胀.png", Papers.PngOf(1, 1, 50 << 20), "too-many-pixels" },
        { "无.png", Papers.PngOf(0, 1, 10), "broken-picture" },
        { "四GB.png", FourGigabytes(), "broken-picture" },
        { "半.png", Papers.Png[..^20], "broken-picture" },
        { "大.jpg", Papers.JpegOf(65_500, 65_500), "too-many-pixels" },
        { "空.jpg", Papers.JpegOf(0, 0), "broken-picture" },
        { "大.webp", Papers.WebPOf(16_383, 16_383), "too-many-pixels" },
    };

    [Theory]
    [MemberData(nameof(Harmful))]
    public void What_hides_another_kind_or_bursts_is_refused_with_its_reason(string name, byte[] content, string code)
    {
        Assert.False(Inspection.OfContent(name, new MemoryStream(content)).Try(out _, out var why));
        Assert.Equal(("materials." + code, PlatformRules.Files), (why.Code, why.Basis));
        Assert.Contains("请", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ordinary_files_pass()
    {
        Assert.True(Inspection.OfContent("a.pdf", new MemoryStream([.. Papers.Pdf(70_000), .. "\n%%EOF\n"u8])).Try(out _, out _));
        Assert.True(Inspection.OfContent("a.png", new MemoryStream(Papers.PngOf(640, 480, 481 * 641 * 3))).Try(out _, out _));
        Assert.True(Inspection.OfContent("a.docx", new MemoryStream(Bomb(5 << 20))).Try(out _, out _));
    }

    private static byte[] Bomb(int size, string part = "word/document.xml") => Zip((part, new byte[size]));

    private static byte[] PdfInside()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry("a", CompressionLevel.NoCompression).Open()) entry.Write("%PDF-1.7 %"u8);
            foreach (var name in (string[])["[Content_Types].xml", "word/document.xml"])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("<x/>"u8);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Announces ten bytes in its directory and holds a megabyte.</summary>
    private static byte[] Lying()
    {
        var bytes = Bomb(1 << 20);
        var mark = (byte[])[0, 0, 16, 0];
        for (var at = bytes.AsSpan().IndexOf(mark); at >= 0; at = bytes.AsSpan().IndexOf(mark)) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), 10);
        return bytes;
    }

    private static byte[] Parts(int count) => Zip([.. Enumerable.Range(0, count).Select(n => ($"p{n}", Array.Empty<byte>()))]);

    private static byte[] FourGigabytes()
    {
        var png = Papers.PngOf(1, 1, 10);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(33), uint.MaxValue);
        return png;
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in ((string, byte[])[])[("[Content_Types].xml", "<x/>"u8.ToArray()), .. parts, .. parts.Any(p => p.Name.Contains('/')) ? [] : new[] { ("word/document.xml", "<x/>"u8.ToArray()) }])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
