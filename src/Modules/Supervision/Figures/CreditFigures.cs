using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Supervision;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal static class CreditFigures
{
    public static async Task<Figure> GuidanceUnread(IQueryable<GuidanceCopyRow> copies, CancellationToken cancel) => Metrics.GuidanceUnread.Of(await copies.CountAsync(c => c.ReadAt == null, cancel));

    public static async Task<Figure> Failed(IQueryable<CreditRow> messages, CancellationToken cancel) => Metrics.CreditFailed.Of(await messages.CountAsync(m => m.Trouble, cancel));
}
