using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>
/// 电子签名 as signing tools make it: CMS SignedData (RFC 5652) or its Chinese twin with SM2 (GM/T 0010), apart from the content it signs. One signer; what has more is
/// read by its first.
/// </summary>
public sealed class ElectronicSignature
{
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningTime = "1.2.840.113549.1.9.5";
    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Second = new(TagClass.ContextSpecific, 1);

    private readonly string digest;
    private readonly string algorithm;
    private readonly byte[] signed;
    private readonly byte[]? attributes;
    private readonly byte[]? contentDigest;

    private ElectronicSignature(Parts parts, SigningCertificate certificate)
    {
        (Certificate, Others, SaidAt) = (certificate, parts.Certificates, parts.SaidAt);
        (digest, algorithm, signed, attributes, contentDigest) = (parts.Digest, parts.Algorithm, parts.Signed, parts.Attributes, parts.ContentDigest);
    }

    /// <summary>Whose key signed.</summary>
    public SigningCertificate Certificate { get; }

    /// <summary>All certificates that came along.</summary>
    public IReadOnlyList<SigningCertificate> Others { get; }

    /// <summary>When it was signed, as the signer's own machine says; null: it does not.</summary>
    public Instant? SaidAt { get; }

    /// <summary>False for what is no such signature, or names a signer whose certificate is not in it.</summary>
    /// <param name="bytes">DER or BER; zeros after its end are left out (in a PDF there are).</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ElectronicSignature? signature)
    {
        signature = null;
        try
        {
            AsnDecoder.ReadEncodedValue(bytes, AsnEncodingRules.BER, out _, out _, out var length);
            var info = new AsnReader(bytes[..length].ToArray(), AsnEncodingRules.BER).ReadSequence();
            if (info.ReadObjectIdentifier() is not ("1.2.840.113549.1.7.2" or "1.2.156.10197.6.1.4.2.2")) return false;
            var parts = ReadSignedData(info.ReadSequence(First).ReadSequence());
            if (parts.Certificates.FirstOrDefault(c => c.Issuer.AsSpan().SequenceEqual(parts.Issuer) && c.SerialNumber.AsSpan().SequenceEqual(parts.Serial)) is not { } own) return false;
            signature = new ElectronicSignature(parts, own);
            return true;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Signed by the key of <see cref="Certificate"/>, and every byte of the content as it was then (电子签名法 第十三条第三、四项).</summary>
    public bool Fits(ReadOnlySpan<byte> content)
    {
        if (attributes is null) return Certificate.Verifies(algorithm, digest, content, signed);
        return contentDigest is not null && SignatureAlgorithms.Digest(digest, content) is { } now && CryptographicOperations.FixedTimeEquals(now, contentDigest)
            && Certificate.Verifies(algorithm, digest, attributes, signed);
    }

    private static Parts ReadSignedData(AsnReader data)
    {
        var parts = new Parts();
        data.ReadInteger();
        data.ReadSetOf();
        data.ReadSequence(); // what is signed: apart
        while (data.HasData && data.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            if (!data.PeekTag().HasSameClassAndValue(First))
            {
                data.ReadEncodedValue();
                continue;
            }

            var certificates = data.ReadSetOf(skipSortOrderValidation: true, First);
            while (certificates.HasData)
            {
                if (SigningCertificate.TryParse(certificates.ReadEncodedValue().Span, out var one)) parts.Certificates.Add(one);
            }
        }

        ReadSigner(data.ReadSetOf(skipSortOrderValidation: true).ReadSequence(), parts);
        return parts;
    }

    private static void ReadSigner(AsnReader signer, Parts parts)
    {
        signer.ReadInteger();
        var who = signer.ReadSequence();
        parts.Issuer = who.ReadEncodedValue().ToArray();
        parts.Serial = who.ReadIntegerBytes().ToArray();
        parts.Digest = signer.ReadSequence().ReadObjectIdentifier();
        if (signer.PeekTag().HasSameClassAndValue(First))
        {
            // Signed are the attributes as a SET OF, whatever tag they stand under here (RFC 5652 §5.4).
            parts.Attributes = signer.PeekEncodedValue().ToArray();
            parts.Attributes[0] = 0x31;
            ReadAttributes(signer.ReadSetOf(skipSortOrderValidation: true, First), parts);
        }

        parts.Algorithm = signer.ReadSequence().ReadObjectIdentifier();
        parts.Signed = signer.ReadOctetString();
        if (signer.HasData && signer.PeekTag().HasSameClassAndValue(Second)) signer.ReadEncodedValue();
    }

    private static void ReadAttributes(AsnReader attributes, Parts parts)
    {
        while (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            var id = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            if (id == MessageDigest) parts.ContentDigest = values.ReadOctetString();
            if (id == SigningTime)
                parts.SaidAt = Instant.From(values.PeekTag().HasSameClassAndValue(new Asn1Tag(UniversalTagNumber.UtcTime)) ? values.ReadUtcTime() : values.ReadGeneralizedTime());
        }
    }

    private sealed class Parts
    {
        public List<SigningCertificate> Certificates { get; } = [];

        public byte[] Issuer = [];
        public byte[] Serial = [];
        public string Digest = "";
        public string Algorithm = "";
        public byte[] Signed = [];
        public byte[]? Attributes;
        public byte[]? ContentDigest;
        public Instant? SaidAt;
    }
}
