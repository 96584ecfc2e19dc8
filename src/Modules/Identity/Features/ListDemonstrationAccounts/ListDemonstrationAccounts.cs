using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>
/// 演示账号: who can be tried out, with the passwords of this installation, for people, tests and `./run`; and signing in as one of them
/// by a click. Mapped in demonstration mode only.
/// </summary>
internal static class ListDemonstrationAccounts
{
    /// <param name="Role">"applicant", "clerk", "chief-representative", …</param>
    /// <param name="Kind">Applicants: "person", "company" or "agent".</param>
    /// <param name="Place">12 digits.</param>
    internal sealed record Account(
        string Role, string RoleName, string? Kind, string Place, string PlaceName, string? Organisation, string Name, string User, string Password);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demo/accounts", async (DemonstrationAccounts accounts, CancellationToken cancel) => Results.Ok(await accounts.All(cancel)))
            .WithName(nameof(ListDemonstrationAccounts)).ExcludeFromDescription().AllowEveryone();
        routes.MapPost("/demo/sign-in", SignInAs).WithName("SignInForDemonstration").ExcludeFromDescription().AllowEveryone();
    }

    private static async Task<IResult> SignInAs(
        FormReader form, HttpContext context, IdentityDb db, Sessions sessions, WorkbenchMenu workbench, CancellationToken cancel)
    {
        var user = form.Raw("user") ?? "";
        // A password of one's own is a person's: no click opens that.
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.User == user && a.PasswordHash == null && a.Active, cancel);
        if (account is null) return Pages.Refuse(new Refusal("identity.not-found", "没有这个演示账号。", PlatformRules.Permission));
        return await sessions.SignIn(context, account)
            ? Results.LocalRedirect(SignIn.After(form.Raw("return"), account.Role, workbench))
            : Pages.Refuse(SignIn.ForNobody);
    }
}
