using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>看消息: one message, whole, to its applicant alone; opened, it is read. With what was sent outside, and whether it arrived.</summary>
internal static class ReadMessage
{
    public static readonly Refusal NotFound = new("messages.not-found", "没有找到这条消息。请从“我的消息”里打开。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet($"{ListMyMessages.Path}/{{message}}", Show).WithName(nameof(ReadMessage)).AllowRoles(Role.Applicant);

    private static async Task<IResult> Show(
        string message, HttpContext context, MessagesDb db, MessageWriter writer, ICopyReaders readers, ISubjects subjects, TimeProvider clock, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var actor = context.RequireActor();
        if (!actor.May(Power.Messages)) return Pages.Refuse(ListMyMessages.NotEntrusted);
        var inbox = await ListMyMessages.Inbox(db, actor, readers, cancel);
        var row = await inbox.SingleOrDefaultAsync(m => m.Id == message, cancel);
        if (row is null || await writer.Open(row, cancel) is not { } text) return Pages.Refuse(NotFound);
        if (row.ReadAt is null && actor.Authority is null)
        {
            row.ReadAt = clock.Now();
            await db.SaveChangesAsync(cancel);
        }

        var sendings = await db.Sendings.AsNoTracking().Where(s => s.Message == message).OrderBy(s => s.CreatedAt).ToListAsync(cancel);
        return Pages.Show<MessagePage>(new MessageModel(
            text.Title, text.Item, text.Case, row.HappenedAt, text.Happened, text.Todo, text.ByWords, text.Otherwise, text.Organisation, text.Phone,
            text.Path, MessageCode.Grouped(row.Code), [.. sendings.Select(LineOf)], Citation.Parse(row.Basis))
        {
            CopyOf = row.Principal is { } principal ? (await subjects.Find(principal, cancel))?.Name : null,
            CopiedTo = await CopiedTo(db, row, subjects, cancel),
        });
    }

    /// <summary>The applicant sees who got a copy of it.</summary>
    private static async Task<IReadOnlyList<string>> CopiedTo(MessagesDb db, MessageRow row, ISubjects subjects, CancellationToken cancel)
    {
        if (row.Principal is not null || row.Source is not null) return [];
        var names = new List<string>();
        foreach (var reader in await db.Messages.Where(m => m.Case == row.Case && m.Sequence == row.Sequence && m.Principal == row.Subject && m.InboxAt != null).Select(m => m.Subject).ToListAsync(cancel))
        {
            if (await subjects.Find(reader, cancel) is { } known) names.Add(known.Name);
        }

        return names;
    }

    private static SentLineModel LineOf(SendingRow s) => s.State switch
    {
        SendingState.Done => new(StatusKind.Done, $"{s.Means.Words()}：已送达", s.DoneAt),
        SendingState.Failed => new(StatusKind.Neutral, $"{s.Means.Words()}：没有送到", null),
        SendingState.Task => new(StatusKind.Active, s.Means == Means.Phone ? "电话：工作人员会打给您" : "信函：工作人员会寄给您", null),
        _ => new(StatusKind.Active, $"{s.Means.Words()}：正在发送", null),
    };
}

/// <param name="Todo">Null: nothing.</param>
public sealed record MessageModel(
    string Title, string Item, string Case, Instant At, string Happened, string? Todo, string? By, string? Otherwise, string Organisation, string Phone,
    string Path, string Code, IReadOnlyList<SentLineModel> Sent, Citation Basis)
{
    /// <summary>抄送: whose message it is; null: the reader's own.</summary>
    public string? CopyOf { get; init; }

    /// <summary>抄送: who else has it.</summary>
    public IReadOnlyList<string> CopiedTo { get; init; } = [];
}

public sealed record SentLineModel(StatusKind Kind, string Words, Instant? At);
