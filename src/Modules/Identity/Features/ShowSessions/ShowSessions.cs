using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>登录记录: one's own sign-ins, failed ones too, and the sessions that are open, each of which can be ended.</summary>
internal static class ShowSessions
{
    public const string Path = "/account/sessions";
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(ShowSessions)).ExcludeFromDescription().AllowSignedIn();
        routes.MapPost(Path + "/end", End).WithName("EndSession").ExcludeFromDescription().AllowSignedIn().UnderAnyHat();
    }

    private static async Task<IResult> Show(HttpContext context, IdentityDb db, SignInBook book, CancellationToken cancel)
    {
        var id = context.RequireActor().Id;
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, cancel);
        var (open, latest) = await book.Of(account, Most, cancel);
        var here = Sessions.SessionOf(context.User);
        return Pages.Show<SessionsPage>(new SessionsModel(
            [.. open.OrderByDescending(s => s.Id == here).Select(s => new SessionModel(s.Id, DeviceOf(s), s.From, s.At, s.SeenAt, s.Until, s.Id == here))],
            [.. latest.Select(s => new SignInLineModel(s.At, WayOf(s.Way), s.From, s.Window is null ? s.Device : Placed(s, s.Device ?? "浏览器"), s.Opened, s.Times))], book.Most));
    }

    private static async Task<IResult> End(FormReader form, HttpContext context, SignInBook book, CancellationToken cancel)
    {
        var (account, here) = (context.RequireActor().Id, Sessions.SessionOf(context.User));
        var one = form.Raw("session") is { Length: > 0 } named ? named : null;
        await book.End(account, one, here, cancel);
        return Results.LocalRedirect(one is not null && one == here ? "/sign-in" : Path);
    }

    private static string DeviceOf(SignInRow row) => row.Way == SignInWay.Program ? "程序（令牌）" : Placed(row, row.Device ?? "浏览器");

    private static string Placed(SignInRow row, string device) => row.Window is { } window ? $"{window} 号窗口的公用电脑，{device}" : device;

    private static string WayOf(SignInWay way) => way switch
    {
        SignInWay.Password => "密码",
        SignInWay.PasswordAndCode => "密码和动态口令",
        SignInWay.Service => "统一身份认证",
        SignInWay.Phone => "手机验证码",
        SignInWay.Demonstration => "演示账号",
        SignInWay.Program => "程序",
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "A way in without words."),
    };
}

/// <param name="Most">So many at once; zero: no limit.</param>
public sealed record SessionsModel(IReadOnlyList<SessionModel> Open, IReadOnlyList<SignInLineModel> Latest, int Most);

/// <param name="Here">It is this browser's.</param>
public sealed record SessionModel(string Id, string Device, string From, Instant At, Instant SeenAt, Instant Until, bool Here);

/// <param name="Times">How often it failed alike, one after the other.</param>
public sealed record SignInLineModel(Instant At, string Way, string From, string? Device, bool Opened, int Times);
