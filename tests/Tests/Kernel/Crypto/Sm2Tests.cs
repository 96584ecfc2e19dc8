using System.Formats.Asn1;
using System.Security.Cryptography;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class Sm2Tests : IDisposable
{
    // GB/T 32918.5-2017 appendix A.2: the signature of "message digest" under the default id on the recommended curve.
    private const string PublishedKey =
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";

    private const string PublishedSignature =
        "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

    private readonly Sm2PrivateKey key = Sm2PrivateKey.Generate();

    public void Dispose() => key.Dispose();

    [Fact]
    public void The_published_signature_verifies()
    {
        using var published = Sm2PublicKey.FromSpki(Spki(PublishedKey));
        var signature = Sm2Signature.ToDer(Convert.FromHexString(PublishedSignature));

        Assert.True(published.Verify("message digest"u8, signature));
        Assert.False(published.Verify("message digesu"u8, signature));
    }

    [Fact]
    public void What_one_half_signs_the_other_verifies()
    {
        using var shown = key.Public();
        Gen.Choose(0, 5000).SelectMany(Some.Bytes).Holds(message => shown.Verify(message, key.Sign(message)));
    }

    [Fact]
    public void A_changed_message_signature_or_key_does_not_verify()
    {
        using var shown = key.Public();
        using var other = Sm2PrivateKey.Generate();
        using var otherShown = other.Public();
        var message = "收件凭证 370202"u8.ToArray();
        var signature = key.Sign(message);

        Assert.False(otherShown.Verify(message, signature));
        Assert.All(Enumerable.Range(0, message.Length), place => Assert.False(shown.Verify(Flipped(message, place), signature)));
        Assert.All(Enumerable.Range(0, signature.Length), place => Assert.False(shown.Verify(message, Flipped(signature, place))));
        Assert.False(shown.Verify(message, default));
        Assert.False(shown.Verify(message, [.. signature, 0]));
        Assert.False(shown.Verify(message, Sm2Signature.ToDer(new byte[64])));
    }

    [Fact]
    public void A_key_written_out_and_read_back_is_the_same_key()
    {
        using var again = Sm2PrivateKey.FromPkcs8(key.ToPkcs8());
        using var shown = key.Public();
        using var shownAgain = Sm2PublicKey.FromSpki(shown.ToSpki());

        Assert.Equal(key.ToPkcs8(), again.ToPkcs8());
        Assert.Equal(shown.ToSpki(), shownAgain.ToSpki());
        Assert.True(shownAgain.Verify("body"u8, again.Sign("body"u8)));
    }

    // SM2's own OIDs: 1.2.840.10045.2.1 ecPublicKey on 1.2.156.10197.1.301.
    [Fact]
    public void Keys_are_written_in_the_forms_that_others_read()
    {
        using var shown = key.Public();
        var point = shown.ToSpki()[^64..];
        Assert.Equal(Spki(Convert.ToHexString(point)), shown.ToSpki());

        var info = new AsnReader(key.ToPkcs8(), AsnEncodingRules.DER).ReadSequence();
        Assert.True(info.TryReadInt32(out var version));
        Assert.Equal(0, version);
        var algorithm = info.ReadSequence();
        Assert.Equal("1.2.840.10045.2.1", algorithm.ReadObjectIdentifier());
        Assert.Equal("1.2.156.10197.1.301", algorithm.ReadObjectIdentifier());
    }

    [Fact]
    public void What_is_no_SM2_key_is_refused()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var shown = key.Public();
        var offCurve = shown.ToSpki();
        offCurve[^1] ^= 1;

        Assert.Throws<CryptographicException>(() => Sm2PrivateKey.FromPkcs8(default));
        Assert.Throws<CryptographicException>(() => Sm2PrivateKey.FromPkcs8("not a key"u8));
        Assert.Throws<CryptographicException>(() => Sm2PrivateKey.FromPkcs8(foreign.ExportPkcs8PrivateKey()));
        Assert.Throws<CryptographicException>(() => Sm2PrivateKey.FromPkcs8([.. key.ToPkcs8(), 0]));
        Assert.Throws<CryptographicException>(() => Sm2PublicKey.FromSpki(default));
        Assert.Throws<CryptographicException>(() => Sm2PublicKey.FromSpki(foreign.ExportSubjectPublicKeyInfo()));
        Assert.Throws<CryptographicException>(() => Sm2PublicKey.FromSpki([.. shown.ToSpki(), 0]));
        Assert.Throws<CryptographicException>(() => Sm2PublicKey.FromSpki(offCurve));
    }

    [Fact]
    public void Both_forms_of_a_signature_turn_into_each_other()
    {
        Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), 64).Holds(raw =>
            Sm2Signature.TryToRaw(Sm2Signature.ToDer(raw), out var again) && again.AsSpan().SequenceEqual(raw));
        for (var i = 0; i < 50; i++)
        {
            var der = key.Sign([(byte)i]);
            Assert.True(Sm2Signature.TryToRaw(der, out var raw));
            Assert.Equal(der, Sm2Signature.ToDer(raw));
        }
    }

    // Leading zeros are dropped, and a first bit that is set gets a zero before it.
    [Theory]
    [InlineData("00", "020100")]
    [InlineData("7f", "02017f")]
    [InlineData("80", "02020080")]
    public void Integers_in_DER_are_the_shortest_possible(string value, string encoded)
    {
        var half = new string('0', 62) + value;
        var der = Sm2Signature.ToDer(Convert.FromHexString(half + half));

        Assert.Equal($"30{encoded.Length:x2}{encoded}{encoded}", Convert.ToHexStringLower(der));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3006020101020101ff")] // something after it
    [InlineData("3003020101")] // only one
    [InlineData("3009020101020101020101")] // three
    [InlineData("30060201ff020101")] // negative
    [InlineData("300702020001020101")] // not the shortest
    [InlineData("3026022101000000000000000000000000000000000000000000000000000000000000000002 0101")] // 33 bytes
    public void What_is_no_signature_has_no_bare_form(string der) =>
        Assert.False(Sm2Signature.TryToRaw(Convert.FromHexString(der.Replace(" ", "", StringComparison.Ordinal)), out _));

    [Fact]
    public void Many_threads_may_sign_with_one_key()
    {
        using var shown = key.Public();
        var verified = Enumerable.Range(0, 64).AsParallel().Count(i => shown.Verify([(byte)i], key.Sign([(byte)i])));

        Assert.Equal(64, verified);
    }

    private static byte[] Flipped(byte[] bytes, int place)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[place] ^= 1;
        return flipped;
    }

    private static byte[] Spki(string point) =>
        Convert.FromHexString("3059301306072A8648CE3D020106082A811CCF5501822D03420004" + point);
}
