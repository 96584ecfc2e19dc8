using System.Buffers.Binary;
using System.Numerics;

namespace OneWindow.Kernel;

/// <summary>
/// A Merkle tree that only grows, of which no more is kept than is needed to go on: its size and the roots of the complete subtrees at
/// its right edge, at most 63 hashes. Appending and the root take O(log n). For one thread at a time.
/// </summary>
public sealed class MerkleFrontier
{
    // One root for each bit of the size, the largest first.
    private readonly List<byte[]> edge = [];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Appends one leaf's hash.</summary>
    /// <param name="completed">Is told each node that is now complete, the leaf first: who keeps them can prove anything later.</param>
    public void Append(ReadOnlySpan<byte> leaf, Action<MerkleNode, byte[]>? completed = null)
    {
        if (leaf.Length != Sm3.Size) throw new ArgumentException("A leaf's hash has 32 bytes.", nameof(leaf));
        var hash = leaf.ToArray();
        completed?.Invoke(new(0, Size), hash);
        for (var level = 1; ((Size >> (level - 1)) & 1) == 1; level++)
        {
            var joined = new byte[Sm3.Size];
            MerkleTree.Node(edge[^1], hash, joined);
            edge.RemoveAt(edge.Count - 1);
            hash = joined;
            completed?.Invoke(new(level, Size >> level), hash);
        }

        edge.Add(hash);
        Size++;
    }

    public byte[] Root()
    {
        if (Size == 0) return MerkleTree.EmptyRoot;
        var root = (byte[])edge[^1].Clone();
        for (var i = edge.Count - 2; i >= 0; i--) MerkleTree.Node(edge[i], root, root);
        return root;
    }

    /// <summary>Size, 8 bytes, big end first; then the edge, 32 bytes each, the largest subtree first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(long) + (edge.Count * Sm3.Size)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        for (var i = 0; i < edge.Count; i++) edge[i].CopyTo(bytes, sizeof(long) + (i * Sm3.Size));
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote. Throws <see cref="FormatException"/> on anything else.</summary>
    public static MerkleFrontier FromBytes(ReadOnlySpan<byte> bytes)
    {
        var size = bytes.Length < sizeof(long) ? -1 : BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (size < 0 || bytes.Length != sizeof(long) + (BitOperations.PopCount((ulong)size) * Sm3.Size))
        {
            throw new FormatException("Not a Merkle frontier.");
        }

        var frontier = new MerkleFrontier { Size = size };
        for (var rest = bytes[sizeof(long)..]; !rest.IsEmpty; rest = rest[Sm3.Size..]) frontier.edge.Add(rest[..Sm3.Size].ToArray());
        return frontier;
    }
}
