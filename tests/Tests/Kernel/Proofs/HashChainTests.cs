using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class HashChainTests
{
    [Fact]
    public void A_link_is_SM3_of_a_zero_the_hash_before_and_the_body()
    {
        var first = new byte[32];
        var second = new byte[32];
        HashChain.Next(HashChain.Genesis, "one"u8, first);
        HashChain.Next(first, "two"u8, second);

        Assert.Equal(Sm3.Of([0, .. new byte[32], .. "one"u8]), first);
        Assert.Equal(Sm3.Of([0, .. first, .. "two"u8]), second);
    }

    [Fact]
    public void Any_changed_byte_of_any_entry_changes_the_head() => Some.Bytes(60).Where(log => log.Length > 0).Holds(log =>
    {
        var head = Head(log);
        return Enumerable.Range(0, log.Length).All(place =>
        {
            var changed = (byte[])log.Clone();
            changed[place] ^= 1;
            return !Head(changed).AsSpan().SequenceEqual(head);
        });
    });

    [Fact]
    public void A_missing_an_extra_and_a_moved_entry_change_the_head()
    {
        byte[] log = [.. Enumerable.Range(0, 40).Select(i => (byte)i)];
        var head = Head(log);

        Assert.NotEqual(head, Head(log[..^4]));
        Assert.NotEqual(head, Head([.. log, 0, 0, 0, 0]));
        Assert.NotEqual(head, Head([.. log[4..8], .. log[..4], .. log[8..]]));
    }

    [Fact]
    public void A_hash_before_of_another_length_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => HashChain.Next(new byte[31], "body"u8, new byte[32]));

    [Fact]
    public void A_link_allocates_nothing_and_may_overwrite_the_one_before()
    {
        var body = new byte[400];
        Span<byte> head = stackalloc byte[32], apart = stackalloc byte[32];
        HashChain.Next(HashChain.Genesis, body, apart);
        HashChain.Next(head, body, head);
        Assert.True(head.SequenceEqual(apart));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) HashChain.Next(head, body, head);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // A log of entries of four bytes.
    private static byte[] Head(byte[] log)
    {
        var head = HashChain.Genesis.ToArray();
        foreach (var entry in log.Chunk(4)) HashChain.Next(head, entry, head);
        return head;
    }
}
