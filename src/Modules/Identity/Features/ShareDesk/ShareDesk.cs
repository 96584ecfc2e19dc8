using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>公用窗口电脑: staff say at which window the computer stands; there the screen is locked by a tap or when nobody is there, opened by the password, or handed to the next.</summary>
internal static class ShareDesk
{
    public const string Path = "/workbench/desk";
    public const string UnlockPath = "/desk/unlock";
    public const string LockedPath = "/desk/locked";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context) => Pages.Show<DeskPage>(Model(context, FormState.Empty))).WithName(nameof(ShareDesk)).ExcludeFromDescription().AllowStaff();
        routes.MapPost(Path, Set).WithName("SetDesk").ExcludeFromDescription().AllowStaff().UnderAnyHat();
        routes.MapPost("/desk/here", () => Results.NoContent()).WithName("TouchDesk").ExcludeFromDescription().AllowStaff().UnderAnyHat();
        routes.MapPost("/desk/lock", Lock).WithName("LockDesk").ExcludeFromDescription().AllowStaff().UnderAnyHat().WithMetadata(new WhileLocked());
        routes.MapGet(LockedPath, Locked).WithName("ShowLockedDesk").ExcludeFromDescription().AllowStaff().WithMetadata(new WhileLocked());
        routes.MapPost(UnlockPath, Unlock).WithName("UnlockDesk").ExcludeFromDescription().AllowStaff().UnderAnyHat().WithMetadata(new WhileLocked());
        routes.MapPost("/desk/next", HandOver).WithName("HandDeskOver").ExcludeFromDescription().AllowStaff().UnderAnyHat().WithMetadata(new WhileLocked());
    }

    private static async Task<IResult> Set(FormReader form, HttpContext context, DeskLock desk)
    {
        if (form.Sent("stop"))
        {
            await desk.Stand(context, null);
            return Results.LocalRedirect(Path);
        }

        var window = (int?)form.Number("window", "窗口号", 1, Desk.MostWindow);
        if (!form.Ok) return Pages.Again<DeskPage>(Model(context, form.State));
        await desk.Stand(context, window);
        return Results.LocalRedirect(Path);
    }

    private static async Task<IResult> Lock(FormReader form, HttpContext context, SignInBook book, CancellationToken cancel)
    {
        // Where the session is not at a window nothing would open it again.
        if (Desk.Of(context.User) is not null) await book.Lock(Sessions.SessionOf(context.User)!, cancel);
        return IsScript(context) ? Results.NoContent() : Results.LocalRedirect(LockedModel.AddressOf(form.Raw("return")));
    }

    private static async Task<IResult> Locked(HttpContext context, SignInBook book, CancellationToken cancel) =>
        await IsLocked(context, book, cancel) ? Pages.Show<LockedPage>(LockedModel.Of(context, FormState.Empty)) : Results.LocalRedirect(TextSize.LocalPath(context.Request.Query["return"]));

    private static async Task<IResult> Unlock(FormReader form, HttpContext context, DeskLock desk, SignInBook book, CancellationToken cancel)
    {
        var back = TextSize.LocalPath(form.Raw("return"));
        if (await IsLocked(context, book, cancel) && await desk.Open(context, form.Raw(DeskGuard.PasswordField)) is { } why)
        {
            return IsScript(context) ? Pages.Problem(why) : Pages.Again<LockedPage>(LockedModel.Of(context, form.State.Refused(why)) with { Return = back });
        }

        return IsScript(context) ? Results.NoContent() : Results.LocalRedirect(back);
    }

    /// <summary>换人: this session ends and what the browser kept of its pages goes; the window stays.</summary>
    private static async Task<IResult> HandOver(HttpContext context, SignInBook book, CancellationToken cancel)
    {
        await book.End(context.RequireActor().Id, Sessions.SessionOf(context.User)!, null, cancel);
        await context.SignOutAsync(Sessions.Cookie);
        context.Response.ForgetPages();
        return Results.LocalRedirect("/sign-in");
    }

    private static async ValueTask<bool> IsLocked(HttpContext context, SignInBook book, CancellationToken cancel) =>
        Desk.Of(context.User) is not null && await book.IsLocked(Sessions.SessionOf(context.User)!, cancel);

    private static bool IsScript(HttpContext context) => context.Request.Headers.Accept.ToString() is "application/json";

    private static DeskModel Model(HttpContext context, FormState form) => new(
        form, Desk.Of(context.User), context.User.FindFirst(Desk.IdleClaim) is { Value: var seconds } ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) / 60 : null);
}

/// <param name="Window">Null: the computer is nobody's but its user's.</param>
/// <param name="Minutes">After so many without a hand on it the screen is locked.</param>
public sealed record DeskModel(FormState Form, int? Window, int? Minutes);

/// <param name="Return">Where to go then.</param>
public sealed record LockedModel(FormState Form, string Name, int Window, string Return)
{
    /// <summary>What was to be done when it was stopped; null: a page was to be opened.</summary>
    public string? Path { get; init; }

    public IReadOnlyList<KeptFieldModel> Kept { get; init; } = [];

    /// <summary>All that was sent is here; else files were on the way.</summary>
    public bool Whole { get; init; } = true;

    internal static LockedModel Of(HttpContext context, FormState form) =>
        new(form, context.RequireActor().Name, Desk.Of(context.User)!.Value, TextSize.LocalPath(context.Request.Query["return"]));

    internal static string AddressOf(string? back) => $"{ShareDesk.LockedPath}?return={Uri.EscapeDataString(TextSize.LocalPath(back))}";
}
