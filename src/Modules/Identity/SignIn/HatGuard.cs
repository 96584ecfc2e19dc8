using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>
/// 不以没有显示的身份办事: a page that was shown under one hat does nothing under another. Refused in words, with all that was entered, and one button that puts the hat on
/// again and does what was asked.
/// </summary>
internal static class HatGuard
{
    /// <summary>What is not for eyes, or not what somebody entered.</summary>
    private static readonly string[] Technical = ["__RequestVerificationToken", ShownHat.Field, ShownHat.WearField];

    public static Task Invoke(HttpContext context, RequestDelegate next) =>
        context.Actor() is { Role: Role.Applicant, Subject: { } on } ? Guard(context, next, on) : next(context);

    /// <summary>Staff, by account and post; before the permissions, which ask the post that is worn.</summary>
    public static async Task InvokeForPosts(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Actor() is { IsStaff: true } && ShownHat.Of(context.User) is { } on && await ForeignPosts.IsOurs(context))
        {
            await Guard(context, next, on);
        }
        else
        {
            await next(context);
        }
    }

    private static async Task Guard(HttpContext context, RequestDelegate next, string on)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<ShownHat.AnyHat>() is not null
            || await ShownHat.Sent(context.Request) is not { } shown || shown == on)
        {
            await next(context);
            return;
        }

        var actor = context.RequireActor();
        var (name, now, another) = await NameOf(context, actor, shown, on);
        var form = await SentForm.Read(context.Request, context.RequestAborted);
        if (name is not null && form[ShownHat.WearField] == shown && await Wear(context, actor, shown))
        {
            await next(context);
            return;
        }

        var kept = form.Where(f => !Technical.Contains(f.Key)).SelectMany(f => f.Value.OfType<string>().Select(v => new KeptFieldModel(f.Key, v))).ToList();
        context.Response.Headers.CacheControl = "no-store";
        await Pages.Show<HatChangedPage>(
            new HatChangedModel(name, now, shown, context.Request.Path, form.Files.All(f => f.Length == 0), kept, actor.IsStaff) { Another = another }, StatusCodes.Status409Conflict).ExecuteAsync(context);
    }

    /// <summary>What the page was shown under, null where it may not be worn any more, and what is worn now.</summary>
    private static async Task<(string? Shown, string Now, bool Another)> NameOf(HttpContext context, Actor actor, string shown, string on)
    {
        var services = context.RequestServices;
        if (!actor.IsStaff)
        {
            var offered = await services.GetRequiredService<Hats>().Of(actor.Id, context.RequestAborted);
            return (offered.FirstOrDefault(h => h.Subject == shown)?.NameFor(offered), actor.Name, false);
        }

        if (!shown.StartsWith(actor.Id + "/", StringComparison.Ordinal)) return (null, actor.Name, true);
        await using var db = await services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync(context.RequestAborted);
        var directory = services.GetRequiredService<InMemoryDirectory>();
        var posts = await db.PostsOf(await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == actor.Id, context.RequestAborted), context.RequestAborted);
        return (posts.FirstOrDefault(p => p.Id == PostOf(shown))?.Words(directory), posts.FirstOrDefault(p => p.Id == PostOf(on))?.Words(directory) ?? RoleWords.Of(actor.Role), false);
    }

    private static string PostOf(string hat) => hat[(hat.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static async Task<bool> Wear(HttpContext context, Actor actor, string hat)
    {
        await using var db = await context.RequestServices.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync(context.RequestAborted);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == actor.Id && a.Active, context.RequestAborted) is { } row
            && await context.RequestServices.GetRequiredService<Sessions>().SignIn(context, row, actor.IsStaff ? PostOf(hat) : hat);
    }
}

/// <param name="Shown">The hat of the page; null: it may not be worn any more.</param>
/// <param name="Now">The hat that is on.</param>
/// <param name="Whole">All that was sent is here and can be sent again; else files were on the way.</param>
/// <param name="IsPost">A post of staff, not an applicant's hat.</param>
public sealed record HatChangedModel(string? Shown, string Now, string Subject, string Path, bool Whole, IReadOnlyList<KeptFieldModel> Kept, bool IsPost = false)
{
    /// <summary>The page was another member of staff's.</summary>
    public bool Another { get; init; }

    /// <summary>What somebody wrote or chose, for reading; short machine words are left out.</summary>
    public IEnumerable<string> Written => Kept.Where(k => k.Name != ActKey.Field && k.Value.Any(c => c > 127 || char.IsAsciiDigit(c)) && !k.Name.Contains("password", StringComparison.OrdinalIgnoreCase)).Select(k => k.Value);
}

public sealed record KeptFieldModel(string Name, string Value);
