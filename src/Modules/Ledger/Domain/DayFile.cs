using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>
/// 日根 as it is published: the signed text, and what proves that the tree of the day before is the beginning of this one. A witness
/// outside keeps the file; whoever has two of them needs nothing of us to compare.
/// </summary>
/// <param name="Consistency">From the day before to this one (RFC 6962), hex.</param>
/// <param name="PublicKey">PEM.</param>
internal sealed record DayFile(
    DateOnly Day, long Size, string Root, DateOnly? PreviousDay, long PreviousSize, string PreviousRoot, IReadOnlyList<string> Consistency,
    string Text, string KeyId, string PublicKey, string Signature)
{
    public SignedText Signed => new(Text, KeyId, Signature);

    /// <summary>Does the text say what the fields say, and is the earlier tree the beginning of this one?</summary>
    public bool Agrees()
    {
        (DateOnly, long, byte[])? before = PreviousDay is { } day ? (day, PreviousSize, Convert.FromHexString(PreviousRoot)) : null;
        return Text == LedgerTexts.Day(Day, Size, Convert.FromHexString(Root), before, KeyId)
            && MerkleProof.VerifyConsistency(
                PreviousSize, Convert.FromHexString(PreviousRoot), Size, Convert.FromHexString(Root), [.. Consistency.Select(Convert.FromHexString)]);
    }
}
