using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class MerkleTests
{
    private const int Most = 200;

    private static readonly byte[][] Leaves =
        [.. Enumerable.Range(0, Most).Select(i => MerkleTree.Leaf(Encoding.ASCII.GetBytes($"event {i}")))];

    private static readonly byte[][] Roots = [.. Enumerable.Range(0, Most + 1).Select(size => MerkleTree.Root(Leaves[..size]))];

    // RFC 6962 §2.1, written down as it stands there: the slow model of everything below.
    [Fact]
    public void The_root_is_that_of_the_RFC_for_every_size()
    {
        Assert.All(Enumerable.Range(0, Most + 1), size => Assert.Equal(Slow(Leaves[..size]), Roots[size]));

        static byte[] Slow(byte[][] leaves)
        {
            if (leaves.Length == 0) return Sm3.Of(default);
            if (leaves.Length == 1) return leaves[0];
            var left = 1;
            while (left * 2 < leaves.Length) left *= 2;
            return Sm3.Of([1, .. Slow(leaves[..left]), .. Slow(leaves[left..])]);
        }
    }

    [Fact]
    public void A_leaf_is_SM3_of_a_zero_and_the_data() => Assert.Equal(Sm3.Of([0, .. "event 0"u8]), Leaves[0]);

    [Fact]
    public void Every_leaf_of_every_size_is_proved_to_be_in()
    {
        for (var size = 1; size <= Most; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(index, Leaves[..size]);
                Assert.True(MerkleProof.VerifyInclusion(Leaves[index], index, size, proof, Roots[size]), $"{index} of {size}");
            }
        }
    }

    [Fact]
    public void Another_leaf_index_or_root_is_not_proved_to_be_in()
    {
        for (var size = 1; size <= Most; size += size < 20 ? 1 : 29)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(index, Leaves[..size]);
                for (var other = -1; other <= size; other++)
                {
                    if (other == index) continue;
                    Assert.False(MerkleProof.VerifyInclusion(Leaves[index], other, size, proof, Roots[size]), $"{index} as {other} of {size}");
                    if (other < 0 || other == size) continue;
                    Assert.False(MerkleProof.VerifyInclusion(Leaves[other], index, size, proof, Roots[size]), $"{other} for {index} of {size}");
                }

                // The size is not in the root, but with the root that has it no other size passes.
                for (var other = 0; other <= Most; other++)
                {
                    if (other == size) continue;
                    Assert.False(MerkleProof.VerifyInclusion(Leaves[index], index, other, proof, Roots[other]), $"{index} of {other} for {size}");
                }
            }
        }
    }

    [Fact]
    public void A_proof_of_inclusion_with_one_changed_byte_or_hash_fails()
    {
        foreach (var size in new[] { 1, 2, 3, 7, 8, 9, 100, 127, 128, 129, Most })
        {
            var index = size * 2 / 3;
            var proof = MerkleTree.InclusionProof(index, Leaves[..size]);
            Assert.All(Damaged(proof), wrong => Assert.False(MerkleProof.VerifyInclusion(Leaves[index], index, size, wrong, Roots[size])));
            Assert.All(Flips(Leaves[index]), wrong => Assert.False(MerkleProof.VerifyInclusion(wrong, index, size, proof, Roots[size])));
            Assert.All(Flips(Roots[size]), wrong => Assert.False(MerkleProof.VerifyInclusion(Leaves[index], index, size, proof, wrong)));
        }
    }

    [Fact]
    public void Every_root_is_proved_to_continue_every_earlier_one()
    {
        for (var size = 0; size <= Most; size++)
        {
            for (var old = 0; old <= size; old++)
            {
                var proof = MerkleTree.ConsistencyProof(old, Leaves[..size]);
                Assert.True(MerkleProof.VerifyConsistency(old, Roots[old], size, Roots[size], proof), $"{old} to {size}");
            }
        }
    }

    [Fact]
    public void A_root_of_another_size_or_history_is_not_proved_to_continue()
    {
        for (var size = 2; size <= 70; size++)
        {
            for (var old = 1; old < size; old++)
            {
                var proof = MerkleTree.ConsistencyProof(old, Leaves[..size]);
                for (var other = 0; other <= 70; other++)
                {
                    if (other != old) Assert.False(MerkleProof.VerifyConsistency(other, Roots[other], size, Roots[size], proof), $"{old} as {other} to {size}");
                    if (other != size) Assert.False(MerkleProof.VerifyConsistency(old, Roots[old], other, Roots[other], proof), $"{old} to {size} as {other}");
                }

                // A history in which one early leaf was exchanged has an honest-looking root and proof of its own.
                var forged = Leaves[..size];
                forged[old / 2] = Leaves[Most - 1];
                var forgedProof = MerkleTree.ConsistencyProof(old, forged);
                Assert.False(MerkleProof.VerifyConsistency(old, Roots[old], size, MerkleTree.Root(forged), forgedProof));
            }
        }
    }

    [Fact]
    public void A_proof_of_consistency_with_one_changed_byte_or_hash_fails()
    {
        foreach (var (old, size) in new[] { (0, 5), (5, 5), (1, 2), (2, 3), (3, 7), (4, 7), (6, 8), (8, 9), (64, 100), (100, 129), (127, 128), (128, Most) })
        {
            var proof = MerkleTree.ConsistencyProof(old, Leaves[..size]);
            Assert.All(Damaged(proof), wrong => Assert.False(MerkleProof.VerifyConsistency(old, Roots[old], size, Roots[size], wrong)));
            Assert.All(Flips(Roots[old]), wrong => Assert.False(MerkleProof.VerifyConsistency(old, wrong, size, Roots[size], proof)));
            // Whoever has seen nothing yet has nothing to compare with.
            if (old == 0) continue;
            Assert.All(Flips(Roots[size]), wrong => Assert.False(MerkleProof.VerifyConsistency(old, Roots[old], size, wrong, proof)));
        }
    }

    [Fact]
    public void A_frontier_has_the_tree_s_root_at_every_size_also_after_a_restart()
    {
        var frontier = new MerkleFrontier();
        for (var size = 0; size < Most; size++)
        {
            Assert.Equal(Roots[size], frontier.Root());
            frontier = MerkleFrontier.FromBytes(frontier.ToBytes());
            frontier.Append(Leaves[size]);
            Assert.Equal(size + 1, frontier.Size);
        }

        Assert.Equal(Roots[Most], frontier.Root());
    }

    [Fact]
    public void From_the_nodes_that_a_frontier_tells_everything_is_proved_with_few_reads()
    {
        var kept = new Dictionary<MerkleNode, byte[]>();
        var frontier = new MerkleFrontier();
        foreach (var leaf in Leaves) frontier.Append(leaf, (node, hash) => Assert.True(kept.TryAdd(node, hash)));

        for (var size = 1; size <= Most; size += 7)
        {
            for (var index = 0; index < size; index++)
            {
                var read = MerkleTree.InclusionNodes(index, size).ToDictionary(node => node, node => kept[node]);
                Assert.InRange(read.Count, 0, 16);
                Assert.Equal(MerkleTree.InclusionProof(index, Leaves[..size]), MerkleTree.InclusionProof(index, size, node => read[node]));
                read = MerkleTree.ConsistencyNodes(index, size).ToDictionary(node => node, node => kept[node]);
                Assert.Equal(MerkleTree.ConsistencyProof(index, Leaves[..size]), MerkleTree.ConsistencyProof(index, size, node => read[node]));
            }
        }
    }

    [Fact]
    public void What_is_no_frontier_is_refused()
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in Leaves[..7]) frontier.Append(leaf);
        var bytes = frontier.ToBytes();

        for (var length = 0; length < bytes.Length; length++) Assert.Throws<FormatException>(() => MerkleFrontier.FromBytes(bytes.AsSpan(0, length)));
        Assert.Throws<FormatException>(() => MerkleFrontier.FromBytes([.. bytes, 0]));
        Assert.Throws<FormatException>(() => MerkleFrontier.FromBytes([0xff, .. bytes[1..]]));
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    public void To_ask_for_a_leaf_that_is_not_there_is_a_bug(int index, int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.InclusionProof(index, Leaves[..size]));

    private static IEnumerable<byte[]> Flips(byte[] hash) => Enumerable.Range(0, hash.Length).Select(place =>
    {
        var flipped = (byte[])hash.Clone();
        flipped[place] ^= 0x10;
        return flipped;
    });

    // Each byte flipped, each hash left out, doubled or cut, two neighbours exchanged, one too many at either end.
    private static IEnumerable<IReadOnlyList<byte[]>> Damaged(IReadOnlyList<byte[]> proof)
    {
        byte[][] all = [.. proof];
        yield return [.. all, Leaves[0]];
        yield return [Leaves[0], .. all];
        for (var i = 0; i < all.Length; i++)
        {
            var (before, after) = (all[..i], all[(i + 1)..]);
            foreach (var flipped in Flips(all[i])) yield return [.. before, flipped, .. after];
            yield return [.. before, .. after];
            yield return [.. before, all[i], all[i], .. after];
            yield return [.. before, all[i][..31], .. after];
            if (after.Length > 0) yield return [.. before, after[0], all[i], .. after[1..]];
        }
    }
}
