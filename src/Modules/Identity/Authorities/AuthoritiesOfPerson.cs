using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>
/// 委托 of a person, from either side: in the copy; kept while what was done under one belongs to an archive; at erasure ended, with name, number and blind index of the one
/// who goes taken out, also where they lie under the other's key.
/// </summary>
internal sealed class AuthoritiesOfPerson(IDbContextFactory<IdentityDb> contexts, Authorities authorities, SubjectVault vault, IRulebooks rulebooks, TimeProvider clock) : IPersonalData
{
    private const int Most = 1000;

    public async ValueTask<IReadOnlyList<PersonalPart>> Copy(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Authorities.AsNoTracking().Where(a => a.Principal == subject || a.Agent == subject).OrderBy(a => a.GivenAt).Take(Most).ToListAsync(cancel);
        List<PersonalPart> parts = [];
        foreach (var row in rows)
        {
            var given = row.Principal == subject;
            var other = given ? (await authorities.Words(row, cancel))?.Agent : (await vault.Find(row.Principal, cancel))?.Name;
            parts.Add(new PersonalPart($"委托 {row.Number}",
            [
                new(given ? "受托人" : "委托人", other ?? "（资料已依法删除）"), new("可以", PowerWords.Of(row.PowerList)), new("期限", $"{Words.ShortOf(row.From)} 到 {Words.ShortOf(row.Until)}"),
            ]));
        }

        return parts;
    }

    /// <summary>Who acted for another stands behind that case's archive for as long as the archive itself.</summary>
    public async ValueTask<IReadOnlyList<KeptPart>> MustStay(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = await db.Authorities.AsNoTracking().Where(a => a.Agent == subject).Take(Most).ToListAsync(cancel);
        var (ids, today) = (mine.Select(a => a.Id).ToList(), clock.Now().Date);
        var used = await db.AuthorityUses.AsNoTracking().Where(u => ids.Contains(u.Authority)).GroupBy(u => u.Authority).Select(g => new { Id = g.Key, At = g.Max(u => u.At) }).ToListAsync(cancel);
        if (used.Count == 0) return [];
        var rule = rulebooks.For(RegionCode.Nation, ItemType.PublicService, today).Find("personal.retention")!;
        List<KeptPart> kept = [];
        foreach (var use in used)
        {
            var until = Deadlines.After(use.At, rule.Limit, rulebooks.Calendar).Day;
            if (until >= today) kept.Add(new KeptPart($"委托书 {mine.Single(a => a.Id == use.Id).Number}（您凭它替别人办过事）", until, rule.Basis));
        }

        return kept;
    }

    public async Task Erase(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (now, nobody) = (clock.Now(), Array.Empty<byte>());
        var index = await db.Subjects.Where(s => s.Id == subject).Select(s => s.NumberIndex).SingleOrDefaultAsync(cancel);
        var indices = await db.FormerPapers.Where(p => p.Subject == subject).Select(p => p.NumberIndex).ToListAsync(cancel);
        if (index is not null) indices.Add(index);
        await db.InTransaction(async () =>
        {
            var all = db.Authorities.Where(a => a.Principal == subject || a.Agent == subject || indices.Contains(a.AgentIndex));
            await all.Where(a => a.EndedAt == null).ExecuteUpdateAsync(
                a => a.SetProperty(r => r.EndedAt, (Instant?)now).SetProperty(r => r.Ending, (AuthorityEnding?)AuthorityEnding.Erased).SetProperty(r => r.ToConfirm, false), cancel);
            await db.Staffing.Where(s => s.Person == subject && s.RemovedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.RemovedAt, (Instant?)now), cancel);
            return await all.ExecuteUpdateAsync(a => a.SetProperty(r => r.Box, nobody).SetProperty(r => r.AgentIndex, ""), cancel);
        }, cancel);
    }
}
