using System.Text.Json;
using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>A published key, as it travels with what it signed. Whoever checks compares it with /ledger/key.</summary>
/// <param name="PublicKey">PEM.</param>
internal sealed record KeyFile(string KeyId, string PublicKey);

/// <summary>
/// The receipt as a file: everything that is needed to check it without us. The query code is not in it: who is given the file as
/// evidence is not thereby given the case.
/// </summary>
internal sealed record ReceiptFile(string Kind, SignedText Receipt, SignedText Promise, Inclusion? Inclusion, IReadOnlyList<KeyFile> Keys)
{
    public const string KindName = "OneWindow receipt";

    public const int MostBytes = 256 * 1024;

    /// <summary>Null: not such a file.</summary>
    public static ReceiptFile? Read(string text, JsonSerializerOptions options)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ReceiptFile>(text, options);
            // What a file leaves out arrives as null, whatever the declaration says.
            return file is { Kind: KindName, Receipt: { Text: not null, KeyId: not null, Signature: not null }, Promise: { Text: not null, KeyId: not null, Signature: not null } }
                && (file.Inclusion is null or { Leaf: not null, Path: not null, Root: not null, KeyId: not null, Signature: not null, Text: not null })
                ? file with { Keys = file.Keys ?? [] }
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>One thing that was checked: in order or not, in plain words.</summary>
public sealed record FindingModel(bool Holds, string Words);

/// <summary>
/// 核对凭证: needs no database and no network, only the published keys. Every statement is read from the signed texts themselves, never
/// from what stands beside them.
/// </summary>
internal static class ReceiptCheck
{
    /// <param name="ours">Our published keys by id.</param>
    public static IReadOnlyList<FindingModel> Run(ReceiptFile file, IReadOnlyDictionary<string, Sm2PublicKey> ours)
    {
        List<FindingModel> found = [];
        Say(Signed(file.Receipt, ours), "收件凭证的签名成立：它由本平台签发，内容没有改动。", "收件凭证的签名不成立：内容被改动过，或者不是本平台签发的。");
        Say(Signed(file.Promise, ours), "入链承诺的签名成立。", "入链承诺的签名不成立：内容被改动过，或者不是本平台签发的。");
        var receipt = LedgerText.Read(file.Receipt.Text, LedgerTexts.ReceiptHeading);
        var promise = LedgerText.Read(file.Promise.Text, LedgerTexts.PromiseHeading);
        Say(
            receipt is not null && promise is not null && Same(receipt, promise, "case", "sequence", "hash"),
            "凭证和承诺说的是同一件事。",
            "凭证和承诺说的不是同一件事，不能放在一起使用。");
        if (file.Inclusion is not { } inclusion || promise is null) return found;

        Say(Signed(inclusion.Signed, ours), "总账根的签名成立。", "总账根的签名不成立：内容被改动过，或者不是本平台签发的。");
        var root = LedgerText.Read(inclusion.Text, LedgerTexts.RootHeading);
        Say(root is not null && Includes(promise, inclusion, root), "入链证明成立：这次收件记录已列入总账，不能再被抽走。", "入链证明不成立：按它算不到所附的总账根。");
        if (root is not null && Instant.Parse(root["at"]) > Instant.Parse(promise["by"]))
        {
            found.Add(new FindingModel(false, "入链时间晚于承诺的时间。凭证有效，但平台没有守时，您可以据此投诉。"));
        }

        return found;

        void Say(bool holds, string yes, string no) => found.Add(new FindingModel(holds, holds ? yes : no));
    }

    private static bool Signed(SignedText signed, IReadOnlyDictionary<string, Sm2PublicKey> ours) =>
        ours.TryGetValue(signed.KeyId, out var key) && signed.Holds(key);

    private static bool Same(LedgerText a, LedgerText b, params string[] names) => names.All(n => a.All(n).SequenceEqual(b.All(n)) && a.All(n).Any());

    private static bool Includes(LedgerText promise, Inclusion inclusion, LedgerText root)
    {
        try
        {
            var leaf = LedgerTexts.LeafHash(promise["case"], (int)promise.Number("sequence"), promise["hash"]);
            return MerkleProof.VerifyInclusion(
                leaf, inclusion.Index, root.Number("size"), [.. inclusion.Path.Select(Convert.FromHexString)], Convert.FromHexString(root["root"]));
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidOperationException)
        {
            return false;
        }
    }
}
