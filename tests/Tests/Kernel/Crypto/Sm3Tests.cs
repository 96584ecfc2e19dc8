using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class Sm3Tests
{
    // GB/T 32905-2016 appendix A, and the empty text as OpenSSL has it.
    [Theory]
    [InlineData("", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")]
    [InlineData("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData(
        "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    public void It_gives_the_published_hashes(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Sm3.Of(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void Parts_hash_as_the_whole() => Some.Bytes(300).Holds(data =>
    {
        var whole = Sm3.Of(data);
        Span<byte> two = stackalloc byte[32], three = stackalloc byte[32];
        var (a, b) = (data.Length / 3, data.Length / 2);
        Sm3.Hash(data.AsSpan(0, a), data.AsSpan(a), two);
        Sm3.Hash(data.AsSpan(0, a), data.AsSpan(a..b), data.AsSpan(b), three);
        using var hasher = new Sm3Hasher();
        foreach (var value in data) hasher.Append([value]);
        return two.SequenceEqual(whole) && three.SequenceEqual(whole) && hasher.Finish().SequenceEqual(whole);
    });

    [Fact]
    public async Task A_stream_hashes_as_its_bytes()
    {
        var data = new byte[200_000];
        new Random(1).NextBytes(data);
        using var stream = new MemoryStream(data);

        Assert.Equal(Sm3.Of(data), await Sm3Hasher.OfAsync(stream));
    }

    [Fact]
    public void A_finished_hasher_starts_afresh()
    {
        using var hasher = new Sm3Hasher();
        hasher.Append("something else"u8);
        hasher.Finish();
        hasher.Append("abc"u8);

        Assert.Equal(3, hasher.Length);
        Assert.Equal(Sm3.Of("abc"u8), hasher.Finish());
    }

    // `openssl mac -digest SM3 -macopt hexkey:… -in … HMAC`, with a key below, at and above the block of 64 bytes.
    [Theory]
    [InlineData(20, "4e1eded17d9b6938be1fba5b097d6f45bb0589b9a2e618ffef65070e61b3643b")]
    [InlineData(64, "2a92a7ab74518fe93222d036b759d161d9213983233934f74d039b1e017449a9")]
    [InlineData(65, "a8214c0e04eaa12496102dd7d813c374882d515e5c6f50abad00d2bd6a78f108")]
    public void Its_HMAC_is_that_of_OpenSSL(int keyLength, string mac)
    {
        var key = Enumerable.Range(1, keyLength).Select(i => (byte)i).ToArray();
        var ours = new byte[32];
        Sm3.Mac(key, "Hi There"u8, ours);

        Assert.Equal(mac, Convert.ToHexStringLower(ours));
    }

    // `openssl kdf -keylen 80 -kdfopt digest:SM3 -kdfopt hexkey:… [-kdfopt hexsalt:…] -kdfopt hexinfo:… HKDF`, with RFC 5869's first inputs.
    [Theory]
    [InlineData("000102030405060708090a0b0c", "c69fe91b7aaee2dd5718d72dcaee0cce93f1b8e41f792da51261b6a517e68b36ed2c595572b01dfa359bc57c754245c6b5a5b974f538f7d23980f78114d63dab16bd84b9ecfd0a5d501ddfb97bc47d5a")]
    [InlineData("", "8919b9983aa351b2acd63a3c25f170fc64e2b468675cc4e41b0242f5a269287fc6e2f85ea601e1df8b5eacc8322429e310e2df288f157a5263e08496af7a1259ba309ea45e495903fd64c886c4ce715a")]
    public void Its_HKDF_is_that_of_OpenSSL(string salt, string expected)
    {
        var secret = Enumerable.Repeat((byte)0x0b, 22).ToArray();
        var derived = new byte[80];
        Sm3.DeriveKey(secret, Convert.FromHexString(salt), Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9"), derived);

        Assert.Equal(expected, Convert.ToHexStringLower(derived));
    }

    [Fact]
    public void Hashing_into_a_span_allocates_nothing()
    {
        var data = new byte[432];
        Span<byte> into = stackalloc byte[32];
        Sm3.Hash(data, data, into);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Sm3.Hash(data, data, into);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_place_of_the_wrong_length_is_a_bug() => Assert.Throws<ArgumentException>(() => Sm3.Hash("abc"u8, new byte[31]));
}
