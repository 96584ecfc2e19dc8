using System.IO.Compression;

namespace OneWindow.Materials;

/// <summary>
/// 文件格式: the kinds of file that are taken. What a file is, its bytes say; the ending of its name must agree, because the
/// next reader's computer goes by the ending.
/// </summary>
/// <param name="Name">What people call it.</param>
/// <param name="Inline">Browsers show it in the page without running anything of it.</param>
internal sealed record FileKind(string Name, string MediaType, IReadOnlyList<string> Endings, bool Inline)
{
    /// <summary>Bytes of the beginning that tell all that the beginning can tell.</summary>
    public const int HeadLength = 512;

    /// <summary>Bytes without which a beginning tells nothing yet.</summary>
    public const int LeastHead = 16;

    public static FileKind Pdf { get; } = new("PDF", "application/pdf", [".pdf"], true);

    public static FileKind Png { get; } = new("PNG 图片", "image/png", [".png"], true);

    public static FileKind Jpeg { get; } = new("JPG 图片", "image/jpeg", [".jpg", ".jpeg"], true);

    public static FileKind WebP { get; } = new("WebP 图片", "image/webp", [".webp"], true);

    /// <summary>GB/T 33190: a zip with OFD.xml at its root.</summary>
    public static FileKind Ofd { get; } = new("OFD 版式文件", "application/ofd", [".ofd"], false);

    public static FileKind Docx { get; } =
        new("Word 文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"], false);

    public static FileKind Xlsx { get; } =
        new("Excel 表格", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"], false);

    /// <summary>A zip with parts in it.</summary>
    public bool IsPacked => this == Ofd || this == Docx || this == Xlsx;

    public static IReadOnlyList<FileKind> All { get; } = [Pdf, Jpeg, Png, WebP, Ofd, Docx, Xlsx];

    private static ReadOnlySpan<byte> PngBegins => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    private static ReadOnlySpan<byte> JpegBegins => [0xFF, 0xD8, 0xFF];

    /// <summary>"PDF、JPG、PNG …", as refusals and hints say it.</summary>
    public static string Taken { get; } = string.Join('、', All.Select(k => k.Endings[0][1..].ToUpperInvariant()));

    /// <summary>All endings with their dots, lower case: what a file field may offer.</summary>
    public static IReadOnlyList<string> AllEndings { get; } = [.. All.SelectMany(k => k.Endings)];

    public static FileKind? OfMediaType(string mediaType) => All.FirstOrDefault(k => k.MediaType == mediaType);

    /// <summary>The kind of a whole file, or null for everything else. The stream must seek; its position is moved.</summary>
    public static FileKind? Of(Stream content)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        content.Position = 0;
        head = head[..content.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        return IsZip(head) ? OfZip(content) : OfHead(head);
    }

    /// <summary>Whether a beginning can still become a kind that we take: a long upload is refused at its first piece.</summary>
    public static bool MayBecome(ReadOnlySpan<byte> head) => IsZip(head) || OfHead(head) is not null;

    private static FileKind? OfHead(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        if (head.StartsWith(PngBegins) && head[12..].StartsWith("IHDR"u8)) return Png;
        if (head.StartsWith(JpegBegins)) return Jpeg;
        return head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBPVP8"u8) ? WebP : null;
    }

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8);

    /// <summary>A packed document by the part that only it has. One that carries a program (macros) is none.</summary>
    private static FileKind? OfZip(Stream content)
    {
        content.Position = 0;
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var parts = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (parts.Any(p => p.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            if (parts.Contains("OFD.xml")) return Ofd;
            if (!parts.Contains("[Content_Types].xml")) return null;
            if (parts.Contains("word/document.xml")) return Docx;
            return parts.Contains("xl/workbook.xml") ? Xlsx : null;
        }
        catch (InvalidDataException)
        {
            return null; // Begins like a zip and is none, or was cut off.
        }
    }
}
