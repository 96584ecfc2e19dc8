using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>责任人的提醒: alerts of the systems that a member of staff answers for stand above his pages until their cause is gone.</summary>
internal sealed class DutyNotes(IDbContextFactory<SecurityDb> contexts) : IWorkNotes
{
    private const int Most = 3;

    public async ValueTask<IReadOnlyList<string>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { IsStaff: true } actor) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var words = await db.Alerts.AsNoTracking().Where(a => a.EndedAt == null && db.Duties.Any(d => d.Asset == a.Asset && d.Account == actor.Id))
            .OrderByDescending(a => a.Overdue).ThenBy(a => a.DueOn).ThenBy(a => a.Id).Select(a => a.Words).Take(Most).ToListAsync(cancel);
        return [.. words.Select(w => $"安全提醒（您是责任人）：{w}。")];
    }
}
