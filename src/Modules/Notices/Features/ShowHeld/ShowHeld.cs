using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>缺字待印的文书: what no font here can print whole, by code point, and what to do; tried again once a font was added.</summary>
internal static class ShowHeld
{
    public const string Path = "/work/held-notices";
    private const int Most = 200;

    public static readonly Role[] Readers = [Role.Clerk, Role.ChiefRepresentative, Role.ManagementOfficer];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, NoticesDb db, ICases cases, CancellationToken cancel) => Show(context, null, db, cases, cancel)).WithName(nameof(ShowHeld)).AllowRoles(Readers);
        routes.MapPost(Path, TryAgain).WithName("IssueHeldNotice").AllowRoles(Readers);
    }

    private static async Task<IResult> Show(HttpContext context, string? done, NoticesDb db, ICases cases, CancellationToken cancel) =>
        Pages.Show<HeldPage>(new HeldModel(FormState.Empty, await Rows(context.RequireActor(), db, cases, cancel)) { Done = done });

    private static async Task<IResult> TryAgain(FormReader form, HttpContext context, NoticesDb db, NoticeOffice office, ICases cases, CancellationToken cancel)
    {
        var (actor, number, sequence) = (context.RequireActor(), form.Raw("case") ?? "", form.Number("sequence", "文书"));
        var mine = await Rows(actor, db, cases, cancel);
        var row = mine.FirstOrDefault(r => r.Case == number && r.Sequence == sequence);
        // Gone from the list: somebody else tried before.
        if (row is null) return await Show(context, null, db, cases, cancel);
        await office.Issue(CaseNumber.Parse(row.Case), row.Sequence, cancel);
        var left = await Rows(actor, db, cases, cancel);
        if (left.FirstOrDefault(r => r.Case == number && r.Sequence == sequence) is not { } still) return Pages.Show<HeldPage>(new HeldModel(FormState.Empty, left) { Done = $"《{row.Title}》已经制发。" });
        form.Refuse("", $"《{still.Title}》还是印不出来：字体里没有 {still.Points}。请管理员装上有这个字的字体，再试一次。", PlatformRules.Capacity);
        return Pages.Again<HeldPage>(new HeldModel(form.State, left));
    }

    /// <summary>Of the cases that the reader may see: the case itself says so, as for its work lists.</summary>
    private static async Task<IReadOnlyList<HeldRowModel>> Rows(Actor actor, NoticesDb db, ICases cases, CancellationToken cancel)
    {
        List<HeldRowModel> rows = [];
        foreach (var row in await db.HeldNotices.AsNoTracking().OrderBy(h => h.Since).Take(Most).ToListAsync(cancel))
        {
            if (await cases.Find(CaseNumber.Parse(row.Case), cancel) is { } facts && cases.MaySee(actor, facts)) rows.Add(new HeldRowModel(row.Case, row.Sequence, row.Title, row.Item, row.Points, row.Since));
        }

        return rows;
    }
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class HeldPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && ShowHeld.Readers.Contains(actor.Role) ? [new PlaceModel("缺字待印的文书", ShowHeld.Path) { Group = PlaceGroup.Dealings }] : []);
}

public sealed record HeldModel(FormState Form, IReadOnlyList<HeldRowModel> Rows)
{
    public string? Done { get; init; }
}

/// <param name="Points">The signs that no font has, by code point.</param>
public sealed record HeldRowModel(string Case, int Sequence, string Title, string Item, string Points, Instant Since);
