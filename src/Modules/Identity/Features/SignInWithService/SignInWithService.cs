using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>用身份认证服务登录: off to the service, back with a code, and in. Begun by a link, not by a form: a form may not lead to another house (see the content policy).</summary>
internal static partial class SignInWithService
{
    public const string Path = "/sign-in/with";
    public const string BackPath = "/sign-in/back";
    public const string LeftPath = "/signed-out";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Path}/{{service}}", Begin).WithName(nameof(SignInWithService)).ExcludeFromDescription().AllowEveryone();
        routes.MapGet($"{BackPath}/{{service}}", Finish).WithName("FinishSignInWithService").ExcludeFromDescription().AllowEveryone();
        routes.MapGet($"{LeftPath}/{{service}}", Left).WithName("LeftService").ExcludeFromDescription().AllowEveryone();
    }

    private static async Task<IResult> Begin(string service, HttpContext context, IdentityServices services, DoorTickets tickets, PublicAddress address, GuessLimit limit, CancellationToken cancel)
    {
        if (!services.Find(service, out var door)) return Pages.Refuse(Unknown);
        if (!limit.Allows(context, null)) return Pages.Refuse(TooMany);
        var ticket = tickets.New(door.Name, TextSize.LocalPath(context.Request.Query["return"]));
        if (!(await door.Begin(ticket, address.Of($"{BackPath}/{door.Name}"), cancel)).Try(out var there, out var why)) return Trouble(door, ticket.Return, why);
        tickets.Keep(context, ticket);
        return Results.Redirect(there.AbsoluteUri);
    }

    private static async Task<IResult> Finish(
        string service, HttpContext context, IdentityServices services, DoorTickets tickets, PublicAddress address, Arrivals arrivals, Sessions sessions, GuessLimit limit,
        WorkbenchMenu workbench, ILogger<IdentityServices> log, CancellationToken cancel)
    {
        if (!services.Find(service, out var door)) return Pages.Refuse(Unknown);
        if (!limit.Allows(context, null)) return Pages.Refuse(TooMany);
        var query = context.Request.Query;
        if (tickets.Take(context, door.Name, query[door.StateName]) is not { } ticket) return Trouble(door, "/", ServiceWords.Over);
        if (query[door.CodeName] is not [{ Length: > 0 and <= 2000 } code]) return Trouble(door, ticket.Return, ServiceWords.Cancelled(door.Options));
        var told = await door.Finish(code, ticket, address.Of($"{BackPath}/{door.Name}"), cancel);
        if (!told.Try(out var arrival, out var why) || !(await arrivals.Welcome(arrival, door.Options.Title, cancel)).Try(out var known, out why))
        {
            Refused(log, door.Name, why.Code);
            return Trouble(door, ticket.Return, why);
        }

        if (!await sessions.SignIn(context, known.Account, known.Subject, (arrival.Level, door.Name))) return Pages.Refuse(SignIn.ForNobody);
        return Results.LocalRedirect(SignIn.After(ticket.Return, Role.Applicant, workbench));
    }

    /// <summary>After signing out here: the service's own session is the reader's to end.</summary>
    private static async Task<IResult> Left(string service, IdentityServices services, PublicAddress address, CancellationToken cancel) =>
        services.Find(service, out var door)
            ? Pages.Show<SignedOutPage>(new SignedOutModel(door.Options.Title, (await door.Leave(address.Of("/"), cancel))?.AbsoluteUri))
            : Results.LocalRedirect("/");

    private static IResult Trouble(IIdentityService door, string back, Refusal why) => Pages.Show<ServiceTroublePage>(
        new ServiceTroubleModel(door.Options.Title, why.Message, why.Basis, $"{Path}/{door.Name}{(back == "/" ? "" : $"?return={Uri.EscapeDataString(back)}")}"), Pages.StatusOf(why));

    private static Refusal Unknown { get; } = new("identity.not-found", "没有这种登录方式，请从登录页重新选择。", PlatformRules.Permission);

    private static Refusal TooMany { get; } = new("identity.too-many", "短时间内登录的次数太多，请过一分钟再试。", PlatformRules.Capacity);

    [LoggerMessage(LogLevel.Warning, "A sign-in by {Service} was refused: {Code}.")]
    private static partial void Refused(ILogger log, string service, string code);
}

/// <param name="Retry">Begins anew, and leads to where one wanted to go.</param>
public sealed record ServiceTroubleModel(string Title, string Words, Citation Basis, string Retry);

/// <param name="Leave">Where the service's own session ends; null: it cannot be asked.</param>
public sealed record SignedOutModel(string Title, string? Leave);
