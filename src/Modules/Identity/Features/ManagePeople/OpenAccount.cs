using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>开设账号: the system administrator names a person and asks for a post; the account opens when the security administrator agrees.</summary>
internal static class OpenAccount
{
    public const string Path = ListPeople.Path + "/new";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, InMemoryDirectory directory) => Pages.Show<OpenAccountPage>(Model(FormState.Empty, context.RequireActor(), directory)))
            .WithName("ShowOpenAccount").ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
        routes.MapPost(Path, Handle).WithName(nameof(OpenAccount)).ExcludeFromDescription().AllowRoles(Role.SystemAdministrator);
    }

    private static async Task<IResult> Handle(FormReader form, HttpContext context, ManagePeople people, InMemoryDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var name = form.Text("name", "姓名", 50);
        var user = form.Text("user", "用户名", 40, 3);
        var number = form.ResidentId("number", "居民身份证号");
        var post = ReadPost(form, actor, directory);
        if (!form.Ok) return Pages.Again<OpenAccountPage>(Model(form.State, actor, directory));
        if (!(await people.Open(new NewPerson(name, user, number!.ToString(), post!), actor, cancel)).Try(out var id, out var why))
        {
            form.Refuse(why, why.Code switch { "identity.user-wrong" or "identity.user-taken" => "user", "identity.person-has-account" => "number", _ => "role" });
            return Pages.Again<OpenAccountPage>(Model(form.State, actor, directory));
        }

        return Results.LocalRedirect($"{ListPeople.Path}/{id}");
    }

    /// <summary>The post of a form, here and where another one is asked for; null where a field is not right.</summary>
    public static AskedPost? ReadPost(FormReader form, Actor actor, InMemoryDirectory directory)
    {
        var role = form.Choice("role", "岗位", Roles);
        var organisation = form.Choice("organisation", "机构", Organisations(actor, directory));
        var unit = form.Text("unit", "内设机构", 40, required: false);
        var why = form.Text("why", "依据", 120, 2);
        return form.Ok && directory.Organisation(organisation) is { } chosen
            ? new AskedPost(Enum.Parse<Role>(role), chosen.Region, chosen.Id, unit.Length > 0 ? unit : null, why)
            : null;
    }

    public static IReadOnlyList<ChoiceModel> Roles { get; } = [.. AccountRules.Posts.Select(r => new ChoiceModel(r.ToString(), RoleWords.Of(r)))];

    public static IReadOnlyList<ChoiceModel> Organisations(Actor actor, InMemoryDirectory directory) =>
        [.. directory.Now.Under(actor.Place).Where(o => o.Kind != OrganisationKind.Hall).Select(o => new ChoiceModel(o.Id, o.Name))];

    private static OpenAccountModel Model(FormState form, Actor actor, InMemoryDirectory directory) => new(form, Roles, Organisations(actor, directory));
}

public sealed record OpenAccountModel(FormState Form, IReadOnlyList<ChoiceModel> Roles, IReadOnlyList<ChoiceModel> Organisations);
