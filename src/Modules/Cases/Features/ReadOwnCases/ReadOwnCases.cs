using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>程序查询: the applicant's own cases, and how one stands: its state, both clocks, the acts that are open and why others are not.</summary>
internal static class ReadOwnCases
{
    private const int PageSize = 50;

    internal sealed record Line(
        string Number, string Item, string Name, string Status, string StatusName, string ReceivedAt, DateOnly? PromisedDue, DateOnly? StatutoryDue);

    internal sealed record Lines(IReadOnlyList<Line> Items, string? Next);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/cases", List).WithName("ListOwnCases").AllowRoles(Role.Applicant).Produces<Lines>();
        routes.MapGet("/api/v1/cases/{number}", Read).WithName(nameof(ReadOwnCases)).AllowRoles(Role.Applicant).Produces<OwnCaseDetail>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(string? after, HttpContext context, CasesDb db, ICatalogue catalogue, CancellationToken cancel)
    {
        if (!OwnCasePage.TryReadPlace(after, out var place)) return Pages.Problem(OwnCasePage.BadPlace);
        var page = await OwnCasePage.Read(db, context.RequireActor(), place, PageSize, cancel);
        var lines = new List<Line>(page.Rows.Count);
        foreach (var row in page.Rows)
        {
            var guide = await catalogue.Version(row.Item, row.GuideVersion, cancel);
            lines.Add(new Line(
                row.Number.ToString(), row.Item, guide?.Name ?? "", row.Status.ToString(), row.Status.Words(), Words.Machine(row.ReceivedAt), row.PromisedDue,
                row.StatutoryDue));
        }

        return Results.Ok(new Lines(lines, page.Next));
    }

    private static async Task<IResult> Read(string number, HttpContext context, OwnCases own, Details details, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return await own.Find(number, actor, cancel) is { } open ? Results.Ok(details.Of(open, actor)) : Pages.Problem(OwnCases.Unknown);
    }

    /// <summary>Makes the answer out of an open case.</summary>
    internal sealed class Details(CaseDesk desk, QueryCodes codes, TimeProvider time)
    {
        public OwnCaseDetail Of(OpenCase open, Actor actor)
        {
            var state = open.State;
            return new OwnCaseDetail(
                state.Number.ToString(), state.Item, open.Guide.Name, state.GuideVersion, state.Status.ToString(), state.Status.Words(), state.Organisation,
                state.Place.ToString(), Words.Machine(state.ReceivedAt), codes.Of(state.Number), state.Version, Convert.ToHexStringLower(open.Head),
                Clock(state.Promised, open), Clock(state.Statutory, open),
                [
                    .. desk.ActsOf(open, actor).Select(a => new ActDetail(
                        a.Act, a.Words, a.Closed is null, Basis(a.Closed?.Basis ?? a.Basis), a.Closed?.Code, a.Closed?.Message)),
                ]);
        }

        private ClockDetail? Clock(CaseClock? clock, OpenCase open)
        {
            if (clock is null) return null;
            var standing = clock.Clock.StandAt(time.Now(), open.Context.Calendar);
            // The same proof as on the page and in `explain`, in the form of `deadline` (docs/how-to/command-line.md).
            var days = ExplainCases.Proof(clock, open)!.Days;
            return new ClockDetail(
                clock.Clock.Budget.Code, clock.Due.Day, Words.Machine(clock.Due.At), clock.Due.Provisional, standing.State.ToString(), standing.Remaining,
                standing.Late, standing.InWords(), Basis(clock.Clock.Basis),
                [.. days.Counted.Select(d => new CountedDetail(d.Date, d.N, d.Why))], [.. days.Skipped.Select(d => new SkippedDetail(d.Date, d.Why))]);
        }
    }

    private static BasisDetail Basis(Citation basis) => new(basis.Rulebook, basis.Article);
}

internal sealed record OwnCaseDetail(
    string Number, string Item, string Name, int GuideVersion, string Status, string StatusName, string Organisation, string Place, string ReceivedAt,
    string QueryCode, int Version, string Head, ClockDetail? Promised, ClockDetail? Statutory, IReadOnlyList<ActDetail> Acts);

internal sealed record ClockDetail(
    string Limit, DateOnly Due, string DueAt, bool Provisional, string State, int Remaining, int Late, string Words, BasisDetail Basis,
    IReadOnlyList<CountedDetail> Counted, IReadOnlyList<SkippedDetail> Skipped);

internal sealed record CountedDetail(DateOnly Date, int N, string Why);

internal sealed record SkippedDetail(DateOnly Date, string Why);

internal sealed record ActDetail(string Act, string Words, bool Open, BasisDetail Basis, string? Code, string? Reason);

internal sealed record BasisDetail(string Rulebook, string Article);
