using System.IO.Compression;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>压缩炸弹: a packed document is unpacked once into nothing, to see that it holds what it announces and no more than a reader can bear.</summary>
internal static class Packing
{
    /// <summary>Bytes of all parts together: ten times the largest file that is taken.</summary>
    public const long MostUnpacked = 200L << 20;

    /// <summary>Parts: a book of forms has some hundreds.</summary>
    public const int MostParts = 10_000;

    /// <summary>A part that unpacks to more than this many times its size is refused, once it is larger than <see cref="Suspicious"/>.</summary>
    public const int MostTimes = 200;

    public const long Suspicious = 10L << 20;

    private static readonly uint[] Checks = Table();

    /// <summary>Null: nothing speaks against it. The stream must seek; its position is moved.</summary>
    public static Refusal? WhyNot(Stream content)
    {
        content.Position = 0;
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts || zip.Entries.Sum(e => e.Length) > MostUnpacked) return FileRefusals.Overpacked;
            if (zip.Entries.Any(e => e.Length > Suspicious && e.Length / MostTimes > e.CompressedLength)) return FileRefusals.Overpacked;
            return zip.Entries.All(HoldsWhatItSays) ? null : FileRefusals.Overpacked;
        }
        catch (InvalidDataException)
        {
            return FileRefusals.Overpacked;
        }
    }

    /// <summary>
    /// The announced length could be a lie. The reader stops at it, so the checksum over what it gave must be the announced one, and packed bytes
    /// cannot be many more than unpacked ones.
    /// </summary>
    private static bool HoldsWhatItSays(ZipArchiveEntry part)
    {
        if (part.CompressedLength > part.Length + (part.Length / 100) + 1024) return false;
        using var unpacked = part.Open();
        var buffer = new byte[64 * 1024];
        var (seen, check) = (0L, uint.MaxValue);
        for (int read; (read = unpacked.Read(buffer)) > 0;)
        {
            seen += read;
            if (seen > part.Length) return false;
            foreach (var b in buffer.AsSpan(0, read)) check = Checks[(byte)(check ^ b)] ^ (check >> 8);
        }

        return seen == part.Length && ~check == part.Crc32;
    }

    /// <summary>CRC-32 as zip has it (ISO 3309), a step for each byte.</summary>
    private static uint[] Table()
    {
        var table = new uint[256];
        for (uint n = 0; n < table.Length; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[n] = c;
        }

        return table;
    }
}
