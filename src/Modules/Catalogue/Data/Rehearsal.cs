using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>发布前预演: drafts, open cases, combinations that a publication touches, and who would be told.</summary>
internal sealed class Rehearsal(CatalogueDb db, ITouchedCases cases, Lints lints)
{
    public async Task<RehearsalModel> Of(ChangeRequest request, RequestRelease.Look look, CancellationToken cancel)
    {
        var keys = request.Items.Select(i => i.Item).ToList();
        var touched = await cases.Of(request.Place, keys, cancel);
        var combinations = new List<string>();
        foreach (var row in await db.Combinations.AsNoTracking().Where(c => c.Published != null).ToListAsync(cancel))
        {
            if (Combinations.Read(row.Published!).Parts.Any(p => keys.Contains(p.Item))) combinations.Add(row.Name);
        }

        var drafts = Metrics.ItemDrafts.Of(touched.Sum(t => t.Drafts.Value));
        var running = Metrics.ItemCasesRunning.Of(touched.Sum(t => t.AllRunning.Value));
        string[] messages =
        [
            .. drafts.Value > 0 ? [$"{Words.Of(drafts)} 份草稿的申请人：打开草稿时看到指南换了版本，填过的内容保留"] : Array.Empty<string>(),
            .. running.Value > 0 ? [$"{Words.Of(running)} 件正在办理：不受影响，仍按受理时的版本办"] : Array.Empty<string>(),
            .. combinations.Count > 0 ? [$"{combinations.Count} 个组合重新合成，合不成的列给牵头部门"] : Array.Empty<string>(),
        ];
        var before = 0;
        foreach (var guide in look.Guides.Select(g => g.Before).OfType<Guide>()) before += (await lints.Of(guide, cancel)).Count;
        return new RehearsalModel(
            [.. request.Items.Zip(touched).Select(p => new RehearsedItemModel(p.First.Name, p.Second.Drafts, [.. p.Second.Running.OrderBy(r => r.Key).Select(r => $"第 {r.Key} 版 {Words.Of(r.Value)} 件")]))],
            combinations, messages, before, look.Guides.Sum(g => g.Findings.Count));
    }
}
