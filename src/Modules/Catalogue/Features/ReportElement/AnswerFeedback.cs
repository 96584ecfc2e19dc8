using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>答复指南反馈: the department answers what readers did not understand or found wrong; the office sees its place's, what is overdue first.</summary>
internal static class AnswerFeedback
{
    public const string Path = "/workbench/feedback";
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var feedback = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.DepartmentEditor, Role.ManagementOfficer);
        feedback.MapGet("", List).WithName("ListFeedback");
        feedback.MapGet("/{code}", Open).WithName("OpenFeedbackToAnswer");
        feedback.MapPost("/{code}", Handle).WithName(nameof(AnswerFeedback));
    }

    private static IQueryable<FeedbackRow> Seen(CatalogueDb db, Actor actor)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "");
        return actor.Role == Role.ManagementOfficer ? db.Feedback.Within(f => f.Place, from, end) : db.Feedback.Where(f => f.Organisation == own);
    }

    private static async Task<IResult> List(HttpContext context, CatalogueDb db, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var mine = Seen(db, context.RequireActor()).AsNoTracking();
        var open = await mine.Where(f => f.AnsweredAt == null).OrderBy(f => f.AnswerBy).ThenBy(f => f.Id).Take(Most).ToListAsync(cancel);
        var done = await mine.Where(f => f.AnsweredAt != null).OrderByDescending(f => f.AnsweredAt).Take(Most / 4).ToListAsync(cancel);
        FeedbackLineModel Line(FeedbackRow f) => new(
            f.Id, f.ItemName, f.ElementName, FeedbackWords.Of(f.Kind), directory.Organisation(f.Organisation)?.Name ?? f.Organisation, f.AnswerBy, f.AlertedAt is not null || (f.AnsweredAt is null && f.AnswerBy < clock.Now().Date));
        return Pages.Show<FeedbackListPage>(new FeedbackListModel([.. open.Select(Line)], [.. done.Select(Line)]));
    }

    private static async Task<IResult> Open(string code, HttpContext context, CatalogueDb db, CancellationToken cancel) =>
        await Find(code, context, db, cancel) is { } row ? Pages.Show<AnswerFeedbackPage>(Model(row, FormState.Of(("answer", row.Answer ?? ""), ("shown", row.Shown ? "on" : null)), context.RequireActor())) : Pages.Refuse(NotYours);

    private static async Task<IResult> Handle(
        string code, FormReader form, HttpContext context, CatalogueDb db, PublishedGuides guides, OutboxBell bell, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(code, context, db, cancel) is not { } row) return Pages.Refuse(NotYours);
        if (row.Organisation != actor.Organisation && actor.Role != Role.ManagementOfficer) return Pages.Refuse(NotYours);
        var answer = form.LongText("answer", "答复", max: 600, min: 4);
        if (!form.Ok) return Pages.Again<AnswerFeedbackPage>(Model(row, form.State, actor));
        var shown = form.Sent("shown");
        var first = row.AnsweredAt is null;
        var changes = shown || row.Shown;
        (row.Answer, row.Shown, row.AnsweredBy, row.AnsweredAt, row.DueAt) = (answer, shown, actor.Id, clock.Now(), null);
        row.Version++;
        // Who was signed in is told; everybody else has his code.
        if (first && row.Subject is { } subject) await GuideLetterRow.Write(db, Letter(row, subject, clock.Now()), RegionCode.From(row.Place), cancel);
        // What is shown under a guide is part of the page that is kept: nodes forget it with this count.
        if (changes) await Publication.CountChange(db, cancel);
        if (!await db.TrySave(cancel)) return Pages.Show<AnswerFeedbackPage>(Model(row, form.State.Refused(ChangedMeanwhile, ""), actor), StatusCodes.Status409Conflict);
        guides.Forget();
        bell.Ring();
        return Results.LocalRedirect(Path);
    }

    private static GuideLetterRow Letter(FeedbackRow row, string subject, Instant now) => new()
    {
        Id = $"feedback/{row.Id}", Reference = "ZN" + row.Id.ToUpperInvariant(), Sequence = 1, Kind = "feedback-answered", Subject = subject, Item = row.Item, Title = "您的反馈有了答复",
        Happened = $"您在“{row.ItemName}”的办事指南上说“{row.ElementName}”{FeedbackWords.Of(row.Kind)}，部门已经答复。", Path = $"/feedback/{row.Id}", At = now,
    };

    private static Task<FeedbackRow?> Find(string code, HttpContext context, CatalogueDb db, CancellationToken cancel) =>
        Seen(db, context.RequireActor()).SingleOrDefaultAsync(f => f.Id == code, cancel);

    private static AnswerFeedbackModel Model(FeedbackRow row, FormState form, Actor actor) => new(
        row.Id, row.Item, row.Guide, row.ItemName, row.ElementName, FeedbackWords.Of(row.Kind), row.Said, row.AskedAt, row.AnswerBy, row.AnsweredAt, form);

    private static Refusal NotYours { get; } = new("catalogue.not-found", "没有这条反馈，或者它不归您答复。", PlatformRules.Feedback);

    private static Refusal ChangedMeanwhile { get; } = new("catalogue.changed-meanwhile", "您打开页面之后，这条反馈刚刚有了变化。请核对后再答复。", PlatformRules.NoSilentOverwrite);
}

