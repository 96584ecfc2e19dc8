using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>谁能替我办: every authority that the hat's subject gave, what was done under each, and its end at one press.</summary>
internal static class ListAuthorities
{
    public const string Path = "/account/authorities";
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(ListAuthorities)).ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapGet($"{Path}/{{id}}", ShowOne).WithName("ShowAuthority").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapGet($"{Path}/{{id}}/document", ShowDocument).WithName("ShowAuthorityDocument").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/{{id}}/end", End).WithName("EndAuthority").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/{{id}}/confirm", Confirm).WithName("ConfirmAuthority").ExcludeFromDescription().AllowRoles(Role.Applicant);
    }

    /// <summary>What a principal does in his own matters only he does, or who represents him.</summary>
    public static Refusal? NotHis(Actor actor) => actor.Authority is null
        ? null
        : new Refusal("identity.forbidden", "委托由委托人本人（单位由法定代表人）管理，代理人不能再委托别人。请先换成本人的身份。", Articles.Agents);

    private static async Task<IResult> Show(HttpContext context, IdentityDb db, AuthorityViews views, TimeProvider clock, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var actor = context.RequireActor();
        if (NotHis(actor) is { } why) return Pages.Refuse(why);
        var rows = await db.Authorities.AsNoTracking().Where(a => a.Principal == actor.Subject).OrderByDescending(a => a.GivenAt).Take(Most).ToListAsync(cancel);
        var today = clock.Now().Date;
        var (open, over) = (rows.Where(a => a.EndedAt is null && a.Until >= today), rows.Where(a => a.EndedAt is not null || a.Until < today));
        return Pages.Show<AuthoritiesPage>(new AuthoritiesModel(actor.Name, await views.Of(open, cancel), await views.Of(over, cancel), await views.Uses(actor.Subject!, null, cancel)));
    }

    private static async Task<IResult> ShowOne(string id, HttpContext context, IdentityDb db, AuthorityViews views, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var actor = context.RequireActor();
        return await Own(id, actor, db, cancel) is { } row
            ? Pages.Show<AuthorityPage>(new AuthorityPageModel(await views.Of(row, cancel), await views.Uses(row.Principal, id, cancel)))
            : Pages.Refuse(Authorities.Unknown);
    }

    /// <summary>The document, to both sides.</summary>
    private static async Task<IResult> ShowDocument(string id, HttpContext context, IdentityDb db, AuthorityViews views, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var actor = context.RequireActor();
        var row = actor.Authority is not null ? null : await db.Authorities.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && (a.Principal == actor.Subject || a.Agent == actor.Subject), cancel);
        return row is null ? Pages.Refuse(Authorities.Unknown) : Pages.Show<AuthorityDocumentPage>(await views.Of(row, cancel));
    }

    private static async Task<IResult> End(string id, HttpContext context, Authorities authorities, CancellationToken cancel) =>
        await authorities.End(id, AuthorityEnding.Revoked, context.RequireActor(), cancel) is { } why ? Pages.Refuse(why) : Results.LocalRedirect(Path);

    private static async Task<IResult> Confirm(string id, HttpContext context, Authorities authorities, CancellationToken cancel) =>
        await authorities.Confirm(id, context.RequireActor(), cancel) is { } why ? Pages.Refuse(why) : Results.LocalRedirect(Path);

    private static Task<AuthorityRow?> Own(string id, Actor actor, IdentityDb db, CancellationToken cancel) => actor.Authority is not null
        ? Task.FromResult<AuthorityRow?>(null)
        : db.Authorities.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.Principal == actor.Subject, cancel);
}

public sealed record AuthoritiesModel(string Principal, IReadOnlyList<AuthorityModel> Open, IReadOnlyList<AuthorityModel> Over, IReadOnlyList<AuthorityUseModel> Uses);

public sealed record AuthorityPageModel(AuthorityModel Authority, IReadOnlyList<AuthorityUseModel> Uses);
