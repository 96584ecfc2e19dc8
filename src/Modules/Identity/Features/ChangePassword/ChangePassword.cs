using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>修改密码: staff change their own, asking for the one they have. Whatever else is signed in ends; this browser stays.</summary>
internal static class ChangePassword
{
    public const string Path = "/account/password";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (HttpContext context, IdentityDb db, CancellationToken cancel) =>
            Pages.Show<ChangePasswordPage>(Model(FormState.Empty, await Mine(context, db, cancel), false))).WithName(nameof(ChangePassword)).ExcludeFromDescription().AllowStaff();
        routes.MapPost(Path, Handle).WithName("ChangeOwnPassword").ExcludeFromDescription().AllowStaff().UnderAnyHat();
    }

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, IdentityDb db, AccountDoor door, FailedAttempts attempts, Entrance entrance, Sessions sessions, SignInBook book, CancellationToken cancel)
    {
        var account = await Mine(context, db, cancel);
        if (!HasOwn(account)) return Pages.Refuse(NoPassword);
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (attempts.TooMany(address)) return Pages.Refuse(TooMany);
        var old = form.Secret("old", "现在的密码");
        var first = form.Secret("password", "新密码");
        var second = form.Secret("again", "再输一遍");
        if (form.Ok && first != second) form.Refuse("again", "两次输入的密码不一样，请重新输入");
        if (form.Ok && !await door.Proves(account, old, address, cancel)) form.Refuse("old", "现在的密码不正确，请核对后再试；连续输错会锁定");
        if (form.Ok && await entrance.Choose(account, first, db, cancel) is { } why) form.Refuse(why, "password");
        if (!form.Ok) return Pages.Again<ChangePasswordPage>(Model(form.State, account, false));
        await book.End(account.Id, null, Sessions.SessionOf(context.User), cancel);
        await sessions.StaysIn(context, account);
        return Pages.Show<ChangePasswordPage>(Model(FormState.Empty, account, true));
    }

    private static Task<AccountRow> Mine(HttpContext context, IdentityDb db, CancellationToken cancel)
    {
        var id = context.RequireActor().Id;
        return db.Accounts.SingleAsync(a => a.Id == id, cancel);
    }

    /// <summary>An invented account of the demonstration has none.</summary>
    private static bool HasOwn(AccountRow account) => account.PasswordHash is { Length: > 0 };

    private static ChangePasswordModel Model(FormState form, AccountRow account, bool changed) => new(form, account.User, HasOwn(account), changed);

    private static Refusal NoPassword { get; } = new("identity.no-password", "演示账号的密码由平台推算，不能修改。", PlatformRules.Permission);

    private static Refusal TooMany { get; } = new("identity.too-many", "短时间内失败的次数太多，请过一分钟再试。", PlatformRules.Capacity);
}

/// <param name="HasOwn">False: of the demonstration.</param>
/// <param name="Changed">It was changed just now.</param>
public sealed record ChangePasswordModel(FormState Form, string User, bool HasOwn, bool Changed);
