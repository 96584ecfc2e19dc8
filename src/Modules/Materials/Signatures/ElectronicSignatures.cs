using System.Buffers.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Materials;

internal sealed class ElectronicSignatures(IssuerShelf issuers) : IElectronicSignatures
{
    public bool IsSetUp => issuers.Trusted.Count > 0;

    public SignatureCheck Check(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, Instant at) =>
        ElectronicSignature.TryParse(Bare(signature), out var read) ? Judge(read, read.Fits(content), whole: true, at) : SignatureCheck.Nothing;

    public SignatureCheck CheckPdf(ReadOnlySpan<byte> pdf, Instant at) =>
        SignedPdf.Read(pdf) is { } signed ? Judge(signed.Signature, signed.Fits, signed.IsWhole, at) : SignatureCheck.Nothing;

    /// <summary>What stands in a file as it arrives; null: no signature, or a kind in which none is looked for.</summary>
    public SignatureStanding? In(FileKind kind, Stream content, Instant at)
    {
        if (kind != FileKind.Pdf) return null;
        content.Position = 0;
        var pdf = new byte[content.Length];
        content.ReadExactly(pdf);
        return CheckPdf(pdf, at) is { Standing: not SignatureStanding.None and var standing } ? standing : null;
    }

    private SignatureCheck Judge(ElectronicSignature signature, bool fits, bool whole, Instant at)
    {
        var certificate = signature.Certificate;
        var standing = !fits ? SignatureStanding.Altered
            : !whole ? SignatureStanding.AddedTo
            : !certificate.HoldsAt(at) ? SignatureStanding.Expired
            : certificate.MaySign && issuers.Trusted.Trust(certificate, signature.Others, at) ? SignatureStanding.Valid
            : SignatureStanding.Untrusted;
        return new SignatureCheck(standing, certificate.Name ?? certificate.Organisation ?? "", certificate.IssuerName, signature.SaidAt, certificate.From, certificate.Until);
    }

    /// <summary>Tools write DER, base64, or base64 between two lines of words (PEM).</summary>
    private static byte[] Bare(ReadOnlySpan<byte> sent)
    {
        if (sent is [0x30, ..]) return sent.ToArray();
        var text = sent.Trim(" \r\n\t"u8);
        if (text.StartsWith("-----BEGIN"u8) && text.IndexOf((byte)'\n') is > 0 and var begin && text.LastIndexOf("-----END"u8) is var end && end > begin) text = text[begin..end];
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done ? bytes[..written] : [];
    }
}
