using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>我办过的: what one did oneself, under whichever post: act, day, number of the case, and no persons. It stays after a move, when the cases are no longer one's to see.</summary>
internal static class ListOwnDone
{
    public const string Path = "/work/mine-done";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListOwnDone)).AllowStaff();

    private static async Task<IResult> Show(string? after, HttpContext context, CasesDb db, IDirectory directory, CancellationToken cancel)
    {
        var account = context.RequireActor().Id;
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? new Instant(micros) : Instant.At(new DateOnly(9000, 1, 1), TimeOnly.MinValue);
        var rows = await db.DoneActs.AsNoTracking().Where(d => d.Account == account && d.At < before).OrderByDescending(d => d.At).ThenByDescending(d => d.Seq).Take(PageSize + 1).ToListAsync(cancel);
        return Pages.Show<OwnDonePage>(new OwnDoneModel(
            [
                .. rows.Take(PageSize).Select(d => new DoneActModel(
                    d.At, d.What, CaseNumber.From(d.Region, d.CaseId).ToString(),
                    string.Join(' ', new[] { d.Organisation is { } id ? directory.Organisation(id)?.ShortName : null, RoleWords.Of(Enum.Parse<Role>(d.Role)) }.OfType<string>()))),
            ],
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?after={rows[PageSize - 1].At.Microseconds}") : null, after is null ? null : Path));
    }
}

/// <summary>The link in the workbench's menu, for who has done something.</summary>
internal sealed class OwnDonePlace(IDbContextFactory<CasesDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { IsStaff: true } actor) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.DoneActs.AnyAsync(d => d.Account == actor.Id, cancel) ? [new PlaceModel("我办过的", ListOwnDone.Path)] : [];
    }
}

public sealed record OwnDoneModel(IReadOnlyList<DoneActModel> Rows, string? Next, string? First);

/// <param name="Post">The post under which it was done.</param>
public sealed record DoneActModel(Instant At, string What, string Number, string Post);
