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

/// <summary>督办件: what others urged of this post's cases, and what this office urged of others; unanswered ones first.</summary>
internal static class ListUrgings
{
    public const string Path = "/work/urgings";
    private const int Most = 200;

    public static readonly Role[] Readers = [.. CaseReach.Readers, Role.Regulator];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListUrgings)).AllowRoles(Readers);

    /// <summary>Owed by this post: a department's own, a window's and an office's by place.</summary>
    public static IQueryable<UrgingRow> Owed(CasesDb db, Actor actor)
    {
        var rows = db.Set<UrgingRow>().AsNoTracking();
        if (actor.Role == Role.Regulator) return rows.Where(u => u.ByOrganisation == "");
        if (!CaseReach.ByPlace(actor)) return rows.Where(u => u.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return rows.Within(u => u.Place, from, end);
    }

    /// <summary>Sent by this office.</summary>
    public static IQueryable<UrgingRow> Sent(CasesDb db, Actor actor) => db.Set<UrgingRow>().AsNoTracking().Where(u => u.ByOrganisation == actor.Organisation);

    private static async Task<IResult> Show(HttpContext context, CasesDb db, CaseDesk desk, IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return Pages.Show<ListUrgingsPage>(new ListUrgingsModel(await Lines(Owed(db, actor)), UrgeCase.Urgers.Contains(actor.Role) ? await Lines(Sent(db, actor)) : null));

        async Task<IReadOnlyList<UrgingLineModel>> Lines(IQueryable<UrgingRow> rows)
        {
            var lines = new List<UrgingLineModel>();
            foreach (var row in await rows.OrderBy(u => u.AnsweredAt != null).ThenByDescending(u => u.At).Take(Most).ToListAsync(cancel))
            {
                if (await desk.Open(CaseNumber.From(row.Region, row.CaseId), cancel) is not { } open) continue;
                lines.Add(new UrgingLineModel(
                    UrgeCase.PathOf(open.Number), WorkRows.GroupsOf(open.Number), open.Guide.Name, directory.Organisation(row.ByOrganisation)?.ShortName ?? row.ByOrganisation,
                    directory.Organisation(row.Organisation)?.ShortName ?? row.Organisation, row.At, row.AnsweredAt is not null));
            }

            return lines;
        }
    }
}

/// <summary>The way to it, with how many wait for an answer.</summary>
internal sealed class UrgingPlace(IDbContextFactory<CasesDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !ListUrgings.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var waiting = await UrgingFigures.Unanswered(actor.Role == Role.Regulator ? ListUrgings.Sent(db, actor) : ListUrgings.Owed(db, actor), cancel);
        return waiting.Value > 0 || actor.Role == Role.Regulator ? [new PlaceModel("督办件", ListUrgings.Path, waiting, waiting.Value > 0)] : [];
    }
}

/// <param name="Sent">Null: the reader urges nobody.</param>
public sealed record ListUrgingsModel(IReadOnlyList<UrgingLineModel> Owed, IReadOnlyList<UrgingLineModel>? Sent);

public sealed record UrgingLineModel(string Path, IReadOnlyList<string> Groups, string Item, string By, string Handles, Instant At, bool Answered);
