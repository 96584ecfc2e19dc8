using System.Numerics;

namespace OneWindow.Kernel;

/// <summary>A complete subtree: level 0 are the leaves, a node of level n covers 2ⁿ of them, counted from the left.</summary>
public readonly record struct MerkleNode(int Level, long Index);

/// <summary>
/// The tree of RFC 6962 §2.1 with SM3: leaf = SM3(0x00 ‖ data), node = SM3(0x01 ‖ left ‖ right), the left half as large a power of two
/// as fits. One root stands for all leaves; short proofs say that a leaf is in it and that a later root only adds to an earlier one.
/// </summary>
/// <remarks>
/// A root does not say how many leaves it has: sign both together. Proofs ask for hashes of complete subtrees only, which never change
/// once they are complete: keep them as <see cref="MerkleFrontier.Append"/> tells them, and a proof over millions reads a few dozen.
/// </remarks>
public static class MerkleTree
{
    /// <summary>The root of no leaves: SM3 of nothing.</summary>
    public static byte[] EmptyRoot => Sm3.Of(default);

    public static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        var hash = new byte[Sm3.Size];
        Sm3.Hash([0x00], data, hash);
        return hash;
    }

    /// <param name="into">May be <paramref name="left"/> or <paramref name="right"/>.</param>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> into) => Sm3.Hash([0x01], left, right, into);

    /// <summary>The root over these leaf hashes.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leaves) =>
        leaves.Count == 0 ? EmptyRoot : Over(0, leaves.Count, NodesOf(leaves));

    /// <summary>The siblings on the way from leaf <paramref name="index"/> to the root over <paramref name="size"/> leaves, from the bottom up.</summary>
    public static IReadOnlyList<byte[]> InclusionProof(long index, long size, Func<MerkleNode, byte[]> nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        List<byte[]> proof = [];
        var (start, count) = (0L, size);
        while (count > 1)
        {
            var left = LeftOf(count);
            if (index < start + left)
            {
                proof.Add(Over(start + left, count - left, nodes));
                count = left;
            }
            else
            {
                proof.Add(Over(start, left, nodes));
                (start, count) = (start + left, count - left);
            }
        }

        proof.Reverse();
        return proof;
    }

    public static IReadOnlyList<byte[]> InclusionProof(long index, IReadOnlyList<byte[]> leaves) =>
        InclusionProof(index, leaves.Count, NodesOf(leaves));

    /// <summary>What the proof will ask for, to be read in one go.</summary>
    public static IReadOnlyList<MerkleNode> InclusionNodes(long index, long size) => Asked(nodes => InclusionProof(index, size, nodes));

    /// <summary>The hashes from which both roots can be computed: the first <paramref name="oldSize"/> leaves are still the same.</summary>
    /// <param name="oldSize">0 to <paramref name="size"/>. Of nothing, and of the same, there is nothing to prove: the proof is empty.</param>
    public static IReadOnlyList<byte[]> ConsistencyProof(long oldSize, long size, Func<MerkleNode, byte[]> nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        List<byte[]> proof = [];
        if (oldSize == 0) return proof;
        var (start, count, old) = (0L, size, oldSize);
        while (old < count)
        {
            var left = LeftOf(count);
            if (old <= left)
            {
                proof.Add(Over(start + left, count - left, nodes));
                count = left;
            }
            else
            {
                proof.Add(Over(start, left, nodes));
                (start, count, old) = (start + left, count - left, old - left);
            }
        }

        // If the way led only to the left, what is left is the old tree itself, whose root the verifier has.
        if (start > 0) proof.Add(Over(start, count, nodes));
        proof.Reverse();
        return proof;
    }

    public static IReadOnlyList<byte[]> ConsistencyProof(long oldSize, IReadOnlyList<byte[]> leaves) =>
        ConsistencyProof(oldSize, leaves.Count, NodesOf(leaves));

    /// <summary>What the proof will ask for, to be read in one go.</summary>
    public static IReadOnlyList<MerkleNode> ConsistencyNodes(long oldSize, long size) => Asked(nodes => ConsistencyProof(oldSize, size, nodes));

    private static byte[] Over(long start, long count, Func<MerkleNode, byte[]> nodes)
    {
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return nodes(new MerkleNode(level, start >> level));
        }

        var left = LeftOf(count);
        return Join(Over(start, left, nodes), Over(start + left, count - left, nodes));
    }

    private static byte[] Join(byte[] left, byte[] right)
    {
        var hash = new byte[Sm3.Size];
        Node(left, right, hash);
        return hash;
    }

    // The largest power of two below the count.
    private static long LeftOf(long count) => 1L << BitOperations.Log2((ulong)count - 1);

    private static Func<MerkleNode, byte[]> NodesOf(IReadOnlyList<byte[]> leaves)
    {
        return Hash;

        byte[] Hash(MerkleNode node) => node.Level == 0
            ? leaves[(int)node.Index]
            : Join(Hash(new(node.Level - 1, node.Index * 2)), Hash(new(node.Level - 1, (node.Index * 2) + 1)));
    }

    // Which nodes a proof asks for does not depend on what they hash to.
    private static List<MerkleNode> Asked(Action<Func<MerkleNode, byte[]>> proof)
    {
        List<MerkleNode> asked = [];
        var anything = new byte[Sm3.Size];
        proof(node =>
        {
            asked.Add(node);
            return anything;
        });
        return asked;
    }
}
