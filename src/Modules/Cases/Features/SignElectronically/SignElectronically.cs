using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Signer">Who has signed; null: nobody yet.</param>
/// <param name="Stale">Something was changed after it was signed.</param>
public sealed record ElectronicSigningModel(string Draft, string Item, string? Signer, string? Issuer, bool Stale, FormState Form)
{
    /// <summary>On the page for checking; null: not offered here.</summary>
    internal static async ValueTask<ElectronicSigningModel?> Of(Draft draft, OwnSignature own, FormState form, CancellationToken cancel) => own.IsOffered(draft.Guide)
        ? new(draft.Id, draft.Guide.Name, draft.Content.Signature?.Signer, draft.Content.Signature?.Issuer, draft.Content.Signature is not null && !await own.Fits(draft, cancel), form)
        : null;
}

/// <summary>
/// 电子签名: the applicant takes the text of his application, signs it with his own certificate, and brings the signature; it goes with the filing and is as good as his
/// hand (电子签名法 第十三条、第十四条; 重庆办法 第二十九条; 河北方案 三（二）). The applicant and whoever handles the case can take both out again and check them anywhere.
/// </summary>
internal static class SignElectronically
{
    public const string SignatureField = "signature";

    public static string PathOf(string draft) => $"/drafts/{draft}/e-signature";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{draft}/e-signature", Show).WithName("OfferElectronicSignature").AllowRoles(Role.Applicant);
        routes.MapGet("/drafts/{draft}/e-signature/text", Text).WithName("ReadTextToSign").AllowRoles(Role.Applicant);
        routes.MapPost("/drafts/{draft}/e-signature", Take).WithName(nameof(SignElectronically)).AllowRoles(Role.Applicant);
        routes.MapPost("/drafts/{draft}/e-signature/removal", Remove).WithName("RemoveElectronicSignature").AllowRoles(Role.Applicant);
        routes.MapGet("/cases/{number}/e-signature/{part}", OfOwnCase).WithName("ReadOwnElectronicSignature").AllowRoles(Role.Applicant);
        routes.MapGet("/work/cases/{number}/e-signature/{part}", OfCase).WithName("ReadElectronicSignature").AllowRoles(CaseReach.Readers);
    }

    private static async Task<IResult> Show(string draft, HttpContext context, Drafts drafts, OwnSignature own, CancellationToken cancel) =>
        await Find(draft, context, drafts, own, cancel) is { } found ? await Page(found, own, FormState.Empty, cancel) : Pages.Refuse(Drafts.Unknown);

    private static async Task<IResult> Text(string draft, HttpContext context, Drafts drafts, OwnSignature own, CancellationToken cancel)
    {
        if (await Find(draft, context, drafts, own, cancel) is not { } found || await own.Text(found, cancel) is not { } text) return Pages.Refuse(Drafts.Unknown);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(text, "text/plain; charset=utf-8", "申请书.txt");
    }

    private static async Task<IResult> Take(string draft, FormReader form, HttpContext context, Drafts drafts, OwnSignature own, CancellationToken cancel)
    {
        if (await Find(draft, context, drafts, own, cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (form.File(SignatureField, "签名文件", SignatureFiles.MostBytes, SignatureFiles.Endings) is not { } file) return await Page(found, own, form.State, cancel);
        if (!(await own.Take(found, await SentForm.Bytes(file, cancel), cancel)).Try(out var signature, out var why)) return await Page(found, own, form.State.Refused(why), cancel);
        return await Keep(found, signature, context, drafts, own, cancel);
    }

    private static async Task<IResult> Remove(string draft, FormReader form, HttpContext context, Drafts drafts, OwnSignature own, CancellationToken cancel) =>
        await Find(draft, context, drafts, own, cancel) is { } found ? await Keep(found, null, context, drafts, own, cancel) : Pages.Refuse(Drafts.Unknown);

    private static async Task<IResult> Keep(Draft draft, DraftSignature? signature, HttpContext context, Drafts drafts, OwnSignature own, CancellationToken cancel) =>
        (await drafts.Change(draft.Id, context.RequireActor(), d => d.Content with { Signature = signature }, cancel)).Try(out _, out var why)
            ? Results.LocalRedirect(signature is null ? PathOf(draft.Id) : $"/drafts/{draft.Id}/check")
            : await Page(draft, own, FormState.Empty.Refused(why), cancel);

    private static async ValueTask<Draft?> Find(string id, HttpContext context, Drafts drafts, OwnSignature own, CancellationToken cancel) =>
        await drafts.Find(id, context.RequireActor(), cancel) is { Submitted: false, Locked: false } found && own.IsOffered(found.Guide) ? found : null;

    private static async Task<IResult> Page(Draft draft, OwnSignature own, FormState form, CancellationToken cancel) => Pages.Show<ElectronicSigningPage>(
        (await ElectronicSigningModel.Of(draft, own, form, cancel))!, form.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> OfOwnCase(string number, string part, HttpContext context, OwnCases own, Papers papers, CancellationToken cancel) =>
        await own.Find(number, context.RequireActor(), cancel) is { } open && await Part(open, part, context, papers, cancel) is { } answer ? answer : Pages.Refuse(OwnCases.Unknown);

    private static async Task<IResult> OfCase(string number, string part, HttpContext context, Acting acting, Papers papers, CancellationToken cancel) =>
        await acting.OpenToRead(number, context.RequireActor(), cancel) is { } open && CaseFiles.Handles(new ActorInCase(context.RequireActor(), open.State)) && await Part(open, part, context, papers, cancel) is { } answer ? answer : Pages.Refuse(Acting.NotFound);

    /// <summary>The text as it was signed, or the signature; null: the case has none, or it was erased.</summary>
    private static async ValueTask<IResult?> Part(OpenCase open, string part, HttpContext context, Papers papers, CancellationToken cancel)
    {
        if (open.State.Signature is not { } commitment || await papers.Open(open.Number, commitment, cancel) is not { } paper) return null;
        context.Response.Headers.CacheControl = "no-store";
        return part switch
        {
            "text" when paper.GetProperty("text").GetString() is { } text => Results.Bytes(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", "申请书.txt"),
            "signature" when paper.GetProperty("cms").GetString() is { } cms => Results.Bytes(Convert.FromBase64String(cms), "application/pkcs7-signature", "申请书.txt.p7s"),
            _ => null,
        };
    }
}
