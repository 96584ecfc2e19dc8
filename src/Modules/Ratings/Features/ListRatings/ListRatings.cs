using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Ratings;

/// <summary>
/// 看评价: what applicants said of one's own organisation; the management office sees those of its place. Neither who rated nor which case
/// it was is shown, and the day only, not the hour: nobody shall work out the rater.
/// </summary>
internal static class ListRatings
{
    public const int PageSize = 50;
    public const string Path = "/workbench/ratings";

    public static readonly Role[] Readers =
        [Role.Clerk, Role.Reviewer, Role.ChiefRepresentative, Role.DepartmentEditor, Role.ManagementOfficer];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Handle).WithName(nameof(ListRatings)).AllowRoles(Readers);

    private static async Task<IResult> Handle(
        string? grade, string? after, HttpContext context, RatingsDb db, ISubjects subjects, IDirectory directory, CancellationToken cancel)
    {
        var mine = Within(db.Ratings.AsNoTracking(), context.RequireActor());
        var figures = await RatingFigures.Of(mine, cancel);
        var bad = grade == "bad";
        Grade[] wanted = bad ? [Grade.Dissatisfied, Grade.VeryDissatisfied] : GradeKeys.Parse(grade) is { } one ? [one] : Enum.GetValues<Grade>();
        var listed = mine.Where(r => wanted.Contains(r.Grade));
        // The key of the last row is looked up, not sent: its instant is not for the address.
        if (after is not null && await mine.Where(r => r.Id == after).Select(r => new { r.At, r.Id }).SingleOrDefaultAsync(cancel) is { } last)
            listed = listed.Where(r => r.At <= last.At && (r.At < last.At || r.Id.CompareTo(last.Id) < 0));
        var rows = await listed.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(cancel);

        var page = rows.Take(PageSize).ToList();
        var models = new List<RatingModel>(page.Count);
        foreach (var r in page)
        {
            models.Add(new RatingModel(
                r.At.Date, r.Grade, r.ItemName, directory.Organisation(r.Organisation)?.ShortName ?? r.Organisation, RatingWords.Options(r),
                await RatingWords.Open(r, subjects, cancel)));
        }

        return Pages.Show<ListRatingsPage>(new ListRatingsModel(
            models, figures.ByGrade, figures.All, figures.Bad, bad ? "bad" : wanted.Length == 1 ? wanted[0].Key() : null,
            rows.Count > PageSize ? page[^1].Id : null, after is null));
    }

    private static IQueryable<RatingRow> Within(IQueryable<RatingRow> ratings, Actor actor)
    {
        if (actor.Role != Role.ManagementOfficer) return ratings.Where(r => r.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return ratings.Within(r => r.Place, from, end);
    }
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class RatingPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && ListRatings.Readers.Contains(role)
            ? [new PlaceModel("好差评", ListRatings.Path) { Group = PlaceGroup.Public }]
            : []);
}
