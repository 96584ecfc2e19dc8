using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class SealedBoxTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];

    [Fact]
    public void What_was_sealed_opens_with_the_same_key_and_context() =>
        (from length in Gen.Elements(16, 32)
         from key in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), length)
         from context in Some.Bytes(40)
         from plain in Some.Bytes(400)
         select (key, context, plain))
        .Holds(given => SealedBox.TryOpen(given.key, given.context, SealedBox.Seal(given.key, given.context, given.plain), out var opened)
            && opened.AsSpan().SequenceEqual(given.plain));

    [Fact]
    public void Every_flipped_bit_of_a_box_is_noticed()
    {
        var box = SealedBox.Seal(Key, "papers/name/17"u8, "王小明"u8);
        for (var bit = 0; bit < box.Length * 8; bit++)
        {
            var changed = (byte[])box.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(SealedBox.TryOpen(Key, "papers/name/17"u8, changed, out var plain), $"bit {bit}");
            Assert.Null(plain);
        }
    }

    [Fact]
    public void A_box_cut_short_or_made_longer_does_not_open()
    {
        var box = SealedBox.Seal(Key, default, "王小明"u8);
        for (var length = 0; length < box.Length; length++) Assert.False(SealedBox.TryOpen(Key, default, box.AsSpan(0, length), out _));
        Assert.False(SealedBox.TryOpen(Key, default, [.. box, 0], out _));
    }

    [Fact]
    public void A_box_opens_only_in_its_own_place()
    {
        var box = SealedBox.Seal(Key, "papers/name/17"u8, "王小明"u8);

        Assert.False(SealedBox.TryOpen(Key, "papers/name/18"u8, box, out _));
        Assert.False(SealedBox.TryOpen(Key, "papers/name/1"u8, box, out _));
        Assert.False(SealedBox.TryOpen(Key, default, box, out _));
    }

    [Fact]
    public void Bytes_cannot_wander_from_the_context_into_the_box()
    {
        var box = SealedBox.Seal(Key, "papers/17"u8, "王小明"u8);
        byte[] wandered = [box[0], (byte)'7', .. box[1..]];

        Assert.False(SealedBox.TryOpen(Key, "papers/1"u8, wandered, out _));
    }

    [Fact]
    public void Another_key_does_not_open_it() => Enumerable.Range(0, Key.Length).ToList().ForEach(place =>
    {
        var other = (byte[])Key.Clone();
        other[place] ^= 1;
        Assert.False(SealedBox.TryOpen(other, default, SealedBox.Seal(Key, default, "王小明"u8), out _));
    });

    [Fact]
    public void The_same_contents_never_look_the_same()
    {
        var boxes = Enumerable.Range(0, 200).Select(_ => Convert.ToHexString(SealedBox.Seal(Key, default, "王小明"u8))).ToList();

        Assert.Equal(boxes.Count, boxes.Select(box => box[2..34]).Distinct().Count());
        Assert.Equal(boxes.Count, boxes.Select(box => box[34..^64]).Distinct().Count());
    }

    // A box of version 1 made by the openssl command line, key derivation, cipher and MAC: what is stored must open for ever.
    [Fact]
    public void A_box_of_long_ago_still_opens()
    {
        var box = Convert.FromHexString("016465666768696a6b6c6d6e6f70717273b909d07c813875ee8513a76d99ff7d82678cb0470069402dc105a3f13f2937e6058a5039c4d1cf29da");

        Assert.True(SealedBox.TryOpen(Key, "papers/name/17"u8, box, out var plain));
        Assert.Equal("王小明"u8, plain);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(24)]
    public void A_key_of_another_length_is_a_bug(int length) =>
        Assert.Throws<ArgumentException>(() => SealedBox.Seal(new byte[length], default, default));
}
