using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Host;
using OneWindow.Kernel;
using OneWindow.Tests.Modules;
using OneWindow.Tests.Modules.Materials;

namespace OneWindow.Tests.Kernel;

/// <summary>Signatures as tools make them: RSA and ECDSA by .NET's own writer, SM2 by the stand-in's.</summary>
public sealed class ElectronicSignatureTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("申请书\n事项：食品经营许可\n");
    private static readonly Instant Now = World.At("2025-03-03 09:00");

    public static TheoryData<string> Algorithms => ["SM2", "RSA", "ECDSA"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void What_was_signed_fits_and_names_its_signer(string algorithm)
    {
        var (cms, root) = Signed(algorithm);
        Assert.True(ElectronicSignature.TryParse(cms, out var signature));
        Assert.True(signature.Fits(Content));
        Assert.Equal("苏景澄", signature.Certificate.Name);
        Assert.True(signature.Certificate.MaySign);
        Assert.True(Trusting(root).Trust(signature.Certificate, signature.Others, Now));
        Assert.False(TrustedIssuers.None.Trust(signature.Certificate, signature.Others, Now));
        Assert.False(Trusting(Signed(algorithm).Root).Trust(signature.Certificate, signature.Others, Now));
        Assert.False(Trusting(root).Trust(signature.Certificate, signature.Others, World.At("2045-03-03 09:00")));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Any_byte_that_is_changed_shows(string algorithm)
    {
        var (cms, root) = Signed(algorithm);
        var issuers = Trusting(root);
        Assert.True(ElectronicSignature.TryParse(cms, out var whole));
        Prop.ForAll(Gen.Choose(0, Content.Length - 1).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (at, flip) =>
        {
            var changed = (byte[])Content.Clone();
            changed[at] ^= (byte)flip;
            return !whole.Fits(changed);
        }).QuickCheckThrowOnFailure();
        // In the signature itself: no longer readable, no longer fitting, or no longer of a trusted signer.
        Prop.ForAll(Gen.Choose(0, cms.Length - 1).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (at, flip) =>
        {
            var changed = (byte[])cms.Clone();
            changed[at] ^= (byte)flip;
            return !ElectronicSignature.TryParse(changed, out var read) || !read.Fits(Content) || !issuers.Trust(read.Certificate, read.Others, Now)
                || (read.Certificate.Name == "苏景澄" && read.Certificate.Der.AsSpan().SequenceEqual(whole.Certificate.Der));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_no_signature_is_refused_without_breaking()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => !ElectronicSignature.TryParse(bytes, out _) && !SigningCertificate.TryParse(bytes, out _) && SignedPdf.Read(bytes) is null)
            .QuickCheckThrowOnFailure();
        var (cms, _) = Signed("SM2");
        for (var length = 0; length < cms.Length; length += 7) Assert.False(ElectronicSignature.TryParse(cms.AsSpan(0, length), out _));
    }

    [Fact]
    public void A_chain_has_an_authority_at_every_link_but_the_first()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=自封的机构", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var plain = request.CreateSelfSigned(Now.ToChina().AddDays(-1), Now.ToChina().AddYears(1));
        using var leaf = RSA.Create(2048);
        using var issued = new CertificateRequest("CN=冒名", leaf, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(plain.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), Now.ToChina().AddDays(-1), Now.ToChina().AddDays(9), [1, 2, 3]);
        Assert.True(SigningCertificate.TryParse(issued.RawData, out var end));
        Assert.True(SigningCertificate.TryParse(plain.RawData, out var never));
        Assert.False(end.IsIssuedBy(never));
        Assert.False(new TrustedIssuers([never]).Trust(end, [never], Now));
    }

    [Fact]
    public void Weak_keys_and_old_digests_are_not_accepted()
    {
        Assert.False(ElectronicSignature.TryParse(ByDotNet(RSA.Create(1024), HashAlgorithmName.SHA256).Cms, out var weak) && weak.Fits(Content));
        Assert.False(ElectronicSignature.TryParse(ByDotNet(RSA.Create(2048), HashAlgorithmName.SHA1).Cms, out var old) && old.Fits(Content));
    }

    [Fact]
    public void A_pdf_is_signed_from_end_to_end_or_it_is_told()
    {
        using var tool = new SigningStandIn(new MovedClock(Now));
        var pdf = SignedPapers.Pdf(tool, "苏景澄");
        Assert.True(SignedPdf.Read(pdf) is { Fits: true, IsWhole: true, Signature.Certificate.Name: "苏景澄" });
        Assert.True(SignedPdf.Read([.. pdf, .. "\n%%EOF appended"u8]) is { Fits: true, IsWhole: false });
        var changed = (byte[])pdf.Clone();
        changed[12] ^= 1;
        Assert.True(SignedPdf.Read(changed) is { Fits: false });
        Assert.Null(SignedPdf.Read(Papers.Pdf()));
    }

    private static TrustedIssuers Trusting(byte[] root) => new([SigningCertificate.TryParse(root, out var known) ? known : throw new CryptographicException("no root")]);

    private static (byte[] Cms, byte[] Root) Signed(string algorithm)
    {
        if (algorithm == "RSA") return ByDotNet(RSA.Create(2048), HashAlgorithmName.SHA256);
        if (algorithm == "ECDSA") return ByDotNet(ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        using var tool = new SigningStandIn(new MovedClock(Now));
        return (tool.Sign("苏景澄", Content), tool.Root());
    }

    private static (byte[] Cms, byte[] Root) ByDotNet(AsymmetricAlgorithm own, HashAlgorithmName digest)
    {
        using var above = RSA.Create(2048);
        var authority = new CertificateRequest("CN=测试认证机构", above, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(Now.ToChina().AddDays(-9), Now.ToChina().AddYears(9));
        var name = new X500DistinguishedName("CN=苏景澄");
        var request = own is RSA rsa ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : new CertificateRequest(name, (ECDsa)own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, true));
        using var bare = request.Create(root.SubjectName, X509SignatureGenerator.CreateForRSA(above, RSASignaturePadding.Pkcs1), Now.ToChina().AddDays(-1), Now.ToChina().AddYears(1), [9, 8, 7]);
        using var certificate = own is RSA r ? bare.CopyWithPrivateKey(r) : bare.CopyWithPrivateKey((ECDsa)own);
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.ComputeSignature(new CmsSigner(certificate) { DigestAlgorithm = new Oid(digest == HashAlgorithmName.SHA1 ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly, SignedAttributes = { new Pkcs9SigningTime(Now.ToChina().DateTime) } });
        own.Dispose();
        return (cms.Encode(), root.RawData);
    }
}
