using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 外部事件的核验: each event that says it came from a line system has its signed news, word for word, under a key of that system; and each news that says it
/// was taken has its event. What was typed in by hand has its scan instead.
/// </summary>
internal sealed class LineProofs(IDbContextFactory<CasesDb> contexts, HearNews news) : IAudit
{
    private const int Most = 500;

    public async Task<AuditReport> Verify(DateOnly? since, CancellationToken cancel)
    {
        var damage = new List<Damage>();
        var after = "";
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var page = await db.News.AsNoTracking().Where(n => n.State == NewsState.Taken && string.Compare(n.Id, after) > 0).OrderBy(n => n.Id).Take(Most).ToListAsync(cancel);
            if (page.Count == 0) return new AuditReport(0, 0, 0, damage);
            foreach (var row in page)
            {
                if (since is { } day && row.HeardAt.Date < day) continue;
                if (await Wrong(db, row, cancel) is { } what) damage.Add(new Damage(row is { Region: { } region, CaseId: { } id } ? CaseNumber.From(region, id).ToString() : "", row.Sequence ?? 0, what));
            }

            after = page[^1].Id;
        }
    }

    private async Task<string?> Wrong(CasesDb db, NewsRow row, CancellationToken cancel)
    {
        var body = Encoding.UTF8.GetBytes(row.Body);
        if (!HearNews.Holds(await news.KeysOf(row.System, cancel), body, row.Signature)) return $"业务系统 {row.System} 的消息 {row.Number} 验签不符";
        var actId = $"news-{row.System}-{row.Number}";
        var stored = await db.Events.AsNoTracking().Where(e => e.Region == row.Region && e.CaseId == row.CaseId && e.ActId == actId).Select(e => e.Body).FirstOrDefaultAsync(cancel);
        if (stored is null) return $"业务系统 {row.System} 的消息 {row.Number} 记为收下，日志里没有";
        var mark = CaseEnvelope.Read(stored).Outside;
        return mark?.Proof == OutsideNews.ProofOf(body) && mark.Number == row.Number && mark.System == row.System && OutsideNews.Read(row.Body)?.At == mark.At
            ? null
            : $"日志里的外部事件与业务系统 {row.System} 的消息 {row.Number} 不符";
    }
}
