using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>处理对不上的消息: somebody looks at what was kept aside or refused, tries it again, or writes down what came of it; it stays on the list either way.</summary>
internal static class SettleNews
{
    public const string WhyField = "why";
    private const string Path = ListLines.Path + "/news/{id}";

    private static readonly Role[] Hands = [.. CaseReach.Handlers, Role.ManagementOfficer];
    private static readonly Refusal NotFound = new("cases.not-found", "没有找到这条消息，或者它已经处理过。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("OpenNews").AllowRoles(Hands);
        routes.MapPost(Path + "/retry", Again).WithName("TryNewsAgain").AllowRoles(Hands);
        routes.MapPost(Path + "/settlement", Settle).WithName(nameof(SettleNews)).AllowRoles(Hands);
        routes.MapPost(ListLines.Path + "/packages/{id}/retry", Send).WithName("SendPackageAgain").AllowRoles(Hands);
    }

    private static async Task<IResult> Show(string id, HttpContext context, CasesDb db, CancellationToken cancel) =>
        await Find(id, context.RequireActor(), db, cancel) is { } row ? Pages.Show<NewsPage>(Model(row, FormState.Empty)) : Pages.Refuse(NotFound);

    private static async Task<IResult> Again(string id, HttpContext context, CasesDb db, HearNews news, CancellationToken cancel)
    {
        if (await Find(id, context.RequireActor(), db, cancel) is not { } row) return Pages.Refuse(NotFound);
        var tried = row.State == NewsState.Refused ? null : await news.Again(id, cancel);
        return tried is { State: NewsState.Taken, Region: { } region, CaseId: { } number }
            ? Results.LocalRedirect($"/work/cases/{CaseNumber.From(region, number)}")
            : Results.LocalRedirect($"{ListLines.Path}/news/{id}");
    }

    private static async Task<IResult> Settle(string id, FormReader form, HttpContext context, CasesDb db, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(id, actor, db, cancel) is not { } row) return Pages.Refuse(NotFound);
        var why = form.LongText(WhyField, "处理情况", max: 500, min: 4);
        if (!form.Ok) return Pages.Again<NewsPage>(Model(row, form.State));
        (row.State, row.SettledBy, row.SettledAt, row.SettledWhy) = (NewsState.Settled, actor.Id, clock.Now(), why);
        row.Version++;
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{ListLines.Path}?show=settled");
    }

    private static async Task<IResult> Send(string id, HttpContext context, CasesDb db, DeliverPackages packages, TimeProvider clock, CancellationToken cancel)
    {
        var row = await ListLines.Within(db.Packages, context.RequireActor()).SingleOrDefaultAsync(p => p.Id == id && (p.State == PackageState.Waiting || p.State == PackageState.Refused), cancel);
        if (row is null) return Pages.Refuse(NotFound);
        (row.State, row.DueAt) = (PackageState.Waiting, clock.Now());
        row.Version++;
        await db.SaveChangesAsync(cancel);
        await packages.RunDue(cancel);
        return Results.LocalRedirect(ListLines.Path);
    }

    private static Task<NewsRow?> Find(string id, Actor actor, CasesDb db, CancellationToken cancel) =>
        ListLines.Open(ListLines.Within(db.News, actor)).SingleOrDefaultAsync(n => n.Id == id, cancel);

    private static NewsModel Model(NewsRow row, FormState form) => new(
        row.Id, row is { Region: { } region, CaseId: { } number } ? CaseNumber.From(region, number).ToString() : null, row.System, row.Number, row.Act, row.HappenedAt,
        row.HeardAt, row.Times, row.Reason ?? "", row.Body, row.State != NewsState.Refused, form);
}

/// <summary>A message that did not fit, as its page shows it.</summary>
/// <param name="Body">What was signed and sent; empty where the signature did not hold.</param>
public sealed record NewsModel(
    string Id, string? Case, string System, string Number, string Act, Instant? HappenedAt, Instant HeardAt, int Times, string Reason, string Body, bool Retriable, FormState Form);
