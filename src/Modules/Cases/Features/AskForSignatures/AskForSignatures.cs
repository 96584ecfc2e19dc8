using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>请各方签署: the initiator's page: who has signed, who has not, since when, and how to go on. It begins on the check page.</summary>
internal static class AskForSignatures
{
    public const string ScanField = "scan";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{draft}/signing", Show).WithName(nameof(AskForSignatures)).AllowRoles(Role.Applicant);
        routes.MapPost("/drafts/{draft}/signing/taking-back", TakeBack).WithName("TakeBackSigning").AllowRoles(Role.Applicant);
        routes.MapGet("/drafts/{draft}/signing/sheets/{party}", Sheet).WithName("PrintSigningSheet").AllowRoles(Role.Applicant);
        routes.MapPost("/drafts/{draft}/signing/sheets/{party}", HandInScan).WithName("HandInSignedSheet").AllowRoles(Role.Applicant)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
    }

    private static async Task<IResult> Show(
        string draft, HttpContext context, Drafts drafts, Signings signings, TendSignings tend, IMaterials materials, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await drafts.Find(draft, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        // What is due is done before it is told: a lapse, or a filing that a crash left open.
        if (found.Locked) await tend.Tend(draft, cancel);
        if (await signings.Find(draft, cancel) is not { } signing) return Results.LocalRedirect($"/drafts/{draft}");
        return Pages.Show<SigningPage>(Model(found, signing, FormState.Empty, materials));
    }

    private static async Task<IResult> TakeBack(
        string draft, FormReader form, HttpContext context, Drafts drafts, Signings signings, TendSignings tend, IMaterials materials, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(draft, context, drafts, signings, cancel) is not var (found, signing)) return Pages.Refuse(Drafts.Unknown);
        // A page of an earlier round takes nothing back: it shows how it stands now.
        if (form.Raw("round") != $"{signing.Round.Number}") return Results.LocalRedirect(SigningLetters.PageOf(draft));
        if (!(await signings.Change(draft, r => SigningRules.TakeBack(r, clock.Now()), cancel)).Try(out _, out var why))
            return Pages.Show<SigningPage>(Model(found, signing, form.State.Refused(why), materials), Pages.StatusOf(why));
        await tend.Tend(draft, cancel);
        return Results.LocalRedirect($"/drafts/{draft}");
    }

    private static async Task<IResult> Sheet(
        string draft, string party, HttpContext context, Drafts drafts, Signings signings, SigningViews views, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await Find(draft, context, drafts, signings, cancel) is not var (_, signing) || signing.Round.Party(party) is not { } who) return Pages.Refuse(SigningRules.Unknown);
        if (signing.Round.Stage != SigningStage.Open) return Pages.Refuse(SigningRules.Unknown);
        return await views.Sheet(signing, who, SigningLetters.PageOf(draft), cancel) is { } sheet ? Pages.Show<SigningSheetPage>(sheet) : Pages.Refuse(Drafts.Unknown);
    }

    private static async Task<IResult> HandInScan(
        string draft, string party, FormReader form, HttpContext context, Drafts drafts, Signings signings, SigningViews views, IMaterials materials, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await Find(draft, context, drafts, signings, cancel) is not var (found, signing)) return Pages.Refuse(Drafts.Unknown);
        if (signing.Round.Party(party) is not { } who) return Pages.Refuse(SigningRules.Unknown);
        var field = $"{ScanField}-{party}";
        var now = clock.Now();
        if (SigningRules.WhyClosed(signing.Round, who, now) is { } closed) form.Refuse(closed);
        if (form.Ok && await views.TakeScan(signing, found.Guide, field, form, cancel) is { } scan)
        {
            if ((await signings.Change(draft, r => SigningRules.HandInScan(r, party, signing.Round.Hash, scan.Id, scan.Hash, now), cancel)).Try(out _, out var why))
                return Results.LocalRedirect(SigningLetters.PageOf(draft));
            form.Refuse(why);
        }
        else if (form.Ok)
        {
            form.Refuse(field, "请选择签好名的签署页（扫描件或照片）");
        }

        return Pages.Again<SigningPage>(Model(found, (await signings.Find(draft, cancel))!, form.State, materials));
    }

    private static async ValueTask<(Draft Draft, OpenSigning Signing)?> Find(string draft, HttpContext context, Drafts drafts, Signings signings, CancellationToken cancel) =>
        await drafts.Find(draft, context.RequireActor(), cancel) is { } found && await signings.Find(draft, cancel) is { } signing ? (found, signing) : null;

    private static SigningModel Model(Draft draft, OpenSigning signing, FormState form, IMaterials materials)
    {
        var round = signing.Round;
        return new SigningModel(
            draft.Id, draft.Guide.Name, signing.Reference, round.Number, StageOf(round), form, [.. round.Parties.OrderBy(p => p.Step).Select(p => SigningViews.Of(round, p, full: true))],
            round.LastDay, round.Hash, round.CaseNumber, round.Hindrance, round.Stage == SigningStage.Open || round.Hindrance is not null, materials.Terms);
    }

    private static string StageOf(SigningRound round) => round.Stage switch
    {
        SigningStage.Preparing or SigningStage.Open => round.Parties.Any(p => p.Standing == SignatoryStanding.Refused) ? SigningModel.Refused : SigningModel.Waiting,
        SigningStage.Complete => round.Hindrance is null ? SigningModel.HandingIn : SigningModel.Hindered,
        SigningStage.Filed => SigningModel.Filed,
        SigningStage.Lapsed => SigningModel.Lapsed,
        _ => SigningModel.TakenBack,
    };
}

/// <param name="Round">Which time all were asked.</param>
/// <param name="Stage">One of the names below.</param>
/// <param name="MayTakeBack">The content can be opened again.</param>
public sealed record SigningModel(
    string Draft, string Item, string Reference, int Round, string Stage, FormState Form, IReadOnlyList<SignatoryModel> Parties, DateOnly LastDay, string Hash, string? Case,
    string? Hindrance, bool MayTakeBack, FileTerms Terms)
{
    public const string Waiting = "waiting";
    public const string Refused = "refused";
    public const string HandingIn = "handing-in";
    public const string Hindered = "hindered";
    public const string Filed = "filed";
    public const string Lapsed = "lapsed";
    public const string TakenBack = "taken-back";

    public int Done => Parties.Count(p => p.Kind == StatusKind.Done);
}
