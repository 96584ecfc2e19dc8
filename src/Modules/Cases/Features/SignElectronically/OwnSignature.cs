using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>申请人自己的电子签名 on a draft: whether it is there, still fits what the draft holds, and what of it goes with the filing.</summary>
internal sealed class OwnSignature(IMaterials materials, ISubjects subjects, IElectronicSignatures signatures, TimeProvider clock)
{
    public static Citation Law { get; } = new("electronic-signature-law-2019", "第十三条");

    private static readonly Refusal Stale = new(
        "cases.signature-stale", "您签名以后，申请的内容有了改动，原来的电子签名对不上了。请重新签名，或者取消电子签名后再提交。", Law);

    /// <summary>Only where the place trusts an issuer, and nobody else signs beside the applicant.</summary>
    public bool IsOffered(Guide guide) => signatures.IsSetUp && guide.Signing is null;

    /// <summary>The text to sign; null: the applicant was erased.</summary>
    public async ValueTask<byte[]?> Text(Draft draft, CancellationToken cancel) => (await Asked(draft, cancel))?.Text;

    /// <summary>May this signature stand under this draft? What the certificate names must be the applicant.</summary>
    /// <param name="cms">As the tool wrote it.</param>
    public async ValueTask<Outcome<DraftSignature>> Take(Draft draft, byte[] cms, CancellationToken cancel)
    {
        if (await Asked(draft, cancel) is not var (applicant, text)) return Drafts.Unknown;
        var check = signatures.Check(text, cms, clock.Now());
        if (check.Standing != SignatureStanding.Valid)
            return new Refusal("cases.signature-not-valid", $"{check.Standing.Words()}。{(check.Standing == SignatureStanding.Altered ? "请重新下载待签内容，不要改动，签名后再交。" : "请换用本地信任的电子认证服务机构签发的证书。")}", Law);
        if (check.Signer != applicant.Name)
            return new Refusal("cases.signature-of-another", $"证书写明的签名人是“{check.Signer}”，不是申请人。请用申请人自己的证书签名。", Law);
        return new DraftSignature(SignedText.Hash(text), Convert.ToBase64String(cms), check.Signer, check.Issuer);
    }

    public async ValueTask<bool> Fits(Draft draft, CancellationToken cancel) =>
        draft.Content.Signature is { } signature && await Text(draft, cancel) is { } text && SignedText.Hash(text) == signature.Text;

    /// <summary>What goes with the filing; refused where the content was changed since, or the certificate no longer holds.</summary>
    public async ValueTask<Outcome<SigningDone?>> Done(Draft draft, CancellationToken cancel)
    {
        if (draft.Content.Signature is not { } signature || await Asked(draft, cancel) is not var (applicant, text)) return (SigningDone?)null;
        var (now, cms) = (clock.Now(), Convert.FromBase64String(signature.Cms));
        if (signatures.Check(text, cms, now).Standing != SignatureStanding.Valid) return Stale;
        var paper = new SignaturePaper(SignaturePaper.Applicant, "申请人", applicant.Name, applicant.Number, null, SigningStrength.Electronic, now, signature.Text, null, null)
        {
            Text = Encoding.UTF8.GetString(text), Cms = signature.Cms,
        };
        return new SigningDone([paper], null);
    }

    /// <summary>Who is to sign, and what; null: he was erased.</summary>
    private async ValueTask<(Subject Applicant, byte[] Text)?> Asked(Draft draft, CancellationToken cancel) =>
        await subjects.Find(draft.Subject, cancel) is { } applicant ? (applicant, SignedText.Of(draft, await materials.InBasket(draft.Id, cancel), applicant)) : null;
}
