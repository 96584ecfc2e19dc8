using System.Text;

namespace OneWindow.Catalogue;

/// <summary>
/// 文件编码: a mark at the beginning says it; else the bytes are UTF-8 if all of them can be, and else GB18030, as Excel in China saves CSV. Bytes that are
/// neither are no text.
/// </summary>
internal static class FileText
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <exception cref="FormatException">No text.</exception>
    public static Encoding EncodingOf(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> mark = stackalloc byte[3];
        var read = stream.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        if (read == 0) throw new FormatException("文件是空的。请核对是不是选错了文件");
        if (read >= 2 && mark[0] == 0xFF && mark[1] == 0xFE) return new UnicodeEncoding(false, true, true);
        if (read >= 2 && mark[0] == 0xFE && mark[1] == 0xFF) return new UnicodeEncoding(true, true, true);
        if (Fits(path, Utf8)) return Utf8;
        if (Fits(path, Gb18030)) return Gb18030;
        throw new FormatException("文件不是文本，或者在传送中损坏了。请用 UTF-8 或 GB18030 编码重新保存");
    }

    public static StreamReader Open(string path, Encoding encoding) => new(path, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);

    private static bool Fits(string path, Encoding encoding)
    {
        try
        {
            using var reader = Open(path, encoding);
            var buffer = new char[1 << 15];
            while (reader.Read(buffer) is var read and > 0)
            {
                // A text has no such character; a workbook that was named .csv does.
                if (buffer.AsSpan(0, read).Contains('\0')) return false;
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
