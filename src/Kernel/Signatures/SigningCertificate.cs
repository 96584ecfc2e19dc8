using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>
/// 数字证书 (X.509 v3, RFC 5280; GM/T 0015 for SM2), as far as checking a signature needs it: whose key, issued by whom, from when to when, for what. Anything that is
/// not such a certificate is none; nothing here trusts it yet (<see cref="TrustedIssuers"/>).
/// </summary>
public sealed class SigningCertificate
{
    private readonly byte[] signedPart;
    private readonly byte[] spki;
    private readonly byte[] signature;
    private readonly string signatureAlgorithm;

    private SigningCertificate(byte[] der, byte[] signedPart, string signatureAlgorithm, byte[] signature, Fields fields)
    {
        (Der, this.signedPart, this.signatureAlgorithm, this.signature) = (der, signedPart, signatureAlgorithm, signature);
        (Issuer, Subject, spki, SerialNumber) = (fields.Issuer, fields.Subject, fields.Spki, fields.Serial);
        (From, Until, IsAuthority, MaySign) = (fields.From, fields.Until, fields.IsAuthority, fields.MaySign);
        Name = DistinguishedName.CommonName(Subject);
        Organisation = DistinguishedName.Organisation(Subject);
        IssuerName = DistinguishedName.CommonName(Issuer) ?? DistinguishedName.Organisation(Issuer) ?? "";
    }

    public byte[] Der { get; }

    /// <summary>The distinguished names as DER: what links a certificate to its issuer.</summary>
    public byte[] Issuer { get; }

    public byte[] Subject { get; }

    public byte[] SerialNumber { get; }

    /// <summary>Whose it is (CN); null: it says none.</summary>
    public string? Name { get; }

    /// <summary>O; null: it says none.</summary>
    public string? Organisation { get; }

    public string IssuerName { get; }

    public Instant From { get; }

    /// <summary>The last instant at which it holds.</summary>
    public Instant Until { get; }

    /// <summary>Its key may issue certificates (basicConstraints).</summary>
    public bool IsAuthority { get; }

    /// <summary>Its key may sign documents: digitalSignature or nonRepudiation, or no limit said.</summary>
    public bool MaySign { get; }

    public bool HoldsAt(Instant at) => From <= at && at <= Until;

    public static bool TryParse(ReadOnlySpan<byte> der, [NotNullWhen(true)] out SigningCertificate? certificate)
    {
        certificate = null;
        try
        {
            var reader = new AsnReader(der.ToArray(), AsnEncodingRules.DER);
            var outer = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var part = outer.PeekEncodedValue().ToArray();
            var fields = ReadFields(outer.ReadSequence());
            var algorithm = outer.ReadSequence().ReadObjectIdentifier();
            var signed = outer.ReadBitString(out _);
            certificate = new SigningCertificate(der.ToArray(), part, algorithm, signed, fields);
            return true;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    public bool IsIssuedBy(SigningCertificate issuer) =>
        issuer.IsAuthority && Issuer.AsSpan().SequenceEqual(issuer.Subject) && SignatureAlgorithms.Verify(signatureAlgorithm, null, issuer.spki, signedPart, signature);

    /// <summary>Was this message signed with the key of this certificate?</summary>
    /// <param name="algorithm">OID of the signature's algorithm.</param>
    /// <param name="digest">OID of the digest, where the first does not say it.</param>
    public bool Verifies(string algorithm, string digest, ReadOnlySpan<byte> message, ReadOnlySpan<byte> proof) =>
        SignatureAlgorithms.Verify(algorithm, digest, spki, message, proof);

    private static Fields ReadFields(AsnReader body)
    {
        if (body.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0))) body.ReadEncodedValue();
        var fields = new Fields { Serial = body.ReadIntegerBytes().ToArray() };
        body.ReadSequence();
        fields.Issuer = body.ReadEncodedValue().ToArray();
        var validity = body.ReadSequence();
        (fields.From, fields.Until) = (ReadTime(validity), ReadTime(validity));
        fields.Subject = body.ReadEncodedValue().ToArray();
        fields.Spki = body.ReadEncodedValue().ToArray();
        while (body.HasData)
        {
            var tag = body.PeekTag();
            if (!tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 3)))
            {
                body.ReadEncodedValue();
                continue;
            }

            var extensions = body.ReadSequence(tag).ReadSequence();
            while (extensions.HasData) ReadExtension(extensions.ReadSequence(), fields);
        }

        return fields;
    }

    private static void ReadExtension(AsnReader extension, Fields fields)
    {
        var id = extension.ReadObjectIdentifier();
        if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean)) extension.ReadBoolean();
        var value = extension.ReadOctetString();
        switch (id)
        {
            case "2.5.29.19": // basicConstraints
                var constraints = new AsnReader(value, AsnEncodingRules.DER).ReadSequence();
                fields.IsAuthority = constraints.HasData && constraints.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && constraints.ReadBoolean();
                break;
            case "2.5.29.15": // keyUsage: the first two bits are digitalSignature and nonRepudiation
                var bits = new AsnReader(value, AsnEncodingRules.DER).ReadBitString(out _);
                fields.MaySign = bits.Length > 0 && (bits[0] & 0xC0) != 0;
                break;
        }
    }

    private static Instant ReadTime(AsnReader validity) => Instant.From(
        validity.PeekTag().HasSameClassAndValue(new Asn1Tag(UniversalTagNumber.UtcTime)) ? validity.ReadUtcTime() : validity.ReadGeneralizedTime());

    private sealed class Fields
    {
        public byte[] Issuer = [];
        public byte[] Subject = [];
        public byte[] Spki = [];
        public byte[] Serial = [];
        public Instant From;
        public Instant Until;
        public bool IsAuthority;
        public bool MaySign = true;
    }
}
