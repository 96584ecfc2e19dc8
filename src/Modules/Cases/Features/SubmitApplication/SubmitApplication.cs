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
        string draft, HttpContext context, Drafts drafts, IMaterials materials, ICatalogue catalogue, Submission submission, FetchedDocuments fetched, TimeProvider clock, CancellationToken cancel)
    {
        if (await drafts.Find(draft, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (await submission.Settle(found, cancel) is { } number) return Results.LocalRedirect($"/receipts/{number}");
        if (found.Locked) return Results.LocalRedirect(SigningLetters.PageOf(found.Id));
        if (!await IsCurrent(found, catalogue, cancel)) return Results.LocalRedirect($"/drafts/{found.Id}");
        return Pages.Show<CheckAnswersPage>(CheckAnswers.Of(found, await materials.InBasket(found.Id, cancel), FormState.Empty, false, clock.Now().Date, await fetched.Of(found, cancel)));
    }

    private static async Task<IResult> Submit(
        string draft, FormReader form, HttpContext context, Drafts drafts, IMaterials materials, ICatalogue catalogue, Submission submission, BeginSigning signing,
        FetchedDocuments fetched, TimeProvider clock, CancellationToken cancel)
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
            return Pages.Show<CheckAnswersPage>(CheckAnswers.Of(found, files, form.State, changed: true, clock.Now().Date, said), StatusCodes.Status409Conflict);
        }

        form.Check("confirm", "请先阅读并勾选承诺，再提交申请");
        var pages = ApplicationForm.Check(found.Guide, found.Content.Answers).With(
            found.Guide, found.Content.Answers, clock.Now().Date, ApplicationForm.Present(found.Guide, ApplicationForm.Counting(found.Guide, found.Content.Answers), files), said);
        if (!form.Ok || pages.Any(p => !p.Ok)) return Pages.Again<CheckAnswersPage>(CheckAnswers.Of(found, files, form.State, false, clock.Now().Date, said));
        var asked = found.AskingFor(form.Check(CheckAnswers.PersonField));
        if (BeginSigning.IsNeeded(asked, pages))
        {
            return (await signing.Ask(asked, actor, pages, files, cancel)).Try(out _, out var hindered)
                ? Results.LocalRedirect(SigningLetters.PageOf(found.Id))
                : Pages.Show<CheckAnswersPage>(CheckAnswers.Of(found, files, form.State.Refused(hindered), false, clock.Now().Date, said), Pages.StatusOf(hindered));
        }

        var handedIn = await submission.HandIn(asked, actor, pages, cancel);
        return handedIn.Try(out var number, out var why)
            ? Results.LocalRedirect($"/receipts/{number}")
            : Pages.Show<CheckAnswersPage>(CheckAnswers.Of(found, files, form.State.Refused(why), false, clock.Now().Date, said), Pages.StatusOf(why));
    }

    /// <summary>A filing is decided by the guide in force on its day; the list of tasks offers to go on under it.</summary>
    private static async ValueTask<bool> IsCurrent(Draft draft, ICatalogue catalogue, CancellationToken cancel) =>
        (await catalogue.Current(draft.Guide.Item, cancel))?.Version == draft.Guide.Version;
}
