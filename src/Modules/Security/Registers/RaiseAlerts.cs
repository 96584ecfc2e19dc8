using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>
/// 提醒和警告: what the registers ask for and nobody has done, each told once for its cause; over when the cause is gone. Two nodes raise the same alert once: its
/// name is the cause.
/// </summary>
internal sealed class RaiseAlerts(IDbContextFactory<SecurityDb> contexts, Obligations obligations, TimeProvider clock, ILogger<RaiseAlerts> log)
    : DueLoop(TimeSpan.FromMinutes(1), log)
{
    public override string Title => "安全提醒";

    public override Task<int> RunDue(CancellationToken cancel) => InTurn(() => Run(cancel), cancel);

    private async Task<int> Run(CancellationToken cancel)
    {
        var now = clock.Now();
        var causes = await Causes(now.Date, cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var standing = await db.Alerts.Where(a => a.EndedAt == null).ToListAsync(cancel);
        var ids = causes.Select(c => c.Id).ToList();
        var ended = standing.Where(a => !ids.Contains(a.Id)).ToList();
        var known = await db.Alerts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancel);
        var raised = new List<AlertRow>();
        foreach (var alert in ended) alert.EndedAt = now;
        foreach (var cause in causes)
        {
            var row = known.GetValueOrDefault(cause.Id);
            if (row is { EndedAt: null }) continue;
            if (row is null) db.Alerts.Add(new AlertRow { Id = cause.Id, Place = cause.Place, Asset = cause.Asset, Overdue = cause.Overdue, Words = cause.Words, DueOn = cause.DueOn, RaisedAt = now });
            else row.EndedAt = null;
            raised.Add(row ?? cause);
        }

        if (raised.Count + ended.Count == 0) return 0;
        await db.SaveWithLines(
            [
                .. ended.Select(a => new Entry(now, LogKind.Alert, null, a.Asset, $"解除：{a.Words}")),
                .. raised.Select(a => new Entry(now, LogKind.Alert, null, a.Asset, a.Words)),
            ],
            cancel);
        return raised.Count;
    }

    private async Task<List<AlertRow>> Causes(DateOnly today, CancellationToken cancel)
    {
        var causes = new List<AlertRow>();
        foreach (var (asset, kind, standing) in await obligations.Assessments(RegionCode.Nation, cancel))
        {
            var what = $"“{asset.Name}”的{AssetWords.Of(kind)}";
            var words = standing.At switch
            {
                DueStanding.Missing => $"{what}还没有登记过",
                DueStanding.Soon => $"{what}应在{Words.Of(standing.DueOn!.Value)}以前再做",
                DueStanding.Overdue => $"{what}已经逾期，应在{Words.Of(standing.DueOn!.Value)}以前做",
                _ => null,
            };
            if (words is not null) causes.Add(Cause($"assessment/{asset.Id}/{kind}/{(standing.DueOn is { } due ? Words.Machine(due) : "never")}/{standing.At}", asset.Place, asset.Id, standing.At != DueStanding.Soon, words, standing.DueOn));
        }

        foreach (var duty in await obligations.Duties(RegionCode.Nation, cancel))
        {
            if (duty.Person is not null) continue;
            var why = duty.Left is null ? "没有责任人" : "的责任人已经离开";
            causes.Add(Cause($"duty/{duty.Asset.Id}/{duty.Level}/{duty.Left}", duty.Asset.Place, duty.Asset.Id, true, $"“{duty.Asset.Name}”{AssetWords.OfLevel(duty.Level)}{why}", null));
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var hole in await db.Vulnerabilities.AsNoTracking().Where(v => v.FixedOn == null && v.DueOn < today).ToListAsync(cancel))
        {
            causes.Add(Cause($"vulnerability/{hole.Id}", hole.Place, hole.Asset, true, $"{AssetWords.Of(hole.Severity)}漏洞“{hole.Title}”没有按期修复，应在{Words.Of(hole.DueOn)}以前修复", hole.DueOn));
        }

        return causes;
    }

    private static AlertRow Cause(string id, long place, string asset, bool overdue, string words, DateOnly? due) =>
        new() { Id = id, Place = place, Asset = asset, Overdue = overdue, Words = words, DueOn = due };
}
