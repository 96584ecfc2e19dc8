using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>
/// Grows the tree again from its leaves, in one pass over leaves, nodes and roots in key order. After the first damage in the tree
/// everything above it differs too: from there on only the leaves are checked, each against itself.
/// </summary>
internal sealed class TreeAudit(
    Database database, IDbContextFactory<LedgerDb> contexts, IReadOnlyDictionary<string, Sm2PublicKey> keys, List<Damage> damage)
{
    private readonly MerkleFrontier tree = new();
    private readonly List<(long Position, byte[] Hash)> completed = [];
    private readonly Dictionary<long, string> roots = [];
    private readonly SortedSet<DateOnly> days = [];
    private long lastRoot;
    private bool broken;

    public long Roots { get; private set; }

    /// <summary>The recomputed root of this size, hex; null where none was signed or the tree is damaged before it.</summary>
    public string? RootAt(long size) => roots.GetValueOrDefault(size);

    /// <summary>The days with roots before the last such day: all of them were closed before a root of a later day was signed.</summary>
    public IEnumerable<DateOnly> ClosedDays => days.SkipLast(1);

    public async Task Run(CancellationToken cancel)
    {
        // The ledger grows while it is audited: what comes after this size is for the next time.
        var size = await Size(cancel);
        await using var nodes = AuditRow.Read(
            database, "nodes", "Position Hash", $"where \"Position\" < {NodePosition.Below(size)} order by \"Position\"", cancel).GetAsyncEnumerator(cancel);
        await using var signed = AuditRow.Read(
            database, "roots", "Size Hash At PreviousSize KeyId Signature", "order by \"Size\"", cancel).GetAsyncEnumerator(cancel);
        var hasRoot = await signed.MoveNextAsync();
        await foreach (var leaf in AuditRow.Read(database, "leaves", "Index Number Sequence Hash Leaf", $"where \"Index\" < {size} order by \"Index\"", cancel))
        {
            CheckLeaf(leaf);
            foreach (var (position, hash) in completed) await CheckNode(nodes, position, hash);
            completed.Clear();
            while (hasRoot && signed.Current.Number(0) <= tree.Size)
            {
                CheckRoot(signed.Current);
                hasRoot = await signed.MoveNextAsync();
            }
        }

        await CheckTail(hasRoot ? signed : null, cancel);
    }

    /// <summary>Roots and nodes beyond the last leaf: the leaves under them were cut off. A leaf is written before both.</summary>
    private async Task CheckTail(IAsyncEnumerator<AuditRow>? roots, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var most = roots?.Current.Number(0) ?? 0;
        for (; roots is not null; roots = await roots.MoveNextAsync() ? roots : null)
        {
            Roots++;
            most = roots.Current.Number(0) ?? 0;
        }

        var node = await db.Nodes.OrderByDescending(n => n.Position).Select(n => n.Position).FirstOrDefaultAsync(cancel);
        var size = await Size(cancel);
        if (most > size) Broken((int)size, $"有 {most} 条的根，而叶只有 {size} 条：总账末尾被截断");
        else if (node >= Math.Max(1, NodePosition.Below(size))) Broken((int)size, "节点多于叶：总账末尾的叶被删去");
    }

    private async Task<long> Size(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Size(cancel);
    }

    private void CheckLeaf(AuditRow row)
    {
        var expected = tree.Size;
        if (row.Number(0) != expected && !broken)
        {
            Broken((int)expected, $"缺少第 {expected} 片叶，或者序号被改动");
        }

        var (number, sequence, hash, leaf) = (row.Text(1), (int?)row.Number(2), row.Text(3), row.Bytes(4));
        if (number is null || sequence is null || hash is null || leaf is not { Length: Sm3.Size }
            || !LedgerTexts.LeafHash(number, sequence.Value, hash).AsSpan().SequenceEqual(leaf))
        {
            damage.Add(new Damage(number ?? LedgerAuditNames.Ledger, sequence ?? (int)expected, $"第 {expected} 片叶与其内容不符"));
            if (leaf is not { Length: Sm3.Size })
            {
                broken = true;
                leaf = new byte[Sm3.Size];
            }
        }

        tree.Append(leaf, (node, made) =>
        {
            if (node.Level > 0) completed.Add((NodePosition.Of(node), made));
        });
    }

    private async ValueTask CheckNode(IAsyncEnumerator<AuditRow> nodes, long position, byte[] hash)
    {
        if (broken) return;
        if (!await nodes.MoveNextAsync()) Broken((int)tree.Size, $"缺少节点 {position}");
        else if (nodes.Current.Number(0) != position) Broken((int)tree.Size, $"缺少节点 {position}，或者有多余的节点");
        else if (nodes.Current.Bytes(1) is not { } stored || !stored.AsSpan().SequenceEqual(hash)) Broken((int)tree.Size, $"节点 {position} 与其下的叶不符");
    }

    private void CheckRoot(AuditRow row)
    {
        Roots++;
        var size = row.Number(0)!.Value;
        if (broken) return;
        var wrong = size != tree.Size ? "条数与叶不符，或者次序错乱"
            : row.Bytes(1) is not { } hash || !hash.AsSpan().SequenceEqual(tree.Root()) ? "与其下的叶不符"
            : row.Number(3) != lastRoot ? "没有接在前一个根之后，中间的根被删去或改动"
            : row.At(2) is not { } at || row.Text(4) is not { } key || row.Text(5) is not { } signature || !keys.TryGetValue(key, out var signer)
              || !new SignedText(LedgerTexts.Root(size, hash, at, lastRoot, key), key, signature).Holds(signer) ? "签名不成立"
            : null;
        if (wrong is null)
        {
            roots[size] = Convert.ToHexStringLower(tree.Root());
            days.Add(row.At(2)!.Value.Date);
        }
        else
        {
            damage.Add(new Damage(LedgerAuditNames.Ledger, (int)size, $"{size} 条的根{wrong}"));
        }

        lastRoot = size;
    }

    private void Broken(int at, string what)
    {
        if (!broken) damage.Add(new Damage(LedgerAuditNames.Ledger, at, what));
        broken = true;
    }
}
