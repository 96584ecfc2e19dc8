using System.Globalization;
using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>The canonical texts of the ledger. Never changed after release: a further form is a further version in its heading.</summary>
internal static class LedgerTexts
{
    public const string LeafHeading = "OneWindow leaf 1";
    public const string PromiseHeading = "OneWindow promise 1";
    public const string RootHeading = "OneWindow root 1";
    public const string DayHeading = "OneWindow day 1";
    public const string ReceiptHeading = "OneWindow receipt 1";
    public const string DocumentHeading = "OneWindow document 1";

    /// <summary>What a leaf's hash is of: SM3(0x00 ‖ this text).</summary>
    public static string Leaf(string number, int sequence, string hash) =>
        LedgerText.Write(LeafHeading, ("case", number), ("sequence", sequence), ("hash", hash));

    public static byte[] LeafHash(string number, int sequence, string hash) =>
        MerkleTree.Leaf(Encoding.UTF8.GetBytes(Leaf(number, sequence, hash)));

    public static string Promise(string number, int sequence, string hash, Instant at, Instant by, string key) => LedgerText.Write(
        PromiseHeading, ("case", number), ("sequence", sequence), ("hash", hash), ("at", at), ("by", by), ("key", key));

    public static string Of(LedgerPromise promise) =>
        Promise(promise.Number, promise.Sequence, promise.Hash, promise.At, promise.PromisedBy, promise.KeyId);

    public static string Root(long size, byte[] root, Instant at, long previous, string key) => LedgerText.Write(
        RootHeading, ("size", size), ("root", Convert.ToHexStringLower(root)), ("at", at), ("previous", previous), ("key", key));

    /// <param name="before">The day before and its root; null: this is the first day.</param>
    public static string Day(DateOnly day, long size, byte[] root, (DateOnly Day, long Size, byte[] Root)? before, string key) => LedgerText.Write(
        DayHeading,
        ("day", Of(day)),
        ("size", size),
        ("root", Convert.ToHexStringLower(root)),
        ("previous-day", before is { } b ? Of(b.Day) : "-"),
        ("previous-size", before?.Size ?? 0),
        ("previous-root", Convert.ToHexStringLower(before?.Root ?? MerkleTree.EmptyRoot)),
        ("key", key));

    public static string Document(string number, string hash, string key) =>
        LedgerText.Write(DocumentHeading, ("number", number), ("hash", hash), ("key", key));

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
