using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Supervision;

/// <summary>看信用推送: what of promises went to the credit platform, what waits and what failed with its reason; and a button to try again.</summary>
internal static class ListCreditMessages
{
    public const string Path = "/workbench/credit";
    private const int PageSize = 100;

    public static readonly Role[] Readers = [Role.Reviewer, Role.ChiefRepresentative, Role.ManagementOfficer, Role.Regulator];

    private static readonly Refusal NotFound = new("supervision.not-found", "没有找到这条信用信息，或者它不归您办理。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(ListCreditMessages)).AllowRoles(Readers);
        routes.MapPost($"{Path}/{{message}}/retry", Retry).WithName("RetryCreditMessage").AllowRoles(Readers);
    }

    /// <summary>The management office and regulators: their place; reviewers and chief representatives: the own organisation.</summary>
    public static IQueryable<CreditRow> Within(IQueryable<CreditRow> messages, Actor actor)
    {
        if (actor.Role is Role.Reviewer or Role.ChiefRepresentative) return messages.Where(m => m.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return messages.Within(m => m.Place, from, end);
    }

    private static async Task<IResult> Show(HttpContext context, SupervisionDb db, CreditPlatform platform, CancellationToken cancel)
    {
        var mine = Within(db.Credit.AsNoTracking(), context.RequireActor());
        var rows = await mine.OrderByDescending(m => m.Trouble).ThenByDescending(m => m.HappenedAt).Take(PageSize).ToListAsync(cancel);
        return Pages.Show<CreditMessagesPage>(new CreditMessagesPageModel([.. rows.Select(LineOf)], platform.IsSetUp));
    }

    private static async Task<IResult> Retry(string message, HttpContext context, SupervisionDb db, PushCredit push, CancellationToken cancel)
    {
        if (!await Within(db.Credit, context.RequireActor()).AnyAsync(m => m.Id == message, cancel)) return Pages.Refuse(NotFound);
        await push.RunNow(message, cancel);
        return Results.LocalRedirect(Path);
    }

    private static CreditLineModel LineOf(CreditRow row)
    {
        var (words, kind) = row switch
        {
            { SentAt: not null } => ("已推送", StatusKind.Done),
            { Trouble: true } => ("没有推送成", StatusKind.Bad),
            _ => ("等待推送", StatusKind.Active),
        };
        return new CreditLineModel(row.Id, row.ItemName, row.Case, CreditRules.Words(row.Kind), words, kind, row.SentAt is null ? row.Reason : row.Receipt, row.HappenedAt, row.SentAt is null);
    }
}

/// <summary>The link in the workbench's menu; none where no promise was ever to be pushed.</summary>
internal sealed class CreditPlaces(IDbContextFactory<SupervisionDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !ListCreditMessages.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = ListCreditMessages.Within(db.Credit.AsNoTracking(), actor);
        return await mine.AnyAsync(cancel) ? [new PlaceModel("信用推送", ListCreditMessages.Path, await CreditFigures.Failed(mine, cancel)) { Group = PlaceGroup.Dealings }] : [];
    }
}

/// <param name="Note">The platform's number, or what went wrong last.</param>
public sealed record CreditLineModel(string Id, string Item, string Case, string Kind, string Status, StatusKind Tone, string? Note, Instant At, bool MayRetry);

public sealed record CreditMessagesPageModel(IReadOnlyList<CreditLineModel> Lines, bool SetUp);
