using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>听证公告: hearings to come that were announced to everybody, the next first (行政许可法 第四十八条). Who applied is not told.</summary>
internal static class ListHearings
{
    public const string Path = "/hearings";
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListHearings)).AllowEveryone();

    private static async Task<IResult> Show(IDbContextFactory<CasesDb> contexts, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = clock.Now().Date;
        var rows = await db.Hearings.AsNoTracking().Where(h => h.On >= today).OrderBy(h => h.On).ThenBy(h => h.Region).ThenBy(h => h.CaseId).Take(Most).ToListAsync(cancel);
        return Pages.Show<HearingsPage>(new HearingsModel(
            [.. rows.Select(h => new HearingLineModel(
                h.On, Words.Of(h.From), h.Place, h.Name, h.Item, directory.Organisation(h.Organisation)?.Name ?? h.Organisation, directory.Organisation(h.Organisation)?.Phone))]));
    }
}

public sealed record HearingsModel(IReadOnlyList<HearingLineModel> Rows);

/// <param name="Name">The item's.</param>
public sealed record HearingLineModel(DateOnly On, string From, string Place, string Name, string Item, string Organisation, string? Phone);
