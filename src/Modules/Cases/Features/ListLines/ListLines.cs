using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>看业务系统的往来: packages that did not arrive, news that was kept aside or refused, and results typed in by hand; of one's place or organisation.</summary>
internal static class ListLines
{
    public const string Path = "/work/lines";
    public const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListLines)).AllowRoles(CaseReach.Readers);

    /// <summary>The condition of every query here, as for the cases themselves.</summary>
    public static IQueryable<PackageRow> Within(IQueryable<PackageRow> packages, Actor actor)
    {
        if (!CaseReach.ByPlace(actor)) return packages.Where(p => p.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return packages.Within(p => p.Place, from, end);
    }

    /// <summary>News of no known case is the management office's to look at.</summary>
    public static IQueryable<NewsRow> Within(IQueryable<NewsRow> news, Actor actor)
    {
        if (!CaseReach.ByPlace(actor)) return news.Where(n => n.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return actor.Role == Role.ManagementOfficer
            ? news.Where(n => n.Place == null || (n.Place >= from && n.Place < end))
            : news.Within(n => n.Place!.Value, from, end);
    }

    public static IQueryable<PackageRow> Stuck(IQueryable<PackageRow> packages) =>
        packages.Where(p => p.State == PackageState.Refused || (p.State == PackageState.Waiting && p.Attempts > 0));

    public static IQueryable<NewsRow> Open(IQueryable<NewsRow> news) => news.Where(n => n.State == NewsState.Aside || n.State == NewsState.Refused || n.State == NewsState.Heard);

    private static async Task<IResult> Show(string? show, string? after, HttpContext context, CasesDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var tab = show is "news" or "typed" or "settled" ? show : "packages";
        var (packages, news) = (Within(db.Packages.AsNoTracking(), actor), Within(db.News.AsNoTracking(), actor));
        var typed = news.Where(n => n.State == NewsState.Typed);
        var settled = news.Where(n => n.State == NewsState.Settled);
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? new Instant(micros) : Instant.At(new DateOnly(9000, 1, 1), TimeOnly.MinValue);
        List<LineRowModel> rows = tab == "packages"
            ? [.. (await Stuck(packages).Where(p => p.CreatedAt < before).OrderByDescending(p => p.CreatedAt).Take(PageSize + 1).ToListAsync(cancel)).Select(RowOf)]
            : [.. (await (tab switch { "typed" => typed, "settled" => settled, _ => Open(news) }).Where(n => n.HeardAt < before).OrderByDescending(n => n.HeardAt).Take(PageSize + 1).ToListAsync(cancel)).Select(RowOf)];
        var page = rows.Take(PageSize).ToList();
        return Pages.Show<LinesPage>(new LinesModel(
            tab, await LineFigures.Stuck(packages, cancel), await LineFigures.Aside(news, cancel), await LineFigures.Typed(news, cancel), await LineFigures.Settled(news, cancel), page,
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?show={tab}&after={page[^1].At.Microseconds}") : null,
            after is null ? null : $"{Path}?show={tab}", CaseReach.Handlers.Contains(actor.Role) || actor.Role == Role.ManagementOfficer));
    }

    private static LineRowModel RowOf(PackageRow p) => new(
        p.Id, CaseNumber.From(p.Region, p.CaseId).ToString(), p.System, "交件包", p.Reason ?? "", null, p.CreatedAt, p.Attempts, p.State == PackageState.Waiting ? p.DueAt : null, false, null, null);

    private static LineRowModel RowOf(NewsRow n) => new(
        n.Id, n is { Region: { } region, CaseId: { } id } ? CaseNumber.From(region, id).ToString() : null, n.System, WordsOf(n),
        n.Reason ?? "", n.HappenedAt, n.HeardAt, n.Times, null, n.State == NewsState.Aside, n.SettledWhy, n.SettledAt);

    private static string WordsOf(NewsRow news) => news.State == NewsState.Refused ? "没有通过验签的消息" : $"{DeedOf(news.Act)}{(news.Number.Length > 0 ? $"（对方编号 {news.Number}）" : "")}";

    private static string DeedOf(string act) => act switch
    {
        "review-begun" => "开始审查",
        "reviewed" => "登记审查意见",
        "procedure-begun" => "启动特别程序",
        "procedure-ended" => "结束特别程序",
        "limit-extended" => "延长办理期限",
        "hearing-right-told" => "告知听证权利",
        "hearing-announced" => "通知听证",
        "hearing-held" => "登记听证",
        "approved" => "批准",
        "refused" => "不予批准",
        "" => "读不出来的消息",
        _ => "不认识的办理",
    };
}

/// <summary>The link in the workbench's menu, with the number of what waits for somebody.</summary>
internal sealed class LinePlaces(IDbContextFactory<CasesDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !CaseReach.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var waiting = await LineFigures.Waiting(ListLines.Within(db.Packages.AsNoTracking(), actor), ListLines.Within(db.News.AsNoTracking(), actor), cancel);
        return [new PlaceModel("业务系统往来", ListLines.Path, waiting, waiting.Value > 0) { Group = PlaceGroup.Dealings }];
    }
}

/// <param name="Show">"packages", "news", "typed" or "settled".</param>
/// <param name="Acts">The reader may try again and settle.</param>
public sealed record LinesModel(
    string Show, Figure Packages, Figure News, Figure Typed, Figure Settled, IReadOnlyList<LineRowModel> Rows, string? Next, string? First, bool Acts);

/// <param name="Case">Null: no case of ours.</param>
/// <param name="HappenedAt">There; null: not known.</param>
/// <param name="Times">How often it was tried, or how often it came.</param>
/// <param name="Retriable">News that may be put to its case again.</param>
public sealed record LineRowModel(
    string Id, string? Case, string System, string What, string Reason, Instant? HappenedAt, Instant At, int Times, Instant? NextTry, bool Retriable, string? SettledWhy, Instant? SettledAt);
