namespace OneWindow.Kernel;

/// <summary>
/// A log in which each entry's hash holds the one before it: what was changed, left out or moved shows from there on.
/// hash = SM3(0x00 ‖ previous hash ‖ body). Allocates nothing.
/// </summary>
public static class HashChain
{
    private static readonly byte[] Zeros = new byte[Sm3.Size];

    /// <summary>What stands before the first entry: 32 zero bytes.</summary>
    public static ReadOnlySpan<byte> Genesis => Zeros;

    /// <summary>The hash of the next entry.</summary>
    /// <param name="previous">32 bytes: with any other length two different logs could have one hash.</param>
    /// <param name="body">The very bytes that are stored.</param>
    /// <param name="into">32 bytes; may be <paramref name="previous"/> itself.</param>
    public static void Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> body, Span<byte> into)
    {
        if (previous.Length != Sm3.Size) throw new ArgumentException("A chain's hash has 32 bytes.", nameof(previous));
        Sm3.Hash([0x00], previous, body, into);
    }
}
