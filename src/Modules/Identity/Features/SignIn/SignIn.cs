using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>登录: user name and password; back to the page one came from. In demonstration mode the invented accounts are offered below.</summary>
internal static class SignIn
{
    /// <summary>An account whose last authority has ended, or whose post its organisation may not have.</summary>
    public static Refusal ForNobody { get; } = new(
        "identity.no-authority",
        "这个账号目前没有可用的身份：委托可能已经到期或撤销，或者岗位与所在机构不符。请联系委托人，工作人员请联系本单位的管理员。",
        PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).WithName("ShowSignIn").ExcludeFromDescription().AllowEveryone();
        routes.MapPost("/sign-in", Handle).WithName(nameof(SignIn)).ExcludeFromDescription().AllowEveryone();
    }

    /// <summary>Where to go then: back, else staff to their workbench and applicants to the home page.</summary>
    public static string After(string? back, Role role, WorkbenchMenu workbench) =>
        TextSize.LocalPath(back) is var path && path != "/" ? path : role == Role.Applicant ? "/" : workbench.Home;

    private static async Task<IResult> Show(HttpContext context, CancellationToken cancel) =>
        Pages.Show<SignInPage>(await Model(FormState.Empty, context.Request.Query["return"], context, cancel));

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, AccountDoor door, Entrance entrance, Sessions sessions, Brand brand, WorkbenchMenu workbench, CancellationToken cancel)
    {
        var user = form.Text("user", "用户名");
        var password = form.Secret("password", "密码");
        var back = form.Raw("return");
        if (!form.Ok) return Pages.Again<SignInPage>(await Model(form.State, back, context, cancel));

        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var entered = await door.Enter(user, password, address, cancel);
        if (!entered.Try(out var account, out var why))
        {
            return Pages.Show<SignInPage>(await Model(form.State.Refused(why), back, context, cancel), Pages.StatusOf(why));
        }

        if (EntrySteps.Ask(account, TextSize.LocalPath(back), entrance, brand) is { } step) return step;
        return await sessions.SignIn(context, account)
            ? Results.LocalRedirect(After(back, account.Role, workbench))
            : Pages.Again<SignInPage>(await Model(form.State.Refused(ForNobody), back, context, cancel));
    }

    private static async Task<SignInModel> Model(FormState form, string? back, HttpContext context, CancellationToken cancel)
    {
        var (services, window) = (context.RequestServices, Desk.Of(context.Request));
        var path = TextSize.LocalPath(back);
        var mode = (RunMode)services.GetService(typeof(RunMode))!;
        IReadOnlyList<WayInModel> ways = [.. Doors.Ways(services, path)];
        if (!mode.Demonstration) return new SignInModel(form, path, []) { Ways = ways, Window = window };
        var accounts = await ((DemonstrationAccounts)services.GetService(typeof(DemonstrationAccounts))!).All(cancel);
        return new SignInModel(form, path, [.. accounts.GroupBy(a => a.PlaceName).OrderByDescending(p => p.Count()).Select(place => new DemonstrationPlaceModel(
            place.Key,
            [.. place.Select(a => new DemonstrationAccountModel(a.User, a.Name, a.Kind switch
            {
                "person" => "个人",
                "company" => "企业（法定代表人）",
                "agent" => "代理人",
                _ => a.RoleName,
            }, a.Organisation))]))]) { Ways = ways, Window = window };
    }
}

/// <param name="Return">Where to go afterwards: a path of this site.</param>
/// <param name="Demonstration">Empty in real use.</param>
public sealed record SignInModel(FormState Form, string Return, IReadOnlyList<DemonstrationPlaceModel> Demonstration)
{
    /// <summary>Other ways in, for applicants.</summary>
    public IReadOnlyList<WayInModel> Ways { get; init; } = [];

    /// <summary>公用窗口电脑: the window at which this computer stands; null: at none.</summary>
    public int? Window { get; init; }
}

/// <param name="Hint">Whom it is for, or what is needed.</param>
public sealed record WayInModel(string Path, string Words, string? Hint);

public sealed record DemonstrationPlaceModel(string Name, IReadOnlyList<DemonstrationAccountModel> Accounts);

public sealed record DemonstrationAccountModel(string User, string Name, string Role, string? Organisation);
