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

    /// <summary>The announced length could be a lie.</summary>
    private static bool HoldsWhatItSays(ZipArchiveEntry part)
    {
        using var unpacked = part.Open();
        var buffer = new byte[64 * 1024];
        for (long seen = 0; ;)
        {
            var read = unpacked.Read(buffer);
            if (read == 0) return seen == part.Length;
            seen += read;
            if (seen > part.Length) return false;
        }
    }
}
