using System.Numerics;
using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>
/// Where a node stands in the order in which nodes become complete: leaf 0, leaf 1, their parent, leaf 2, …. One number as key, and a
/// reading in key order meets each node just when the tree completes it.
/// </summary>
internal static class NodePosition
{
    public static long Of(MerkleNode node)
    {
        // The leaf with which it completes.
        var last = ((node.Index + 1) << node.Level) - 1;
        return Below(last) + node.Level;
    }

    /// <summary>How many nodes, leaves among them, a tree of this size has completed: all its positions are below.</summary>
    public static long Below(long size) => (2 * size) - BitOperations.PopCount((ulong)size);

    /// <summary>The roots of the complete subtrees of a tree of this size, the largest first.</summary>
    public static IReadOnlyList<MerkleNode> Edge(long size)
    {
        List<MerkleNode> edge = [];
        var start = 0L;
        for (var level = 62; level >= 0; level--)
        {
            if (((size >> level) & 1) == 0) continue;
            edge.Add(new MerkleNode(level, start >> level));
            start += 1L << level;
        }

        return edge;
    }
}
