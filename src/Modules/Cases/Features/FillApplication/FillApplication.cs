using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 填写申请: the list of what is to be done, and each page of the form. What is typed is kept at once, also what is wrong; two pages open on
/// the same questions never overwrite each other.
/// </summary>
internal static class FillApplication
{
    private const int MostBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{draft}", List).WithName(nameof(FillApplication)).AllowRoles(Role.Applicant);
        routes.MapPost("/drafts/{draft}/guide", FollowGuide).WithName("FollowNewGuide").AllowRoles(Role.Applicant);
        routes.MapGet("/drafts/{draft}/steps/{step}", Open).WithName("OpenApplicationPage").AllowRoles(Role.Applicant);
        var most = new RequestSizeLimitAttribute(MostBytes);
        routes.MapPost("/drafts/{draft}/steps/{step}", Save).WithName("SaveApplicationPage").AllowRoles(Role.Applicant)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
        routes.MapPost("/drafts/{draft}/steps/{step}/autosave", Autosave).WithName("AutosaveApplicationPage").AllowRoles(Role.Applicant).WithMetadata(most);
    }

    private static async Task<IResult> List(
        string draft, HttpContext context, Drafts drafts, ICatalogue catalogue, IDirectory directory, IMaterials materials, Submission submission, FetchedDocuments fetched,
        CasesDb db, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await drafts.Find(draft, actor, cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (await submission.Settle(found, cancel) is { } number) return Results.LocalRedirect($"/cases/{number}");
        if (found.Locked) return Results.LocalRedirect(SigningLetters.PageOf(found.Id));
        var files = await materials.InBasket(found.Id, cancel);
        var now = await catalogue.Current(found.Guide.Item, cancel);
        return Pages.Show<ApplicationPage>(new ApplicationModel(
            found.Id, found.Guide.Name, directory.Organisation(found.Guide.Organisation)?.Name ?? "", Words.Of(found.ChangedAt), ApplicationTasks.Of(found, files),
            now?.Version, now is not null && now.Version != found.Guide.Version, found.Guide.Item, ActKey.New(), found.Number is null)
        {
            Copied = found.Content.CopiedFrom is not null,
            Number = DraftNumbers.Of(found.Id),
            Hints = FormJudgement.Hints(found, clock.Now().Date, files, await fetched.Of(found, cancel)),
            Opened = [.. (await OpenDraftAtCounter.Of(found.Id, db, cancel)).Select(o => $"{Words.Of(o.At)}，{directory.Organisation(o.Organisation)?.Name ?? o.Organisation}的窗口打开过这份草稿。")],
        });
    }

    private static async Task<IResult> FollowGuide(string draft, HttpContext context, Drafts drafts, ICatalogue catalogue, CancellationToken cancel)
    {
        if (await drafts.Find(draft, context.RequireActor(), cancel) is not { Submitted: false } found) return Pages.Refuse(Drafts.Unknown);
        if (await catalogue.Current(found.Guide.Item, cancel) is not { } guide) return Pages.Refuse(StartApplication.NotOffered);
        if (found.Locked) return Pages.Refuse(SigningRules.DraftLocked);
        return guide.Version == found.Guide.Version || await drafts.MoveTo(found, guide, cancel)
            ? Results.LocalRedirect($"/drafts/{found.Id}")
            : Pages.Refuse(Drafts.ChangedMeanwhile);
    }

    private static async Task<IResult> Open(
        string draft, string step, HttpContext context, Drafts drafts, IMaterials materials, ISubjects subjects, FetchedDocuments fetched, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(draft, step, context, drafts, cancel) is not var (found, page)) return Pages.Refuse(Drafts.Unknown);
        if (found.Locked) return Results.LocalRedirect(SigningLetters.PageOf(found.Id));
        await OpenBasket(found, page, materials, cancel);
        var typed = found.Content.Answers;
        // What was sent before and is wrong is shown as wrong; what was only begun is not.
        var state = found.Content.Mark(page.Id) is { Passed: true }
            ? ApplicationForm.Check(found.Guide, page, typed).State
            : FormState.Of(typed.Select(t => (t.Key, (string?)t.Value)));
        var person = page.Fields.Any(f => f.Prefill is not null) ? await subjects.Find(found.Subject, cancel) : null;
        return Pages.Show<ApplicationStepPage>(
            ApplicationStep.Of(found, page, Prefilled.Into(state, page, person), Drafts.NewId(), found.Version, context.Request.Query["back"] == "check", materials.Terms)
                with { Hints = FormJudgement.Hints(found, clock.Now().Date, null, await fetched.Of(found, cancel)) });
    }

    private static async Task<IResult> Save(
        string draft, string step, FormReader form, HttpContext context, Drafts drafts, IMaterials materials, FetchedDocuments fetched, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(draft, step, context, drafts, cancel) is not var (found, page)) return Pages.Refuse(Drafts.Unknown);
        if (found.Locked) return Pages.Refuse(SigningRules.DraftLocked);
        await OpenBasket(found, page, materials, cancel);
        await FieldFiles.Take(form, found.Id, page.Fields, materials, null, cancel);
        var files = form.State.Errors;
        var anchor = WholeAnswers.Anchor(form);
        var write = Written(found, page, form, directory, passed: anchor is null);
        var saved = await drafts.Change(found.Id, context.RequireActor(), d => write.Onto(d, clock.Now()), cancel);
        if (!saved.Try(out var now, out var why))
        {
            return why.Code == Drafts.ChangedMeanwhile.Code && !found.Locked
                ? Pages.Show<ApplicationConflictPage>(
                    ApplicationConflict.Of((await drafts.Find(found.Id, context.RequireActor(), cancel))!, page, write), StatusCodes.Status409Conflict)
                : Pages.Refuse(why);
        }

        var check = ApplicationForm.Check(now.Guide, page, now.Content.Answers);
        var back = form.Raw("back") == "check";
        if (anchor is not null && files.Count == 0) return Results.LocalRedirect($"{ApplicationTasks.PathOf(now, page.Id)}{(back ? "?back=check" : "")}#{anchor}");
        if (!check.Ok || files.Count > 0)
        {
            var state = anchor is null ? check.State : FormState.Of(now.Content.Answers.Select(t => (t.Key, (string?)t.Value)));
            return Pages.Again<ApplicationStepPage>(ApplicationStep.Of(now, page, state.With(files), write.Tab, now.Version, back, materials.Terms) with { Hints = FormJudgement.Hints(now, clock.Now().Date, null, await fetched.Of(now, cancel)) });
        }

        return Results.LocalRedirect(form.Raw("then") == "list" ? $"/drafts/{now.Id}" : back ? $"/drafts/{now.Id}/check" : ApplicationTasks.After(now, page.Id));
    }

    /// <summary>For the script: keeps what has been typed so far, right or wrong.</summary>
    private static async Task<IResult> Autosave(
        string draft, string step, FormReader form, HttpContext context, Drafts drafts, IMaterials materials, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(draft, step, context, drafts, cancel) is not var (found, page)) return Pages.Problem(Drafts.Unknown);
        await FieldFiles.Take(form, found.Id, page.Fields, materials, null, cancel);
        var write = Written(found, page, form, directory, passed: false);
        var saved = await drafts.Change(found.Id, context.RequireActor(), d => write.Onto(d, clock.Now()), cancel);
        return saved.Try(out var now, out var why) ? Results.Json(new { saved = Words.TimeOf(now.ChangedAt) }) : Pages.Problem(why);
    }

    private static async ValueTask OpenBasket(Draft draft, FormStep page, IMaterials materials, CancellationToken cancel)
    {
        if (page.Fields.Any(FieldFiles.Asks)) await materials.OpenBasket(draft.Id, draft.Subject, draft.Guide.Organisation, draft.Guide.Place, cancel);
    }

    private static async ValueTask<(Draft Draft, FormStep Page)?> Find(
        string draft, string step, HttpContext context, Drafts drafts, CancellationToken cancel) =>
        await drafts.Find(draft, context.RequireActor(), cancel) is { Submitted: false } found && ApplicationForm.Page(found.Guide, step) is { } page
            ? (found, page)
            : null;

    /// <summary>What the page sent, of the fields that it showed; exactly as typed but for line ends.</summary>
    private static PageWrite Written(Draft draft, FormStep page, FormReader form, IDirectory directory, bool passed)
    {
        // A page sent while an earlier page changed a situation still holds its own fields: what was sent counts as shown.
        var counting = ApplicationForm.Counting(draft.Guide, draft.Content.Answers);
        var shown = ApplicationForm.Shown(draft.Guide, page, counting).Select(f => f.Id).Union(page.Fields.Where(f => WholeAnswers.Sent(form, f)).Select(f => f.Id)).ToHashSet();
        var typed = page.Fields.Where(f => shown.Contains(f.Id)).Select(f => (f.Id, Text: WholeAnswers.Typed(form, f, directory))).Where(t => t.Text.Length > 0);
        return new PageWrite(
            page.Id,
            typed.ToDictionary(t => t.Id, t => t.Text),
            shown,
            int.TryParse(form.Raw("seen"), System.Globalization.CultureInfo.InvariantCulture, out var seen) ? seen : 0,
            form.Raw("tab") is { Length: > 0 and <= 64 } tab ? tab : Drafts.NewId(),
            passed,
            int.TryParse(form.Raw("turn"), System.Globalization.CultureInfo.InvariantCulture, out var turn) ? turn : 0);
    }
}
