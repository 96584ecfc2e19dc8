using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>保密查看: an office's chief representative asks, the security administrator of the place agrees; until the end date the person is not shown that office's openings, afterwards he is, with the basis.</summary>
internal static class KeepSecrecy
{
    public const string Path = "/workbench/secrecy";
    private const int Most = 50;

    private static readonly Role[] Both = [Role.ChiefRepresentative, Role.SecurityAdministrator];

    public static Citation Basis { get; } = new("personal-information-law-2021", "第十八条");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Open).WithName(nameof(KeepSecrecy)).ExcludeFromDescription().AllowRoles(Both);
        routes.MapPost(Path, Ask).WithName("AskForSecrecy").ExcludeFromDescription().AllowRoles(Role.ChiefRepresentative);
        routes.MapPost(Path + "/{id}", Settle).WithName("SettleSecrecy").ExcludeFromDescription().AllowRoles(Role.SecurityAdministrator);
    }

    private static async Task<IResult> Open(HttpContext context, IdentityDb db, IDirectory directory, TimeProvider clock, CancellationToken cancel) =>
        Pages.Show<SecrecyPage>(await Model(db, context.RequireActor(), directory, clock, FormState.Empty, cancel));

    private static async Task<IResult> Ask(
        FormReader form, HttpContext context, IdentityDb db, ISubjects subjects, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var (actor, now) = (context.RequireActor(), clock.Now());
        var number = form.Secret("number", "证件号码", 40);
        var basis = form.Text("basis", "法律依据", 80, 6);
        var until = form.Date("until", "保密到哪一天", now.Date.AddDays(1), now.Date.AddYears(2));
        var subject = number.Length == 0 ? null : await subjects.FindByNumber(number, cancel);
        if (form.Ok && subject is null) form.Refuse("number", "没有这个号码的申请人，请核对");
        if (!form.Ok) return Pages.Again<SecrecyPage>(await Model(db, actor, directory, clock, form.State, cancel));
        db.Add(new SecrecyRow { Id = Ids.New(), Subject = subject!, Office = actor.Organisation ?? "", Place = actor.Place, Basis = basis, Until = until!.Value, AskedBy = actor.Id, AskedAt = now });
        await db.SaveWithEvent(now, SecurityEventKind.SecrecyAsked, actor.Id, actor.Id, cancel, basis);
        return Results.LocalRedirect(Path);
    }

    private static async Task<IResult> Settle(string id, FormReader form, HttpContext context, IdentityDb db, TimeProvider clock, CancellationToken cancel)
    {
        var (actor, now) = (context.RequireActor(), clock.Now());
        if (await Within(db, actor).SingleOrDefaultAsync(s => s.Id == id && s.SettledAt == null, cancel) is not { } row)
            return Pages.Refuse(new Refusal("identity.not-found", "没有这条等待同意的保密查看，或者它已经有了结果。", PlatformRules.Openings));
        if (row.AskedBy == actor.Id) return Pages.Refuse(new Refusal("identity.forbidden", "提出的人不能自己同意。", PlatformRules.Openings));
        (row.SettledBy, row.SettledAt, row.Agreed) = (actor.Id, now, form.Raw("answer") == "agree");
        row.Version++;
        try
        {
            await db.SaveWithEvent(now, row.Agreed ? SecurityEventKind.SecrecyAgreed : SecurityEventKind.SecrecyRefused, row.AskedBy, actor.Id, cancel, row.Basis);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Pages.Refuse(new Refusal("identity.changed-meanwhile", "这条保密查看刚刚由别人处理了。", PlatformRules.NoSilentOverwrite));
        }

        return Results.LocalRedirect(Path);
    }

    private static IQueryable<SecrecyRow> Within(IdentityDb db, Actor actor)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation);
        return actor.Role == Role.SecurityAdministrator ? db.Set<SecrecyRow>().Where(s => (long)(object)s.Place >= from && (long)(object)s.Place < end) : db.Set<SecrecyRow>().Where(s => s.Office == own);
    }

    private static async Task<SecrecyModel> Model(IdentityDb db, Actor actor, IDirectory directory, TimeProvider clock, FormState form, CancellationToken cancel)
    {
        var rows = await Within(db, actor).AsNoTracking().OrderByDescending(s => s.AskedAt).Take(Most).ToListAsync(cancel);
        var today = clock.Now().Date;
        return new SecrecyModel(
            [.. rows.Select(s => new SecrecyLineModel(
                $"{Path}/{s.Id}", directory.Organisation(s.Office)?.Name ?? s.Office, s.Basis, s.Until, s.AskedAt,
                s.SettledAt is null ? "等待安全管理员同意" : !s.Agreed ? "没有同意" : s.Until < today ? "已期满，本人可以看到" : "保密中", s.SettledAt is null && actor.Role == Role.SecurityAdministrator))],
            actor.Role == Role.ChiefRepresentative, form);
    }
}

public sealed record SecrecyModel(IReadOnlyList<SecrecyLineModel> Rows, bool MayAsk, FormState Form);

public sealed record SecrecyLineModel(string Path, string Office, string Basis, DateOnly Until, Instant AskedAt, string Standing, bool MaySettle);
