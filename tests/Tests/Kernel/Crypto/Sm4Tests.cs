using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class Sm4Tests
{
    private static readonly byte[] Key = Convert.FromHexString("0123456789abcdeffedcba9876543210");

    // GB/T 32907-2016 appendix A.1.
    [Fact]
    public void It_gives_the_published_block()
    {
        var block = new byte[16];
        Sm4.Ecb(Key, Key, block);

        Assert.Equal("681edf34d206965e86b3e94f536e4246", Convert.ToHexStringLower(block));
    }

    // GB/T 32907-2016 appendix A.2: the same, a million times over.
    [Fact]
    public void A_million_rounds_give_the_published_block()
    {
        var block = (byte[])Key.Clone();
        for (var i = 0; i < 1_000_000; i++) Sm4.Ecb(Key, block, block);

        Assert.Equal("595298c7c6fd271f0402f804c33d3f66", Convert.ToHexStringLower(block));
    }

    // Counter mode by its definition (GB/T 17964); the counter runs over all 128 bits.
    [Fact]
    public void Counter_mode_is_the_text_xor_the_cipher_of_a_counter()
    {
        byte[] iv = [.. Enumerable.Repeat((byte)0xff, 15), 0xfe];
        var text = new byte[40];
        Random.Shared.NextBytes(text);
        byte[] counters = [.. iv, .. Enumerable.Repeat((byte)0xff, 16), .. new byte[16]];
        var stream = new byte[48];
        Sm4.Ecb(Key, counters, stream);
        var cipher = new byte[40];
        Sm4.Ctr(Key, iv, text, cipher);

        Assert.Equal(text.Zip(stream, (a, b) => (byte)(a ^ b)), cipher);
    }

    [Fact]
    public void Counter_mode_undoes_itself_in_place() => Some.Bytes(100).Holds(text =>
    {
        var worked = (byte[])text.Clone();
        Sm4.Ctr(Key, Key, worked, worked);
        Sm4.Ctr(Key, Key, worked, worked);
        return worked.AsSpan().SequenceEqual(text);
    });

    [Fact]
    public void Half_blocks_short_keys_and_short_places_are_bugs()
    {
        Assert.Throws<ArgumentException>(() => Sm4.Ecb(Key, new byte[15], new byte[15]));
        Assert.Throws<ArgumentException>(() => Sm4.Ecb(new byte[15], new byte[16], new byte[16]));
        Assert.Throws<ArgumentException>(() => Sm4.Ctr(Key, new byte[12], new byte[16], new byte[16]));
        Assert.Throws<ArgumentException>(() => Sm4.Ctr(Key, new byte[16], new byte[16], new byte[15]));
    }
}
