using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>谁看过我的信息: the person reads who opened what of his, why and when, and says 这不对 where it was not right (个人信息保护法 第四十五条、第六十五条).</summary>
internal static class ShowOpenings
{
    public const string Path = "/my/openings";
    private const int PageSize = 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).WithName(nameof(ShowOpenings)).ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapGet(Path + "/{id}", Open).WithName("AskAboutOpening").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost(Path + "/{id}", Doubt).WithName("DoubtOpening").ExcludeFromDescription().AllowRoles(Role.Applicant);
    }

    public static Refusal NotYours { get; } = new("identity.not-found", "没有这条查看记录，或者它不是您的。", PlatformRules.Openings);

    public static Refusal NotByAgents { get; } = new("identity.forbidden", "个人信息由本人（单位由法定代表人）查看，受托人不能代看。请换成您本人的身份。", PlatformRules.Permission);

    /// <summary>Whose data: of the hat that is on, unless it is an agent's.</summary>
    public static string? OwnOf(Actor actor) => actor.Authority is null ? actor.Subject : null;

    private static async Task<IResult> List(HttpContext context, IdentityDb db, OpeningViews views, CancellationToken cancel, string? before = null)
    {
        if (OwnOf(context.RequireActor()) is not { } own) return Pages.Refuse(NotByAgents);
        var shown = views.ShownTo(db, own);
        if (long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) shown = shown.Where(o => o.FirstAt < new Instant(at));
        var rows = await shown.OrderByDescending(o => o.FirstAt).ThenBy(o => o.Id).Take(PageSize + 1).ToListAsync(cancel);
        var page = rows.Take(PageSize).ToList();
        return Pages.Show<OpeningsPage>(new OpeningsModel(
            await views.Of(db, page, own, cancel), rows.Count > PageSize ? $"{Path}?before={page[^1].FirstAt.Microseconds.ToString(CultureInfo.InvariantCulture)}" : null, before is null ? null : Path,
            context.Request.Query.ContainsKey("sent")));
    }

    private static async Task<IResult> Open(string id, HttpContext context, IdentityDb db, OpeningViews views, CancellationToken cancel) =>
        await Find(id, context, db, views, cancel) is { } row
            ? Pages.Show<DoubtPage>(new DoubtModel((await views.Of(db, [row], row.Subject, cancel))[0], FormState.Empty))
            : Pages.Refuse(NotYours);

    private static async Task<IResult> Doubt(
        string id, FormReader form, HttpContext context, IdentityDb db, OpeningViews views, ISubjects subjects, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(id, context, db, views, cancel) is not { } row) return Pages.Refuse(NotYours);
        var said = form.LongText("said", "为什么觉得不对", max: 500, required: false);
        if (!form.Ok) return Pages.Again<DoubtPage>(new DoubtModel((await views.Of(db, [row], row.Subject, cancel))[0], form.State));
        if (await db.Set<ClueRow>().AnyAsync(c => c.Opening == id, cancel)) return Results.LocalRedirect(Path + "?sent=1");
        var now = clock.Now();
        var limit = rulebooks.For(row.Place, ItemType.PublicService, now.Date).Find("personal.clueLimit")!.Limit;
        db.Add(new ClueRow
        {
            Id = Ids.New(), Opening = id, Subject = row.Subject, Place = row.Place, At = now, Due = Deadlines.After(now, limit, rulebooks.Calendar).Day,
            Said = said.Length == 0 ? null : await subjects.Seal(row.Subject, OpeningViews.SaidContext(id), Encoding.UTF8.GetBytes(said), cancel),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Pressed twice at once: the first is the clue.
            db.ChangeTracker.Clear();
            if (!await db.Set<ClueRow>().AnyAsync(c => c.Opening == id, cancel)) throw;
        }

        return Results.LocalRedirect(Path + "?sent=1");
    }

    private static async Task<OpeningRow?> Find(string id, HttpContext context, IdentityDb db, OpeningViews views, CancellationToken cancel) =>
        OwnOf(context.RequireActor()) is { } own ? await views.ShownTo(db, own).SingleOrDefaultAsync(o => o.Id == id, cancel) : null;
}

public sealed record OpeningsModel(IReadOnlyList<OpeningModel> Rows, string? Next, string? First, bool Sent);

public sealed record DoubtModel(OpeningModel Opening, FormState Form);

/// <summary>One opening as the person reads it.</summary>
/// <param name="Who">Office, post and surname.</param>
/// <param name="Why">The purpose, and the reason given where values were shown in full.</param>
/// <param name="Secret">It was kept back until a day, by this article; null: shown at once.</param>
public sealed record OpeningModel(string Id, Instant At, Instant LastAt, int Times, string Who, string Why, string What, string? Case, string? Secret, ClueModel? Clue);

/// <param name="Answer">Null: not answered yet.</param>
public sealed record ClueModel(Instant At, DateOnly Due, string? Said, bool? Lawful, string? Answer, Instant? AnsweredAt);
