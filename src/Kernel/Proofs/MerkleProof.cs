using System.Numerics;

namespace OneWindow.Kernel;

/// <summary>
/// The two questions that anybody can answer without us, from hashes alone (RFC 9162 §2.1.3.2 and §2.1.4.2; the tree is that of RFC 6962).
/// </summary>
/// <remarks>Size and root belong together: take both from one signed root, for a root alone does not tell its size.</remarks>
public static class MerkleProof
{
    /// <summary>Is this leaf the one of this index among the <paramref name="size"/> leaves of this root?</summary>
    /// <param name="leaf">The leaf's hash, <see cref="MerkleTree.Leaf"/>.</param>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leaf, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leaf.Length != Sm3.Size || !AreHashes(proof)) return false;
        var (node, last) = (index, size - 1);
        Span<byte> hash = stackalloc byte[Sm3.Size];
        leaf.CopyTo(hash);
        foreach (var sibling in proof)
        {
            if (last == 0) return false;
            if (IsRightOrLast(node, last))
            {
                MerkleTree.Node(sibling, hash, hash);
                ClimbAlone(ref node, ref last);
            }
            else
            {
                MerkleTree.Node(hash, sibling, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Are the <paramref name="oldSize"/> leaves of the old root the first ones of the new root, unchanged and in their order?</summary>
    public static bool VerifyConsistency(
        long oldSize, ReadOnlySpan<byte> oldRoot, long size, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> proof)
    {
        if (oldSize < 0 || oldSize > size || oldRoot.Length != Sm3.Size || root.Length != Sm3.Size || !AreHashes(proof)) return false;
        if (oldSize == size) return proof.Count == 0 && oldRoot.SequenceEqual(root);
        if (oldSize == 0) return proof.Count == 0 && oldRoot.SequenceEqual(MerkleTree.EmptyRoot);

        // A complete old tree is a node of the new one, so its root is where the way begins; else the proof names the beginning.
        var complete = BitOperations.IsPow2(oldSize);
        if (!complete && proof.Count == 0) return false;
        var (node, last) = (oldSize - 1, size - 1);
        while ((node & 1) == 1) (node, last) = (node >> 1, last >> 1);
        Span<byte> oldHash = stackalloc byte[Sm3.Size];
        Span<byte> hash = stackalloc byte[Sm3.Size];
        (complete ? oldRoot : proof[0]).CopyTo(oldHash);
        oldHash.CopyTo(hash);
        foreach (var sibling in complete ? proof : proof.Skip(1))
        {
            if (last == 0) return false;
            if (IsRightOrLast(node, last))
            {
                MerkleTree.Node(sibling, oldHash, oldHash);
                MerkleTree.Node(sibling, hash, hash);
                ClimbAlone(ref node, ref last);
            }
            else
            {
                MerkleTree.Node(hash, sibling, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldRoot.SequenceEqual(oldHash) && root.SequenceEqual(hash);
    }

    private static bool IsRightOrLast(long node, long last) => (node & 1) == 1 || node == last;

    // At the right edge a subtree may have no sibling for some levels: there it is carried up as it is.
    private static void ClimbAlone(ref long node, ref long last)
    {
        while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
    }

    private static bool AreHashes(IReadOnlyList<byte[]> proof) => proof.All(hash => hash.Length == Sm3.Size);
}
