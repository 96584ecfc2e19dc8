using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Ratings;

/// <summary>
/// 评价: the applicant says once, and only if he likes, how a matter went: signed in, or with the number and the query code. Staff are
/// refused whatever they hold in hand.
/// </summary>
internal static class GiveRating
{
    public const int MostWords = 500;
    public const string GuessLimit = "rating-code";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ratings/{number}", Ask).WithName("AskForRating").RequireRateLimiting(GuessLimit).AllowEveryone();
        routes.MapPost("/ratings/{number}", Handle).WithName(nameof(GiveRating)).RequireRateLimiting(GuessLimit).AllowEveryone();
    }

    /// <summary>Who has not signed in comes with a query code, and may try few a minute.</summary>
    public static RateLimitPartition<string> LimitGuesses(HttpContext context) => context.Actor() is not null
        ? RateLimitPartition.GetNoLimiter("signed-in")
        : RateLimitPartition.GetSlidingWindowLimiter($"from {context.Connection.RemoteIpAddress}", _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = 20, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6,
        });

    private static async Task<IResult> Ask(
        string number, string? code, string? grade, HttpContext context, RatingsDb db, ICases cases, ISubjects subjects, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Actor() is null && code is null) return Results.Redirect($"/sign-in?return={Uri.EscapeDataString(context.Request.Path)}");
        if (!(await Find(number, code, context.Actor(), db, cases, cancel)).Try(out var invitation, out var why)) return Pages.Refuse(why);
        return await Given(invitation, db, cancel) is { } given
            ? Pages.Show<RatedPage>(await ModelOf(given, invitation, null, subjects, cancel))
            : Pages.Show<GiveRatingPage>(ModelOf(invitation, code, GradeKeys.Parse(grade), FormState.Empty));
    }

    private static async Task<IResult> Handle(
        string number, FormReader form, HttpContext context, RatingsDb db, ICases cases, ISubjects subjects, OutboxBell bell, TimeProvider clock,
        CancellationToken cancel)
    {
        var code = form.Raw("code");
        if (!(await Find(number, code, context.Actor(), db, cases, cancel)).Try(out var invitation, out var why)) return Pages.Refuse(why);
        if (await Given(invitation, db, cancel) is { } given) return await Again(given);

        var grade = GradeKeys.Parse(form.Choice("grade", "满意度", GradeKeys.Keys));
        var options = grade is { } chosen ? form.Choices("options", "原因", ChoicesOf(chosen), required: false) : [];
        var words = form.LongText("words", "想对我们说的话", MostWords, required: false);
        if (!form.Ok || grade is null) return Pages.Again<GiveRatingPage>(ModelOf(invitation, code, grade, form.State));

        var row = await RowOf(invitation, grade.Value, options, words, clock.Now(), subjects, cancel);
        db.Ratings.Add(row);
        db.Outbox.Add(OutboxRow.Of(RegionCode.From(row.Place), "rating.given/1", row.At, new RatingGiven(
            row.Id, row.Number, row.At, row.Grade, options, row.Item, row.Organisation, RegionCode.From(row.Place))));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // The key is the matter: another click was quicker, or it is a fault.
            db.ChangeTracker.Clear();
            if (await Given(invitation, db, cancel) is not { } quicker) throw;
            return await Again(quicker);
        }

        bell.Ring();
        return Results.LocalRedirect(ModelOf(invitation, code, null, FormState.Empty).Path);

        async Task<IResult> Again(RatingRow first) => Pages.Again<RatedPage>(
            await ModelOf(first, invitation, RatingRefusals.AlreadyGiven(Citation.Parse(invitation.Basis)), subjects, cancel));
    }

    /// <summary>The matter that this visitor may rate: his own by sign-in, or the one that his code opens.</summary>
    private static async Task<Outcome<InvitationRow>> Find(
        string number, string? code, Actor? actor, RatingsDb db, ICases cases, CancellationToken cancel)
    {
        if (actor is { IsStaff: true }) return RatingRefusals.NotByStaff;
        var invitations = db.Invitations.AsNoTracking();
        if (code is not null)
        {
            var opened = await cases.FindByCode(number, code, cancel);
            var known = opened?.Number.ToString();
            return await invitations.SingleOrDefaultAsync(i => i.Number == known, cancel) is { } byCode ? byCode : RatingRefusals.NotFound;
        }

        if (actor?.Subject is not { } subject) return RatingRefusals.NotFound;
        // Asked even where it is no number at all: who guesses is answered the same way.
        var own = CaseNumber.TryParse(number, out var parsed) ? parsed.ToString() : "";
        return await invitations.SingleOrDefaultAsync(i => i.Number == own && i.Subject == subject, cancel) is { } mine && actor.Sees(mine.Item) ? mine : RatingRefusals.NotFound;
    }

    private static Task<RatingRow?> Given(InvitationRow invitation, RatingsDb db, CancellationToken cancel) =>
        db.Ratings.AsNoTracking().SingleOrDefaultAsync(r => r.Number == invitation.Number, cancel);

    private static async Task<RatingRow> RowOf(
        InvitationRow i, Grade grade, IReadOnlyList<string> options, string words, Instant at, ISubjects subjects, CancellationToken cancel)
    {
        var id = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        return new RatingRow
        {
            Number = i.Number, Id = id, Grade = grade, Options = string.Join(',', options), Subject = i.Subject, Organisation = i.Organisation,
            Item = i.Item, ItemName = i.ItemName, Place = i.Place, At = at,
            Words = words.Length == 0 ? null : await subjects.Seal(i.Subject, RatingWords.Context(id), Encoding.UTF8.GetBytes(words), cancel),
        };
    }

    private static GiveRatingModel ModelOf(InvitationRow i, string? code, Grade? grade, FormState form) =>
        new(i.Number, i.ItemName, code, grade, grade is { } chosen ? ChoicesOf(chosen) : [], form, Citation.Parse(i.Basis));

    private static async Task<RatedModel> ModelOf(RatingRow r, InvitationRow i, Refusal? again, ISubjects subjects, CancellationToken cancel) =>
        new(r.Number, r.ItemName, r.Grade, RatingWords.Options(r), await RatingWords.Open(r, subjects, cancel), r.At.Date, again, Citation.Parse(i.Basis));

    private static IReadOnlyList<ChoiceModel> ChoicesOf(Grade grade) => [.. RatingOptions.Of(grade).Select(o => new ChoiceModel(o.Code, o.Words))];
}
