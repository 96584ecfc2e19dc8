using System.Formats.Asn1;

namespace OneWindow.Kernel;

/// <summary>The two parts of a distinguished name (X.520) that people are shown.</summary>
internal static class DistinguishedName
{
    public static string? CommonName(byte[] name) => Find(name, "2.5.4.3");

    public static string? Organisation(byte[] name) => Find(name, "2.5.4.10");

    private static string? Find(byte[] name, string attribute)
    {
        var parts = new AsnReader(name, AsnEncodingRules.DER).ReadSequence();
        while (parts.HasData)
        {
            var part = parts.ReadSetOf();
            while (part.HasData)
            {
                var pair = part.ReadSequence();
                if (pair.ReadObjectIdentifier() != attribute) continue;
                var tag = pair.PeekTag();
                return tag.TagClass == TagClass.Universal ? pair.ReadCharacterString((UniversalTagNumber)tag.TagValue) : null;
            }
        }

        return null;
    }
}
