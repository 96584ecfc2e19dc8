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

    /// <summary>What stands before the reader: what he is told himself; copies only under his own hat, and only while their authority holds.</summary>
    public static async ValueTask<IQueryable<MessageRow>> Inbox(MessagesDb db, Actor actor, ICopyReaders readers, CancellationToken cancel)
    {
        var subject = actor.Subject!;
        var live = actor.Authority is null ? await readers.Holding(subject, cancel) : [];
        return live.Count == 0
            ? db.Messages.Where(m => m.Subject == subject && m.InboxAt != null && m.Authority == null)
            : db.Messages.Where(m => m.Subject == subject && m.InboxAt != null && (m.Authority == null || live.Contains(m.Authority)));
    }

    /// <summary>代理人 reads what his principal is told where the authority says so.</summary>
    public static Refusal NotEntrusted { get; } = new("messages.authority-power", "委托的权限不含“查看消息”，请委托人本人查看，或者请他补充委托。", PlatformRules.Permission);

    private static async Task<IResult> Show(string? after, HttpContext context, MessagesDb db, ICopyReaders readers, ISubjects subjects, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (!actor.May(Power.Messages)) return Pages.Refuse(NotEntrusted);
        context.Response.Headers.CacheControl = "no-store";
        var inbox = await Inbox(db, actor, readers, cancel);
        var mine = inbox.AsNoTracking();
        if (after is not null)
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var micros))
                return Pages.Refuse(new Refusal("messages.page-unknown", "这一页的地址不完整，请从第一页重新打开。", PlatformRules.Input));
            var before = new Instant(micros);
            mine = mine.Where(m => m.HappenedAt < before);
        }

        var rows = await mine.OrderByDescending(m => m.HappenedAt).ThenByDescending(m => m.Sequence).Take(PageSize + 1)
            .Select(m => new { m.Id, m.Title, m.Item, m.Case, m.HappenedAt, m.ReadAt, m.Principal }).ToListAsync(cancel);
        var unread = await MessageFigures.Unread(inbox, cancel);
        var principals = new Dictionary<string, string?>();
        foreach (var principal in rows.Select(r => r.Principal).OfType<string>().Distinct()) principals[principal] = (await subjects.Find(principal, cancel))?.Name;
        return Pages.Show<MyMessagesPage>(new MyMessagesModel(
            [.. rows.Take(PageSize).Select(m => new InboxLineModel($"{Path}/{m.Id}", m.Title, m.Item, MessageText.TailOf(m.Case), m.HappenedAt, m.ReadAt is null) { CopyOf = m.Principal is { } whose ? principals[whose] : null })],
            unread,
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?after={rows[PageSize - 1].HappenedAt.Microseconds}") : null,
            after is null ? null : Path));
    }

    private static async Task<IResult> ReadAll(HttpContext context, MessagesDb db, ICopyReaders readers, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.Now();
        // What is new stays new to the principal, whoever read it for him.
        if (context.RequireActor().Authority is not null) return Results.LocalRedirect(Path);
        var unread = (await Inbox(db, context.RequireActor(), readers, cancel)).Where(m => m.ReadAt == null);
        await db.InTransaction(() => unread.ExecuteUpdateAsync(s => s.SetProperty(m => m.ReadAt, (Instant?)now), cancel), cancel);
        return Results.LocalRedirect(Path);
    }
}

/// <summary>The link in the site bar, with the number of what is unread.</summary>
internal sealed class InboxLink(IDbContextFactory<MessagesDb> contexts, ICopyReaders readers) : IBarLinks
{
    public async ValueTask<IReadOnlyList<BarLink>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { Role: Role.Applicant, Subject: not null } actor || !actor.May(Power.Messages)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var unread = await MessageFigures.Unread(await ListMyMessages.Inbox(db, actor, readers, cancel), cancel);
        return [new BarLink("消息", ListMyMessages.Path, unread.Value == 0 ? null : unread, "条未读")];
    }
}

public sealed record MyMessagesModel(IReadOnlyList<InboxLineModel> Messages, Figure Unread, string? Next, string? First);

/// <param name="Tail">The end of the case's number.</param>
public sealed record InboxLineModel(string Path, string Title, string Item, string Tail, Instant At, bool Unread)
{
    /// <summary>抄送: whose message it is; null: the reader's own.</summary>
    public string? CopyOf { get; init; }
}