public sealed record FeedbackLineModel(string Code, string ItemName, string Element, string Kind, string Department, DateOnly AnswerBy, bool Overdue);

public sealed record FeedbackListModel(IReadOnlyList<FeedbackLineModel> Open, IReadOnlyList<FeedbackLineModel> Done);

public sealed record AnswerFeedbackModel(
    string Code, string Item, int Guide, string ItemName, string Element, string Kind, string? Said, Instant AskedAt, DateOnly AnswerBy, Instant? AnsweredAt, FormState Form);

/// <summary>答复逾期的提醒: what is not answered when its limit ends stands as overdue from then on.</summary>
internal sealed class AlertFeedback(IDbContextFactory<CatalogueDb> contexts, OutboxBell bell, TimeProvider clock, ILogger<AlertFeedback> log)
    : DueWorker<CatalogueDb, FeedbackRow>(contexts, bell, clock, log)
{
    public override string Title => "指南反馈";

    protected override Task Step(CatalogueDb db, FeedbackRow row, CancellationToken cancel)
    {
        if (row.AnsweredAt is null) row.AlertedAt ??= Clock.Now();
        row.Went(null);
        return Task.CompletedTask;
    }
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class PublicPlaces(IDbContextFactory<CatalogueDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor) return [];
        return actor.Role switch
        {
            Role.ManagementOfficer => [new PlaceModel("指南反馈", AnswerFeedback.Path) { Group = PlaceGroup.Public }, await Outlets(actor, cancel),
                new PlaceModel("下沉事项", ManageSunk.Path) { Group = PlaceGroup.Catalogue }, new PlaceModel("进驻负面清单", ManageSunk.StationingPath) { Group = PlaceGroup.Catalogue },
                new PlaceModel("场所公示专栏", "/workbench/boards") { Group = PlaceGroup.Public }, new PlaceModel("公共服务覆盖情况", ShowCoverage.Path) { Group = PlaceGroup.Public }],
            Role.DepartmentEditor => [new PlaceModel("指南反馈", AnswerFeedback.Path) { Group = PlaceGroup.Public }],
            _ => [],
        };
    }

    private async ValueTask<PlaceModel> Outlets(Actor actor, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var drifting = await OutletFigures.Drifting(db, actor.Place, cancel);
        return new PlaceModel("指南同源核对", CheckOutlets.Path, drifting.Value > 0 ? drifting : null, drifting.Value > 0) { Group = PlaceGroup.Public };
    }
}
