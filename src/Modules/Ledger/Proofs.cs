using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>入链证明 as programs read it: the leaf, the way to the root, and the signed root.</summary>
/// <param name="Path">Siblings from the leaf up (RFC 6962), hex.</param>
/// <param name="Root">Hex.</param>
/// <param name="At">When the root was signed.</param>
/// <param name="Text">What was signed.</param>
internal sealed record Inclusion(
    string Leaf, long Index, long Size, IReadOnlyList<string> Path, string Root, Instant At, string KeyId, string Signature, string Text)
{
    [JsonIgnore]
    public SignedText Signed => new(Text, KeyId, Signature);
}

/// <summary>Proofs from the tables, always against the first root that covers the leaf: it tells how late it was, and it stays the same.</summary>
internal sealed class Proofs(IDbContextFactory<LedgerDb> contexts)
{
    public async Task<LeafRow?> LeafOf(string number, int sequence, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Leaves.AsNoTracking().FirstOrDefaultAsync(l => l.Number == number && l.Sequence == sequence, cancel);
    }

    /// <summary>Null: no signed root covers it yet.</summary>
    public async Task<Inclusion?> Of(LeafRow leaf, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var root = await db.Roots.AsNoTracking().Where(r => r.Size > leaf.Index).OrderBy(r => r.Size).FirstOrDefaultAsync(cancel);
        if (root is null) return null;
        var nodes = await db.Read(MerkleTree.InclusionNodes(leaf.Index, root.Size), cancel);
        var path = MerkleTree.InclusionProof(leaf.Index, root.Size, nodes);
        return new Inclusion(
            Convert.ToHexStringLower(leaf.Leaf), leaf.Index, root.Size, [.. path.Select(Convert.ToHexStringLower)],
            Convert.ToHexStringLower(root.Hash), root.At, root.KeyId, root.Signature,
            LedgerTexts.Root(root.Size, root.Hash, root.At, root.PreviousSize, root.KeyId));
    }
}
