using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>A file in the store: content-addressed by SM3, kept once, shown to its owner and to the staff of the case's place.</summary>
public sealed record StoredFile(string Id, string Basket, string Material, string Name, string MediaType, long Size, string Hash, Instant StoredAt)
{
    /// <summary>电子签名 that stands in it, as it was when the file arrived; null: none.</summary>
    public SignatureStanding? Signature { get; init; }
}

/// <summary>What is taken, for forms to say beforehand: endings with the dot, and the most bytes of one file.</summary>
public sealed record FileTerms(IReadOnlyList<string> Endings, long MostPerFile);

/// <summary>
/// 材料. Files gather in a basket (a draft, a correction, a supplement) that belongs to one subject; when the basket is handed in it is
/// frozen and its files are pinned by hash in the case's log.
/// </summary>
public interface IMaterials
{
    FileTerms Terms { get; }

    ValueTask<IReadOnlyList<StoredFile>> InBasket(string basket, CancellationToken cancel = default);

    /// <summary>Opens a basket for a subject at a handling place; idempotent.</summary>
    ValueTask OpenBasket(string basket, string subject, string organisation, RegionCode place, CancellationToken cancel = default);

    /// <summary>Also for a window of another place that receives for this one; idempotent, the longest time holds.</summary>
    /// <param name="until">Null: for good.</param>
    ValueTask ShareBasket(string basket, string organisation, RegionCode place, Instant? until, CancellationToken cancel = default);

    /// <summary>No file is added or removed from here on; idempotent. Returns what is in it.</summary>
    ValueTask<IReadOnlyList<StoredFile>> Freeze(string basket, CancellationToken cancel = default);

    /// <summary>Opens a frozen basket again: only for what was never handed in. Idempotent.</summary>
    ValueTask Thaw(string basket, CancellationToken cancel = default);

    /// <summary>The content of a file; null if it is unknown. The caller has checked that its reader may see it.</summary>
    ValueTask<Stream?> Read(string file, CancellationToken cancel = default);

    /// <summary>Stores one file from a plain multipart form: sniffed, measured, hashed. Refused with words when kind or size is not allowed.</summary>
    ValueTask<Outcome<StoredFile>> Store(string basket, string material, string fileName, Stream content, CancellationToken cancel = default);

    /// <summary>Puts a file that was stored before into another basket; its content is kept once, its age is the old one's. The same again is the same file. The caller has checked that it may be used.</summary>
    ValueTask<Outcome<StoredFile>> Copy(string file, string basket, string material, CancellationToken cancel = default);

    /// <summary>One file by its id; null if it is unknown. The caller has checked that its reader may see it.</summary>
    ValueTask<StoredFile?> Find(string file, CancellationToken cancel = default);

    ValueTask<Outcome<bool>> Remove(string basket, string file, CancellationToken cancel = default);
}
