using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Materials;

/// <param name="Check">Null: nothing was sent yet.</param>
/// <param name="IsSetUp">The place trusts an issuer; else no signature can be relied on.</param>
public sealed record VerifySignatureModel(FormState Form, SignatureCheck? Check, string FileName, bool IsSetUp, long MostBytes);

/// <summary>
/// 验证电子签名: whoever has a signed file sees who signed it, whether a byte was changed since, and whether the place trusts who issued the certificate. Nothing that is
/// sent is kept. Without an account (电子签名法 第十三条; 重庆办法 第二十九条).
/// </summary>
internal static class VerifySignature
{
    public const string Path = "/verify/signature";
    public const string FileField = "file";
    public const string SignatureField = "signature";
    private const long Wrapping = 1 << 20;

    public static readonly string[] Kinds = [".pdf", ".txt", ".ofd", ".docx", ".xlsx", ".jpg", ".jpeg", ".png", ".webp", ".json", ".xml"];

    private static readonly Refusal TooMany = new("materials.too-many", "验证得太频繁了，请一分钟后再试。", PlatformRules.Capacity);

    private static readonly Refusal Unreadable = new("materials.signature-body", "请用 base64 给出 content（文件）；签名不在 PDF 里的，再给出 signature。", PlatformRules.Input);

    internal sealed record Request(string? Content, string? Signature);

    internal sealed record Response(string Standing, bool Valid, string Words, string? Signer, string? Issuer, string? SignedAt, string? CertificateFrom, string? CertificateUntil);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var most = routes.ServiceProvider.GetRequiredService<MaterialLimits>().MostPerFile + Wrapping;
        routes.MapGet(Path, (ElectronicSignatures signatures, MaterialLimits limits) => Show(FormState.Empty, null, "", signatures, limits)).WithName("AskForSignature").AllowEveryone();
        routes.MapPost(Path, Handle).WithName(nameof(VerifySignature)).AllowEveryone()
            .WithMetadata(new RequestSizeLimitAttribute(most), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = most });
        routes.MapPost("/api/v1/signatures/verify", ByProgram).WithName("VerifySignatureByProgram").WithTags("signatures")
            .WithSummary("验证电子签名：content 是文件（base64）；签名不在 PDF 里的，另给 signature。送来的内容不保存")
            .Produces<Response>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests).AllowEveryone()
            .WithMetadata(new RequestSizeLimitAttribute(most * 3 / 2));
    }

    private static async Task<IResult> Handle(FormReader form, HttpContext context, ElectronicSignatures signatures, MaterialLimits limits, GuessLimit guesses, TimeProvider clock, CancellationToken cancel)
    {
        if (!guesses.Allows(context, null)) return Pages.Refuse(TooMany);
        var file = form.File(FileField, "签了名的文件", limits.MostPerFile, Kinds);
        var apart = form.File(SignatureField, "签名文件", SignatureFiles.MostBytes, SignatureFiles.Endings, required: false);
        if (!form.Ok || file is null) return Show(form.State, null, "", signatures, limits);
        var content = await SentForm.Bytes(file, cancel);
        var signature = apart is null ? null : await SentForm.Bytes(apart, cancel);
        var check = signature is null ? signatures.CheckPdf(content, clock.Now()) : signatures.Check(content, signature, clock.Now());
        return Show(FormState.Empty, check, file.FileName, signatures, limits);
    }

    private static IResult ByProgram(Request asked, HttpContext context, ElectronicSignatures signatures, GuessLimit guesses, TimeProvider clock)
    {
        if (!guesses.Allows(context, null)) return Pages.Problem(TooMany);
        if (Decode(asked.Content) is not { Length: > 0 } content || (asked.Signature is not null && Decode(asked.Signature) is null)) return Pages.Problem(Unreadable);
        var check = Decode(asked.Signature) is { } apart ? signatures.Check(content, apart, clock.Now()) : signatures.CheckPdf(content, clock.Now());
        return Results.Ok(new Response(
            check.Standing.ToString(), check.Standing == SignatureStanding.Valid, check.Standing.Words(), Said(check.Signer), Said(check.Issuer), When(check.SaidAt), When(check.From), When(check.Until)));

        static string? When(Instant? at) => at is { } known ? Words.Machine(known) : null;
        static string? Said(string text) => text.Length > 0 ? text : null;
    }

    private static IResult Show(FormState form, SignatureCheck? check, string name, ElectronicSignatures signatures, MaterialLimits limits) => Pages.Show<VerifySignaturePage>(
        new VerifySignatureModel(form, check, name, signatures.IsSetUp, limits.MostPerFile), form.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static byte[]? Decode(string? base64)
    {
        if (base64 is null) return null;
        var bytes = new byte[(base64.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? bytes[..written] : null;
    }
}
