using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>What we promised about one event: signed at once, to be found in a root before <see cref="PromisedBy"/>.</summary>
/// <param name="Signature">SM2 over the promise's canonical text, DER, base64.</param>
public sealed record LedgerPromise(string Number, int Sequence, string Hash, Instant At, Instant PromisedBy, string KeyId, string Signature);

/// <summary>已承诺入链, 已入链, 承诺已过期而未入链.</summary>
public enum LedgerStanding
{
    Promised,
    Included,
    Broken,
}

/// <summary>存证, asked by other modules.</summary>
public interface ILedger
{
    /// <summary>Signs the promise of a place in the ledger within two minutes; the same event always gives the same promise.</summary>
    ValueTask<LedgerPromise> Promise(string number, int sequence, string hash, Instant at, CancellationToken cancel = default);

    ValueTask<LedgerStanding> Standing(string number, int sequence, CancellationToken cancel = default);

    /// <summary>The farthest seal of a log outside the cases: line and hash; null: none is in the ledger.</summary>
    ValueTask<(int Number, string Hash)?> LastSeal(string log, CancellationToken cancel = default);
}
