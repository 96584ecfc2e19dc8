using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Drafts">Null: nobody was looked for yet.</param>
public sealed record CounterDraftsModel(FormState Form, IReadOnlyList<ChoiceModel> Papers, IReadOnlyList<CounterDraftModel>? Drafts);

/// <param name="Here">This window may also hand it in; else it is filled in here and handed in by the applicant.</param>
public sealed record CounterDraftModel(string Path, string Number, string Item, Instant ChangedAt, bool Here);

/// <summary>
/// 打开草稿: a draft begun online goes on at any counter, for the applicant who sits there with his paper; who opened it, where and when is recorded and shown to him
/// (青岛办法 第三十三条; 鄠邑细则 第十九条).
/// </summary>
internal static class OpenDraftAtCounter
{
    public const string Path = "/work/drafts";
    public const string NumberField = "number";
    public const string PaperField = "paper";
    public const string PresentField = "present";
    private const int Most = 20;

    /// <summary>How long the window goes on with it: a sitting, not a key.</summary>
    private static readonly TimeSpan Sitting = TimeSpan.FromHours(4);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Ask).WithName(nameof(OpenDraftAtCounter)).AllowRoles(CaseReach.Receivers);
        routes.MapPost(Path, Find).WithName("FindDraftsAtCounter").AllowRoles(CaseReach.Receivers);
        routes.MapPost(Path + "/{draft}/opening", Open).WithName("OpenFoundDraft").AllowRoles(CaseReach.Receivers);
    }

    private static IResult Ask() => Pages.Show<CounterDraftsPage>(new CounterDraftsModel(FormState.Empty, Papers, null));

    /// <summary>The number stays in the body of the request; nothing of a draft is shown but its item.</summary>
    private static async Task<IResult> Find(
        FormReader form, HttpContext context, IDbContextFactory<CasesDb> contexts, ISubjects subjects, ICatalogue catalogue, TimeProvider clock, CancellationToken cancel)
    {
        var clerk = context.RequireActor();
        if (await Subject(form, subjects, cancel) is not { } subject)
        {
            return form.Ok ? Pages.Show<CounterDraftsPage>(new CounterDraftsModel(form.State, Papers, [])) : Pages.Again<CounterDraftsPage>(new CounterDraftsModel(form.State, Papers, null));
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Drafts.AsNoTracking().Where(d => d.Subject == subject && !d.Submitted).OrderByDescending(d => d.ChangedAt).Take(Most)
            .Select(d => new { d.Id, d.Item, d.GuideVersion, d.ChangedAt }).ToListAsync(cancel);
        var found = new List<CounterDraftModel>();
        foreach (var row in rows)
        {
            var guide = await catalogue.Version(row.Item, row.GuideVersion, cancel);
            found.Add(new CounterDraftModel(
                $"{Path}/{row.Id}/opening", DraftNumbers.Of(row.Id), guide?.Name ?? row.Item, row.ChangedAt,
                guide is not null && (clerk.Place.Contains(guide.Place) || CrossRegionRules.MayReceive(clerk, guide) || VenueRules.Right(clerk, await catalogue.Sunk(guide.Item, cancel), clock.Now()) is not null)));
        }

        return Pages.Show<CounterDraftsPage>(new CounterDraftsModel(form.State, Papers, found));
    }

    private static async Task<IResult> Open(
        string draft, FormReader form, HttpContext context, IDbContextFactory<CasesDb> contexts, ISubjects subjects, Drafts drafts, ICatalogue catalogue, IMaterials materials,
        TimeProvider clock, CancellationToken cancel)
    {
        var (clerk, now) = (context.RequireActor(), clock.Now());
        if (await Subject(form, subjects, cancel) is not { } subject || await drafts.Find(draft, clerk with { Subject = subject }, cancel) is not { Submitted: false } found)
        {
            return Pages.Refuse(Drafts.Unknown);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.DraftOpenings.Add(new DraftOpeningRow { Draft = found.Id, Officer = clerk.Id, OpenedAt = now, Until = now.Plus(Sitting), Organisation = clerk.Organisation! });
        await db.SaveChangesAsync(cancel);
        // A filing is decided by the guide in force on its day: what it still asks stays answered.
        if (await catalogue.Current(found.Guide.Item, cancel) is { } current && current.Version != found.Guide.Version) await drafts.MoveTo(found, current, cancel);
        await materials.OpenBasket(found.Id, found.Subject, found.Guide.Organisation, found.Guide.Place, cancel);
        if (!clerk.Place.Contains(found.Guide.Place)) await materials.ShareBasket(found.Id, clerk.Organisation!, clerk.Place, now.Plus(Sitting), cancel);
        return Results.LocalRedirect($"/work/receive/{found.Id}");
    }

    /// <summary>Null: nobody with this paper, or the form lacks something (then it says so).</summary>
    private static async ValueTask<string?> Subject(FormReader form, ISubjects subjects, CancellationToken cancel)
    {
        var paper = SubjectPapers.Find(form.Choice(PaperField, "证件类型", Papers, required: false));
        var typed = string.Concat(form.Text(NumberField, "证件号码", 30).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        form.Check(PresentField, "请先核对申请人本人的证件，再勾选确认");
        return form.Ok ? await subjects.FindByNumber(paper is { Usual: false } ? $"{paper.Code}:{typed}" : typed, cancel) : null;
    }

    private static IReadOnlyList<ChoiceModel> Papers { get; } = [.. SubjectPapers.All.Select(p => new ChoiceModel(p.Code, p.Words))];

    /// <summary>Where and when windows opened a draft, newest first: its applicant reads it.</summary>
    public static async ValueTask<IReadOnlyList<(string Organisation, Instant At)>> Of(string draft, CasesDb db, CancellationToken cancel) =>
        [.. (await db.DraftOpenings.AsNoTracking().Where(o => o.Draft == draft).OrderByDescending(o => o.OpenedAt).Take(Most).ToListAsync(cancel)).Select(o => (o.Organisation, o.OpenedAt))];
}
