using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>抄送: relatives with the power to see messages, asked anew each time, so that an end counts at once.</summary>
internal sealed class CopyReaders(IDbContextFactory<IdentityDb> contexts, TimeProvider clock) : ICopyReaders
{
    public async ValueTask<IReadOnlyList<CopyReader>> Of(string principal, string item, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var given = await Live(db).Where(a => a.Principal == principal).OrderBy(a => a.GivenAt).ToListAsync(cancel);
        return [.. given.Where(a => a.PowerList.Contains(Power.Messages) && a.Grant.Covers(item)).DistinctBy(a => a.Agent).Select(a => new CopyReader(a.Agent!, a.Id))];
    }

    public async ValueTask<IReadOnlyList<string>> Holding(string reader, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await Live(db).Where(a => a.Agent == reader).ToListAsync(cancel)).Where(a => a.PowerList.Contains(Power.Messages)).Select(a => a.Id)];
    }

    private IQueryable<AuthorityRow> Live(IdentityDb db)
    {
        var today = clock.Now().Date;
        return db.Authorities.AsNoTracking().Where(a => a.Kind == AuthorityKind.Relative && a.AcceptedAt != null && a.EndedAt == null && a.From <= today && a.Until >= today);
    }
}
