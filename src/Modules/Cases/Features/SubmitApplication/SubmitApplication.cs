using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>核对并提交: everything once more with its way back, then the filing and at once the signed receipt.</summary>
internal static class SubmitApplication
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{draft}/check", Check).WithName("CheckApplication").AllowRoles(Role.Applicant);
        routes.MapPost("/drafts/{draft}/submission", Submit).WithName(nameof(SubmitApplication)).AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Check(
        string draft, HttpContext context, Drafts drafts, IMaterials materials, ICatalogue catalogue, Submission submission, OwnSignature own, FetchedDocuments fetched,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await drafts.Find(draft, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (await submission.Settle(found, cancel) is { } number) return Results.LocalRedirect($"/receipts/{number}");
        if (found.Locked) return Results.LocalRedirect(SigningLetters.PageOf(found.Id));
        if (!await IsCurrent(found, catalogue, cancel)) return Results.LocalRedirect($"/drafts/{found.Id}");
        return Pages.Show<CheckAnswersPage>(CheckAnswers.Of(found, await materials.InBasket(found.Id, cancel), FormState.Empty, false, clock.Now().Date, await fetched.Of(found, cancel)) with
        {
            Electronic = await ElectronicSigningModel.Of(found, own, FormState.Empty, cancel),
        });
    }

    private static async Task<IResult> Submit(
        string draft, FormReader form, HttpContext context, Drafts drafts, IMaterials materials, ICatalogue catalogue, Submission submission, BeginSigning signing,
        OwnSignature own, FetchedDocuments fetched, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await drafts.Find(draft, actor, cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (await submission.Settle(found, cancel) is { } done) return Results.LocalRedirect($"/receipts/{done}");
        if (found.Locked) return Results.LocalRedirect(SigningLetters.PageOf(found.Id));
        if (!await IsCurrent(found, catalogue, cancel)) return Results.LocalRedirect($"/drafts/{found.Id}");
        var files = await materials.InBasket(found.Id, cancel);
        var said = await fetched.Of(found, cancel);
        // What was checked must be what is filed: number reserved by a first try is no change of the content.
        if (form.Raw("seen") != CheckAnswers.Fingerprint(found, files))
        {
            return await Shown(form.State, StatusCodes.Status409Conflict, changed: true);
        }

        form.Check("confirm", "请先阅读并勾选承诺，再提交申请");
        var pages = ApplicationForm.Check(found.Guide, found.Content.Answers).With(
            found.Guide, found.Content.Answers, clock.Now().Date, ApplicationForm.Present(found.Guide, ApplicationForm.Counting(found.Guide, found.Content.Answers), files), said);
        if (!form.Ok || pages.Any(p => !p.Ok)) return await Shown(form.State, StatusCodes.Status422UnprocessableEntity);
        var asked = found.AskingFor(form.Check(CheckAnswers.PersonField));
        if (BeginSigning.IsNeeded(asked, pages))
        {
            return (await signing.Ask(asked, actor, pages, files, cancel)).Try(out _, out var hindered)
                ? Results.LocalRedirect(SigningLetters.PageOf(found.Id))
                : await Shown(form.State.Refused(hindered), Pages.StatusOf(hindered));
        }

        var handedIn = await submission.HandIn(asked, actor, pages, cancel);
        return handedIn.Try(out var number, out var why)
            ? Results.LocalRedirect($"/receipts/{number}")
            : await Shown(form.State.Refused(why), Pages.StatusOf(why));

        async Task<IResult> Shown(FormState state, int status, bool changed = false) => Pages.Show<CheckAnswersPage>(
            CheckAnswers.Of(found, files, state, changed, clock.Now().Date, said) with { Electronic = await ElectronicSigningModel.Of(found, own, FormState.Empty, cancel) }, status);
    }

    /// <summary>A filing is decided by the guide in force on its day; the list of tasks offers to go on under it.</summary>
    private static async ValueTask<bool> IsCurrent(Draft draft, ICatalogue catalogue, CancellationToken cancel) =>
        (await catalogue.Current(draft.Guide.Item, cancel))?.Version == draft.Guide.Version;
}
