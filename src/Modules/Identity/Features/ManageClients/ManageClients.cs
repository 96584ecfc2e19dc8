using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>我的客户: whom a firm acts for, and which of its staff; the client sees the same names, and what each did.</summary>
internal static class ManageClients
{
    public const string Path = "/account/clients";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, IdentityDb db, Authorities authorities, AuthorityViews views, TimeProvider clock, CancellationToken cancel) =>
                Show(FormState.Empty, null, context.RequireActor(), db, authorities, views, clock, cancel))
            .WithName(nameof(ManageClients)).ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/{{id}}/staff", Assign).WithName("AssignStaff").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/{{id}}/staff/{{staffing}}/remove", Remove).WithName("RemoveStaff").ExcludeFromDescription().AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Show(
        FormState form, string? at, Actor actor, IdentityDb db, Authorities authorities, AuthorityViews views, TimeProvider clock, CancellationToken cancel)
    {
        if (actor.Authority is not null || !await db.Subjects.AnyAsync(s => s.Id == actor.Subject && s.Kind != SubjectKind.Person, cancel))
        {
            return Pages.Refuse(new Refusal("identity.forbidden", "“我的客户”由受托单位的法定代表人管理。请先换成单位的身份。", Articles.Agents));
        }

        var today = clock.Now().Date;
        var rows = await db.Authorities.AsNoTracking().Where(a => a.Agent == actor.Subject && a.Kind == AuthorityKind.Firm && a.EndedAt == null && a.Until >= today).OrderBy(a => a.GivenAt).ToListAsync(cancel);
        var model = new ClientsModel(form, at, actor.Name, await views.Of(await authorities.Waiting(actor, cancel), cancel), await views.Of(rows, cancel));
        return form.IsRefused ? Pages.Again<ClientsPage>(model) : Pages.Show<ClientsPage>(model);
    }

    private static async Task<IResult> Assign(
        string id, FormReader form, HttpContext context, IdentityDb db, Authorities authorities, AuthorityViews views, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var name = form.Text("name", "姓名", 50);
        var number = form.Text("number", "证件号码", 40);
        if (form.Ok && await authorities.Assign(id, name, Words.Plain(number), actor, cancel) is { } why)
        {
            if (why == Authorities.Unknown) return Pages.Refuse(why);
            form.Refuse(why, "name");
        }

        return form.Ok ? Results.LocalRedirect(Path) : await Show(form.State, id, actor, db, authorities, views, clock, cancel);
    }

    private static async Task<IResult> Remove(string id, string staffing, HttpContext context, Authorities authorities, CancellationToken cancel) =>
        await authorities.Remove(id, staffing, context.RequireActor(), cancel) is { } why ? Pages.Refuse(why) : Results.LocalRedirect(Path);
}

/// <param name="At">The client to whom the form belongs.</param>
public sealed record ClientsModel(FormState Form, string? At, string Firm, IReadOnlyList<AuthorityModel> Waiting, IReadOnlyList<AuthorityModel> Clients);
