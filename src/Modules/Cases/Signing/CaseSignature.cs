using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>签署, as the log keeps it: which party, how strongly, when; who he is and what he signed stand in the sealed paper.</summary>
/// <param name="Paper">Commitment to the <see cref="SignaturePaper"/>.</param>
internal sealed record CaseSignature(string Party, SigningStrength Strength, Instant At, string Paper);

/// <summary>One signature in words, sealed.</summary>
/// <param name="Content">SM3 of the content signed.</param>
/// <param name="By">The account that signed, or the clerk who confirmed the hand; null: by the code sent to <paramref name="Phone"/>.</param>
/// <param name="Scan">SM3 of the scanned sheet.</param>
internal sealed record SignaturePaper(
    string Party, string Words, string Name, string Number, string? Phone, SigningStrength Strength, Instant At, string Content, string? By, string? Scan)
{
    /// <summary>申请人本人, where nobody else signs.</summary>
    public const string Applicant = "applicant";

    /// <summary>电子签名: the text that was signed; <see cref="Content"/> is its SM3.</summary>
    public string? Text { get; init; }

    /// <summary>电子签名 as the tool made it (CMS, base64).</summary>
    public string? Cms { get; init; }

    public static IReadOnlyList<SignaturePaper> Of(SigningRound round) =>
    [
        .. round.Parties.Select(p => new SignaturePaper(
            p.Id, p.Words, p.Name, p.Number, p.How == SigningStrength.PhoneCode ? p.Phone : null, p.How!.Value, p.Since, p.Hash!, p.SignedBy,
            p.How == SigningStrength.Handwritten ? p.ScanHash : null)),
    ];
}

/// <summary>签齐了: what goes with the filing.</summary>
/// <param name="At">When the last one signed: the filing's own instant; null: as it is handed in.</param>
internal sealed record SigningDone(IReadOnlyList<SignaturePaper> Papers, Instant? At);
