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

public sealed record WarningsModel(IReadOnlyList<WarningModel> Rows);

/// <param name="Overdue">Shown as such for good.</param>
public sealed record WarningModel(string Number, IReadOnlyList<string> Groups, string Item, string Words, bool Overdue, DateOnly Due, Instant SentAt, bool Read, string Action);

/// <summary>期限提醒: what reached this post, unread first. Read ones stay; nothing is ever deleted.</summary>
internal static class ReadWarnings
{
    public const string Path = "/work/warnings";
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ShowWarnings").AllowRoles(CaseReach.Readers);
        routes.MapPost(Path + "/{number}/{rung}", Read).WithName(nameof(ReadWarnings)).AllowRoles(CaseReach.Readers);
    }

    /// <summary>After a standstill of the house a rung may reach its owner when the day it speaks of is over: that is said with it.</summary>
    private static string WordsOf(WarningRow warning) => WarningRungs.Words(warning.Rung) + (CameLate(warning) ? "（提醒送到时已经超期）" : null);

    private static bool CameLate(WarningRow warning) => warning.Rung != WarningRungs.Overdue && warning.SentAt.Date > warning.Due;

    private static async Task<IResult> Show(HttpContext context, CasesDb db, CancellationToken cancel)
    {
        var rows = await Of(db, context.RequireActor()).OrderBy(w => w.ReadAt != null).ThenByDescending(w => w.SentAt).ThenBy(w => w.CaseId).Take(Most).ToListAsync(cancel);
        return Pages.Show<WarningsPage>(new WarningsModel(
        [
            .. rows.Select(w => CaseNumber.From(w.Region, w.CaseId) is var number ? new WarningModel(
                number.ToString(), WorkRows.GroupsOf(number), w.Item, WordsOf(w), w.Rung == WarningRungs.Overdue || CameLate(w), w.Due, w.SentAt, w.ReadAt is not null,
                $"{Path}/{number}/{Uri.EscapeDataString(w.Rung)}") : throw new InvalidOperationException()),
        ]));
    }

    private static async Task<IResult> Read(string number, string rung, HttpContext context, CasesDb db, TimeProvider clock, CancellationToken cancel)
    {
        // Asked even where it is no number at all: who guesses is answered the same way.
        if (!CaseNumber.TryParse(number, out var known)) known = default;
        var row = await Of(db, context.RequireActor()).AsTracking().FirstOrDefaultAsync(w => w.Region == known.Region.Number && w.CaseId == known.Id && w.Rung == rung, cancel);
        if (row is null) return Pages.Refuse(Acting.NotFound);
        row.ReadAt ??= clock.Now();
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect(Path);
    }

    /// <summary>What is addressed to this post: by account, by organisation, by place.</summary>
    public static IQueryable<WarningRow> Of(CasesDb db, Actor actor)
    {
        var rows = db.Warnings.AsNoTracking();
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return actor.Role switch
        {
            Role.ManagementOfficer => rows.Where(w => w.Owner == RungOwner.Supervisor).Within(w => w.Place, from, end),
            Role.ChiefRepresentative => rows.Where(w => w.Organisation == actor.Organisation && (w.Owner == RungOwner.Chief || (w.Owner == RungOwner.Handler && w.Account == actor.Id))),
            Role.Reviewer => rows.Where(w => w.Organisation == actor.Organisation && w.Owner == RungOwner.Handler && (w.Account == null || w.Account == actor.Id)),
            _ => rows.Where(w => w.Owner == RungOwner.Handler && w.Account == actor.Id),
        };
    }
}

/// <summary>The way to it, with how many are unread.</summary>
internal sealed class WarningsPlace(CaseFigures figures) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !CaseReach.Readers.Contains(actor.Role)) return [];
        var unread = await figures.UnreadWarnings(actor, cancel);
        return [new PlaceModel("期限提醒", ReadWarnings.Path, unread, unread.Value > 0)];
    }
}
