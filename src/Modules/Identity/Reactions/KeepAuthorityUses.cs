using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>每次使用都给委托人看: what an agent did in a case, as the case's log says it. Heard twice, it is the same line.</summary>
internal sealed class KeepAuthorityUses(IdentityDb db) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        if (happened is not { Authority: { } authority, Agent: { } agent } || await Known(happened, cancel)) return;
        db.AuthorityUses.Add(new AuthorityUseRow
        {
            Principal = happened.Subject, Case = happened.Number, Sequence = happened.Sequence, At = happened.At, Type = happened.Type, Authority = authority, Account = agent,
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Heard twice at once: the first stands.
            db.ChangeTracker.Clear();
            if (!await Known(happened, cancel)) throw;
        }
    }

    private Task<bool> Known(CaseHappened happened, CancellationToken cancel) =>
        db.AuthorityUses.AnyAsync(u => u.Case == happened.Number && u.Sequence == happened.Sequence, cancel);
}
