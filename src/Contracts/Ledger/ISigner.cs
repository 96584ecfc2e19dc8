namespace OneWindow.Contracts;

/// <summary>An SM2 signature of this installation: whose key (<see cref="KeyId"/>, published at /ledger/key), DER, base64.</summary>
public sealed record LedgerSignature(string KeyId, string Value);

/// <summary>
/// 电子签名 for documents of other modules. It signs nothing but "this document, this hash", under its own heading, so that no signature
/// made here can be taken for a promise or a root.
/// </summary>
public interface ISigner
{
    /// <param name="number">The document's number: one line, no line breaks.</param>
    /// <param name="hash">SM3 of the document, hex.</param>
    ValueTask<LedgerSignature> Sign(string number, string hash, CancellationToken cancel = default);

    ValueTask<bool> Verify(string number, string hash, LedgerSignature signature, CancellationToken cancel = default);
}
