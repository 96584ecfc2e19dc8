using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>The tree as it lies in the tables: leaves in theirs, complete subtrees above them in nodes.</summary>
internal static class Nodes
{
    public static Task<long> Size(this LedgerDb db, CancellationToken cancel) =>
        db.Leaves.OrderByDescending(l => l.Index).Select(l => l.Index + 1).FirstOrDefaultAsync(cancel);

    /// <summary>The hashes of these nodes, read in one go each from leaves and nodes.</summary>
    public static async Task<Func<MerkleNode, byte[]>> Read(this LedgerDb db, IReadOnlyList<MerkleNode> asked, CancellationToken cancel)
    {
        var leaves = asked.Where(n => n.Level == 0).Select(n => n.Index).ToList();
        var above = asked.Where(n => n.Level > 0).Select(NodePosition.Of).ToList();
        var leafHashes = await db.Leaves.AsNoTracking().Where(l => leaves.Contains(l.Index)).ToDictionaryAsync(l => l.Index, l => l.Leaf, cancel);
        var nodeHashes = await db.Nodes.AsNoTracking().Where(n => above.Contains(n.Position)).ToDictionaryAsync(n => n.Position, n => n.Hash, cancel);
        return node => node.Level == 0 ? leafHashes[node.Index] : nodeHashes[NodePosition.Of(node)];
    }

    /// <summary>The right edge of the tree: all that is needed to append.</summary>
    public static async Task<MerkleFrontier> Frontier(this LedgerDb db, CancellationToken cancel)
    {
        var size = await db.Size(cancel);
        var edge = NodePosition.Edge(size);
        var hashes = await db.Read(edge, cancel);
        var bytes = new byte[sizeof(long) + (edge.Count * Sm3.Size)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, size);
        for (var i = 0; i < edge.Count; i++) hashes(edge[i]).CopyTo(bytes, sizeof(long) + (i * Sm3.Size));
        return MerkleFrontier.FromBytes(bytes);
    }
}
