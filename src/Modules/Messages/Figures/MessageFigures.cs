using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Messages;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal static class MessageFigures
{
    public static async Task<Figure> Failed(IQueryable<SendingRow> sendings, CancellationToken cancel) => Metrics.MessagesFailed.Of(await ListSendings.Failed(sendings).CountAsync(cancel));

    public static async Task<Figure> Tasks(IQueryable<SendingRow> sendings, CancellationToken cancel) => Metrics.MessagesTasks.Of(await ListSendings.Tasks(sendings).CountAsync(cancel));

    public static async Task<Figure> Late(IQueryable<SendingRow> late, CancellationToken cancel) => Metrics.MessagesLate.Of(await late.CountAsync(cancel));

    public static async Task<Figure> Waiting(IQueryable<SendingRow> sendings, CancellationToken cancel) =>
        Metrics.MessagesWaiting.Of(await sendings.CountAsync(s => s.Trouble || s.State == SendingState.Task, cancel));

    public static async Task<Figure> Unread(IQueryable<MessageRow> inbox, CancellationToken cancel) => Metrics.MessagesUnread.Of(await inbox.CountAsync(m => m.ReadAt == null, cancel));
}
