using System.Globalization;
using System.Text;
using OneWindow.Host;

namespace OneWindow.Tests.Modules.Materials;

/// <summary>A PDF with a signature in it (ISO 32000-1 §12.8), as small as can be.</summary>
internal static class SignedPapers
{
    private const int Room = 4_000;

    public static byte[] Pdf(SigningStandIn tool, string name)
    {
        var before = $"%PDF-1.7\n1 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 {new string('a', 6)} {new string('b', 6)} {new string('c', 6)}] /Contents ";
        var after = " >>\nendobj\ntrailer << /Root 2 0 R >>\n%%EOF\n";
        var (gap, second) = (Encoding.ASCII.GetByteCount(before), Encoding.ASCII.GetByteCount(before) + (Room * 2) + 2);
        before = before.Replace("aaaaaa", Six(gap), StringComparison.Ordinal).Replace("bbbbbb", Six(second), StringComparison.Ordinal).Replace("cccccc", Six(after.Length), StringComparison.Ordinal);
        var signature = tool.Sign(name, Encoding.ASCII.GetBytes(before + after));
        return Encoding.ASCII.GetBytes($"{before}<{Convert.ToHexString(signature).PadRight(Room * 2, '0')}>{after}");

        static string Six(int number) => number.ToString("D6", CultureInfo.InvariantCulture);
    }
}
