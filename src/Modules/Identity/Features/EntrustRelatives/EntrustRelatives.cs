using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>
/// 亲友代办 at the counter and by telephone: for who has no account or no telephone. Given before a clerk who checked the papers; ended by a call, for which the name and
/// the number are enough: it takes rights away from others and gives nobody any.
/// </summary>
internal static class EntrustRelatives
{
    public const string Path = "/workbench/relatives";
    private const int UsualYears = 1;

    public static Role[] Receivers { get; } = [Role.Clerk, Role.ChiefRepresentative];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Pages.Show<FindPrincipalPage>(FormState.Empty)).WithName("ShowEntrustRelatives").ExcludeFromDescription().AllowRoles(Receivers);
        routes.MapPost(Path, Find).WithName(nameof(EntrustRelatives)).ExcludeFromDescription().AllowRoles(Receivers);
        routes.MapGet($"{Path}/{{subject}}", Show).WithName("ShowPrincipal").ExcludeFromDescription().AllowRoles(Receivers);
        routes.MapPost($"{Path}/{{subject}}", Give).WithName("EntrustRelative").ExcludeFromDescription().AllowRoles(Receivers);
        routes.MapPost($"{Path}/{{subject}}/{{id}}/end", End).WithName("EndForPrincipal").ExcludeFromDescription().AllowRoles(Receivers);
    }

    private static async Task<IResult> Find(FormReader form, SubjectVault subjects, CancellationToken cancel)
    {
        var name = form.Text("name", "委托人的姓名", 50);
        var number = form.ResidentId("number", "居民身份证号");
        if (form.Ok)
        {
            if ((await subjects.Register(SubjectKind.Person, name, number!.ToString()!, null, cancel)).Try(out var subject, out var why)) return Results.LocalRedirect($"{Path}/{subject}");
            form.Refuse(why, "name");
        }

        return Pages.Again<FindPrincipalPage>(form.State);
    }

    private static Task<IResult> Show(string subject, HttpContext context, SubjectVault subjects, IdentityDb db, Authorities authorities, AuthorityViews views, TimeProvider clock, CancellationToken cancel) =>
        Page(FormState.Of(("until", Words.Machine(clock.Now().Date.AddYears(UsualYears)))), subject, context.RequireActor(), subjects, db, authorities, views, cancel);

    private static async Task<IResult> Give(
        string subject, FormReader form, HttpContext context, SubjectVault subjects, IdentityDb db, Authorities authorities, AuthorityViews views, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.Now().Date;
        var name = form.Text("relative", "亲友的姓名", 50);
        var number = form.ResidentId("relativeNumber", "亲友的居民身份证号");
        var powers = form.Choices("powers", "可以做什么", GiveAuthority.ForRelatives);
        var until = form.Date("until", "到期的日子", today);
        form.Check("present", "请确认委托人本人在场，并已核对证件");
        if (!form.Ok || await subjects.Find(subject, cancel) is null) return await Page(form.State, subject, context.RequireActor(), subjects, db, authorities, views, cancel);
        var given = new NewAuthority(AuthorityKind.Relative, name, number!.ToString()!, null, [.. powers.Select(Enum.Parse<Power>)], null, today, until!.Value);
        if ((await authorities.Give(subject, given, context.RequireActor(), cancel)).Try(out _, out var why)) return Results.LocalRedirect($"{Path}/{subject}");
        form.Refuse(why, why.Code == "identity.authority-too-long" ? "until" : "relativeNumber");
        return await Page(form.State, subject, context.RequireActor(), subjects, db, authorities, views, cancel);
    }

    private static async Task<IResult> End(string subject, string id, FormReader form, HttpContext context, IdentityDb db, Authorities authorities, CancellationToken cancel)
    {
        if (!await db.Authorities.AnyAsync(a => a.Id == id && a.Principal == subject, cancel)) return Pages.Refuse(Authorities.Unknown);
        var how = form.Raw("how") == "call" ? AuthorityEnding.ByTelephone : AuthorityEnding.AtCounter;
        return await authorities.End(id, how, context.RequireActor(), cancel) is { } why ? Pages.Refuse(why) : Results.LocalRedirect($"{Path}/{subject}");
    }

    private static async Task<IResult> Page(
        FormState form, string subject, Actor actor, SubjectVault subjects, IdentityDb db, Authorities authorities, AuthorityViews views, CancellationToken cancel)
    {
        if (await subjects.Find(subject, cancel) is not { Kind: SubjectKind.Person } person) return Pages.Refuse(Authorities.Unknown);
        var rows = await db.Authorities.AsNoTracking().Where(a => a.Principal == subject && a.EndedAt == null).OrderByDescending(a => a.GivenAt).ToListAsync(cancel);
        var model = new PrincipalModel(form, subject, person.Name, Masking.Identifier(SubjectPapers.Plain(person.Number)), await views.Of(rows, cancel), GiveAuthority.ForRelatives, AuthorityTerms.NotByPhone(await authorities.RulesFor(db, actor, cancel))?.Message);
        return form.IsRefused ? Pages.Again<PrincipalPage>(model) : Pages.Show<PrincipalPage>(model);
    }
}

/// <param name="NotByPhone">Why a call ends nothing here; null: it does.</param>
public sealed record PrincipalModel(FormState Form, string Subject, string Name, string Number, IReadOnlyList<AuthorityModel> Given, IReadOnlyList<ChoiceModel> Powers, string? NotByPhone);

/// <summary>The way there in the workbench.</summary>
internal sealed class RelativesPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(System.Security.Claims.ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && EntrustRelatives.Receivers.Contains(actor.Role) ? [new PlaceModel("亲友代办", EntrustRelatives.Path) { Group = PlaceGroup.Settings }] : []);
}
