using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>我的消息: the applicant's inbox, the newest first, what is unread marked.</summary>
internal static class ListMyMessages
{
    public const string Path = "/my/messages";
    public const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(ListMyMessages)).AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/read", ReadAll).WithName("ReadAllMessages").AllowRoles(Role.Applicant);
    }

    public static IQueryable<MessageRow> Unread(MessagesDb db, string subject) =>
        db.Messages.Where(m => m.Subject == subject && m.InboxAt != null && m.ReadAt == null);

    /// <summary>代理人 reads what his principal is told where the authority says so.</summary>
    public static Refusal NotEntrusted { get; } = new("messages.authority-power", "委托的权限不含“查看消息”，请委托人本人查看，或者请他补充委托。", PlatformRules.Permission);

    private static async Task<IResult> Show(string? after, HttpContext context, MessagesDb db, CancellationToken cancel)
    {
        if (!context.RequireActor().May(Power.Messages)) return Pages.Refuse(NotEntrusted);
        context.Response.Headers.CacheControl = "no-store";
        var subject = context.RequireActor().Subject!;
        var mine = db.Messages.AsNoTracking().Where(m => m.Subject == subject && m.InboxAt != null);
        if (after is not null)
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var micros))
                return Pages.Refuse(new Refusal("messages.page-unknown", "这一页的地址不完整，请从第一页重新打开。", PlatformRules.Input));
            var before = new Instant(micros);
            mine = mine.Where(m => m.HappenedAt < before);
        }

        var rows = await mine.OrderByDescending(m => m.HappenedAt).ThenByDescending(m => m.Sequence).Take(PageSize + 1)
            .Select(m => new { m.Id, m.Title, m.Item, m.Case, m.HappenedAt, m.ReadAt }).ToListAsync(cancel);
        var unread = await MessageFigures.Unread(db, subject, cancel);
        return Pages.Show<MyMessagesPage>(new MyMessagesModel(
            [.. rows.Take(PageSize).Select(m => new InboxLineModel($"{Path}/{m.Id}", m.Title, m.Item, MessageText.TailOf(m.Case), m.HappenedAt, m.ReadAt is null))],
            unread,
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?after={rows[PageSize - 1].HappenedAt.Microseconds}") : null,
            after is null ? null : Path));
    }

    private static async Task<IResult> ReadAll(HttpContext context, MessagesDb db, TimeProvider clock, CancellationToken cancel)
    {
        var (subject, now) = (context.RequireActor().Subject!, clock.Now());
        // What is new stays new to the principal, whoever read it for him.
        if (context.RequireActor().Authority is not null) return Results.LocalRedirect(Path);
        await db.InTransaction(() => Unread(db, subject).ExecuteUpdateAsync(s => s.SetProperty(m => m.ReadAt, (Instant?)now), cancel), cancel);
        return Results.LocalRedirect(Path);
    }
}

/// <summary>The link in the site bar, with the number of what is unread.</summary>
internal sealed class InboxLink(IDbContextFactory<MessagesDb> contexts) : IBarLinks
{
    public async ValueTask<IReadOnlyList<BarLink>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { Role: Role.Applicant, Subject: { } subject } actor || !actor.May(Power.Messages)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var unread = await MessageFigures.Unread(db, subject, cancel);
        return [new BarLink("消息", ListMyMessages.Path, unread.Value == 0 ? null : unread, "条未读")];
    }
}

public sealed record MyMessagesModel(IReadOnlyList<InboxLineModel> Messages, Figure Unread, string? Next, string? First);

/// <param name="Tail">The end of the case's number.</param>
public sealed record InboxLineModel(string Path, string Title, string Item, string Tail, Instant At, bool Unread);
