using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>A person's cases: what was applied for, in the copy; what keeps the person from being erased: open ones, and the files of closed ones for as long as they must be kept.</summary>
internal sealed class CasesOfPerson(IDbContextFactory<CasesDb> contexts, CaseDesk desk, ICases cases, IRulebooks rulebooks, TimeProvider clock) : IPersonalData
{
    private const int Most = 1000;

    public async ValueTask<IReadOnlyList<PersonalPart>> Copy(string subject, CancellationToken cancel = default)
    {
        List<PersonalPart> parts = [];
        foreach (var open in await Of(subject, cancel))
        {
            List<PersonalField> fields = [new("办件编号", open.Number.ToString()), new("状态", open.State.Status.Words()), new("收到", Words.Of(open.State.ReceivedAt))];
            var paper = new CasePaper(open, await cases.Log(open.Number, cancel), inFull: true);
            fields.AddRange(paper.Answers().SelectMany(a => a.Rows).Select(r => new PersonalField(r.Term, r.Value)));
            parts.Add(new PersonalPart($"办件：{open.Guide.Name}", fields));
        }

        return parts;
    }

    public async ValueTask<IReadOnlyList<KeptPart>> MustStay(string subject, CancellationToken cancel = default)
    {
        List<KeptPart> kept = [];
        var today = clock.Now().Date;
        foreach (var open in await Of(subject, cancel))
        {
            var name = $"办件 {open.Number}（{open.Guide.Name}）";
            if (Trays.Of(open.State) != Tray.Closed)
            {
                kept.Add(new KeptPart($"{name}还在办理", null, PlatformRules.PersonalData));
                continue;
            }

            var rule = rulebooks.For(open.State.Place, open.Guide.Type, today).Find("personal.retention")!;
            var until = Deadlines.After(Instant.At(open.State.DecidedOn ?? open.State.ReceivedAt.Date, TimeOnly.MinValue), rule.Limit, rulebooks.Calendar).Day;
            if (until >= today) kept.Add(new KeptPart($"{name}的档案", until, rule.Basis));
        }

        return kept;
    }

    /// <summary>What a case keeps in words lies sealed under the person's key; drafts too, but they are of no use to anybody.</summary>
    public async Task Erase(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(() => db.Drafts.Where(d => d.Subject == subject).ExecuteDeleteAsync(cancel), cancel);
    }

    private async Task<IReadOnlyList<OpenCase>> Of(string subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. await desk.Open(await db.Listings.AsNoTracking().Where(c => c.Subject == subject).OrderByDescending(c => c.ReceivedAt).Take(Most).ToListAsync(cancel), cancel)];
    }
}
