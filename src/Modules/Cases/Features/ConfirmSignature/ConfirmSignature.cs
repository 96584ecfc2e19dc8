using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 核对纸质签署: a clerk sees the sheet signed by hand, confirms whose hand it is, or sends it back with a reason. What was uploaded counts for nothing before that.
/// </summary>
internal static class ConfirmSignature
{
    public const string Path = "/work/signing";
    public const string ScanField = "scan";
    public const string ReasonField = "reason";
    public const int LongestReason = 300;
    private const int MostListed = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).WithName("ListSignedSheets").AllowRoles(CaseReach.Receivers);
        routes.MapGet($"{Path}/{{sheet}}", Show).WithName("ShowSignedSheet").AllowRoles(CaseReach.Receivers);
        routes.MapPost($"{Path}/{{sheet}}", Confirm).WithName(nameof(ConfirmSignature)).AllowRoles(CaseReach.Receivers)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
        routes.MapPost($"{Path}/{{sheet}}/return", Return).WithName("ReturnSignedSheet").AllowRoles(CaseReach.Receivers);
    }

    private static Refusal Mistyped { get; } = new(
        "cases.sheet-mistyped", "校验号输错了，或者这张签署页不归本地窗口收。请对照签署页上的 8 位校验号逐位核对；内容改动过的，旧的签署页已经作废。", PlatformRules.Input);

    private static async Task<IResult> List(string? q, HttpContext context, Signings signings, ICatalogue catalogue, CancellationToken cancel)
    {
        var clerk = context.RequireActor();
        if (!string.IsNullOrWhiteSpace(q) && Signings.ReadSheet(q) is { } typed && await signings.BySheet(typed, clerk, cancel) is { Who: not null }) return Results.LocalRedirect($"{Path}/{typed}");
        var lines = new List<SheetLineModel>();
        foreach (var one in await signings.ScansFor(clerk, MostListed, cancel))
        {
            if (one.Who is { } who)
                lines.Add(new SheetLineModel($"{Path}/{who.Check}", (await catalogue.Version(one.Signing.Item, one.Signing.GuideVersion, cancel))?.Name ?? one.Signing.Item, who.Words, Masking.Name(who.Name), who.Since));
        }

        var form = string.IsNullOrWhiteSpace(q) ? FormState.Empty : FormState.Of(("q", q)).Refused(Mistyped, "q");
        return Pages.Show<SheetsPage>(new SheetsModel(lines, form), form.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Show(string sheet, HttpContext context, Signings signings, SigningViews views, IMaterials materials, TimeProvider clock, CancellationToken cancel) =>
        await Find(sheet, context, signings, cancel) is { } found ? await Page(found, FormState.Empty, views, materials, clock, cancel) : Pages.Refuse(Mistyped);

    private static async Task<IResult> Confirm(
        string sheet, FormReader form, HttpContext context, Signings signings, TendSignings tend, SigningViews views, ICatalogue catalogue, IMaterials materials, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await Find(sheet, context, signings, cancel) is not { Who: { } who } found) return Pages.Refuse(Mistyped);
        var (clerk, now) = (context.RequireActor(), clock.Now());
        if (who.Standing == SignatoryStanding.Signed) return Results.LocalRedirect(Path);
        if (SigningRules.WhyClosed(found.Signing.Round, who, now) is { } closed) form.Refuse(closed);
        form.Check("identity", "请核对本人的证件原件后勾选");
        form.Check("hand", "请确认是本人亲笔签名后勾选");
        if (form.Ok && await catalogue.Version(found.Signing.Item, found.Signing.GuideVersion, cancel) is { } guide)
        {
            var brought = await views.TakeScan(found.Signing, guide, ScanField, form, cancel);
            if (brought is null && who.Scan is null && form.Ok) form.Refuse(ScanField, "请扫描签好名的签署页并上传");
            if (form.Ok)
            {
                var hash = found.Signing.Round.Hash;
                var done = await signings.Change(found.Signing.Draft, r => r.Number != found.Row.Round
                    ? SigningRules.Changed
                    : WithScan(r, who.Id, hash, brought, now).Then(s => SigningRules.Sign(s, who.Id, hash, SigningStrength.Handwritten, clerk.Id, now)), cancel);
                if (done.Try(out var after, out var why))
                {
                    if (after.Stage == SigningStage.Complete) await tend.Tend(found.Signing.Draft, cancel);
                    return Results.LocalRedirect(Path);
                }

                form.Refuse(why);
            }
        }

        return await Page(found, form.State, views, materials, clock, cancel);
    }

    private static async Task<IResult> Return(
        string sheet, FormReader form, HttpContext context, Signings signings, SigningViews views, IMaterials materials, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(sheet, context, signings, cancel) is not { Who: { } who } found) return Pages.Refuse(Mistyped);
        var reason = form.LongText(ReasonField, "退回的理由", LongestReason);
        if (!form.Ok) return await Page(found, form.State, views, materials, clock, cancel);
        var done = await signings.Change(
            found.Signing.Draft, r => r.Number == found.Row.Round ? SigningRules.ReturnScan(r, who.Id, reason, clock.Now()) : SigningRules.Changed, cancel);
        return done.Try(out _, out var why) ? Results.LocalRedirect(Path) : await Page(found, form.State.Refused(why), views, materials, clock, cancel);
    }

    private static Outcome<SigningRound> WithScan(SigningRound round, string party, string hash, StoredFile? scan, Instant now) =>
        scan is null || round.Party(party) is { Standing: SignatoryStanding.Signed } ? round : SigningRules.HandInScan(round, party, hash, scan.Id, scan.Hash, now);

    private static async ValueTask<OpenInvitation?> Find(string sheet, HttpContext context, Signings signings, CancellationToken cancel) =>
        Signings.ReadSheet(sheet) is { } known && await signings.BySheet(known, context.RequireActor(), cancel) is { Who: not null } found ? found : null;

    private static async Task<IResult> Page(OpenInvitation found, FormState form, SigningViews views, IMaterials materials, TimeProvider clock, CancellationToken cancel)
    {
        var (round, who) = (found.Signing.Round, found.Who!);
        if (await views.Application(found.Signing, cancel) is not var (draft, files)) return Pages.Refuse(Mistyped);
        var closed = who.Standing == SignatoryStanding.Signed ? null : SigningRules.WhyClosed(round, who, clock.Now());
        return Pages.Show<SheetPage>(
            new SheetModel(
                $"{Path}/{who.Check}", draft.Guide.Name, SigningViews.Of(round, who, full: true), string.Join(' ', Words.Groups(SubjectPapers.Plain(who.Number))), $"{who.Check[..4]} {who.Check[4..]}",
                round.Hash, who.Scan is { } scan ? $"/files/{scan}" : null, CheckAnswers.Sections(draft, files), SigningViews.Files(draft, files, f => $"/files/{f.Id}"), form, closed, materials.Terms),
            form.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class SheetPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && CaseReach.Receivers.Contains(actor.Role) ? [new PlaceModel("核对纸质签署", ConfirmSignature.Path)] : []);
}

public sealed record SheetsModel(IReadOnlyList<SheetLineModel> Lines, FormState Form);

public sealed record SheetLineModel(string Path, string Item, string Words, string Name, Instant Since);

/// <param name="Scan">Where the scan is; null: none was uploaded.</param>
/// <param name="Closed">Why it can no longer be confirmed; null: it can, or it was.</param>
public sealed record SheetModel(
    string Path, string Item, SignatoryModel Who, string Number, string Sheet, string Hash, string? Scan, IReadOnlyList<CheckSectionModel> Sections,
    IReadOnlyList<SigningFileModel> Files, FormState Form, Refusal? Closed, FileTerms Terms);
