using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>公用窗口电脑, the session at it: begun there or moved there, locked, and opened again by the password of whose it is (ASVS 7.3.1).</summary>
internal sealed class DeskLock(IDbContextFactory<IdentityDb> contexts, SignInBook book, AccountDoor door, IOptions<SignInOptions> options)
{
    public static Refusal Locked { get; } = new("identity.desk-locked", "屏幕已锁定。请输入密码后继续。", PlatformRules.Permission);

    /// <summary>What a session at this computer has beside the account; empty: it is nobody's but its user's, or no member of staff sits there.</summary>
    public static IEnumerable<Claim> ClaimsOf(HttpRequest request, AccountRow account, SignInOptions options) =>
        account.Role is not (Role.Applicant or Role.System) && Desk.Of(request) is { } window ? ClaimsOf(window, options) : [];

    /// <summary>This computer is a shared one from now on, with the session that is open at it; null: it is no longer.</summary>
    public async Task Stand(HttpContext context, int? window)
    {
        if (window is { } number) context.Keep(Desk.Cookie, number.ToString(CultureInfo.InvariantCulture), TimeSpan.FromDays(365));
        else context.Drop(Desk.Cookie);
        if (Sessions.SessionOf(context.User) is not { } session) return;
        await book.Stand(session, window, context.RequestAborted);
        var who = context.User.Clone();
        var identity = (ClaimsIdentity)who.Identity!;
        foreach (var old in identity.FindAll(c => c.Type is Desk.WindowClaim or Desk.IdleClaim).ToList()) identity.RemoveClaim(old);
        if (window is { } at) identity.AddClaims(ClaimsOf(at, options.Value));
        await context.SignInAsync(Sessions.Cookie, who);
        context.User = who;
    }

    /// <summary>Null: it is open again. A wrong password counts like a wrong sign-in.</summary>
    public async Task<Refusal?> Open(HttpContext context, string? password)
    {
        var (id, session) = (context.RequireActor().Id, Sessions.SessionOf(context.User)!);
        if (string.IsNullOrEmpty(password)) return new Refusal("identity.desk-password", "请输入密码", PlatformRules.Permission);
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        var user = await db.Accounts.Where(a => a.Id == id).Select(a => a.User).SingleAsync(context.RequestAborted);
        if (!(await door.Enter(user, password, context.Connection.RemoteIpAddress?.ToString() ?? "", context.RequestAborted)).Try(out _, out var why))
        {
            return why.Code == "identity.sign-in-failed" ? why with { Message = why.Message.Replace("用户名或密码不正确", "密码不正确", StringComparison.Ordinal) } : why;
        }

        await book.Unlock(session, context.RequestAborted);
        return null;
    }

    private static Claim[] ClaimsOf(int window, SignInOptions options) =>
    [
        new(Desk.WindowClaim, window.ToString(CultureInfo.InvariantCulture)),
        new(Desk.IdleClaim, ((int)options.DeskIdle.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
    ];
}

/// <summary>On an endpoint: it answers while the screen is locked.</summary>
internal sealed record WhileLocked;
