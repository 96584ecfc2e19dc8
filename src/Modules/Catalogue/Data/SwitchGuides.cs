using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// 到期切换: when the day of a published version comes, lists and search show it. What is filed and what the guide's page shows compare the day
/// themselves and wait for nobody.
/// </summary>
internal sealed class SwitchGuides(
    IDbContextFactory<CatalogueDb> contexts, PublishedGuides guides, OutboxBell bell, TimeProvider clock, ILogger<SwitchGuides> log)
    : DueWorker<CatalogueDb, SwitchRow>(contexts, bell, clock, log)
{
    public override string Title => "指南按日切换";

    protected override async Task Step(CatalogueDb db, SwitchRow row, CancellationToken cancel)
    {
        var now = Clock.Now();
        var item = await db.Items.SingleAsync(i => i.Key == row.Item, cancel);
        // Of two versions whose days have both come the later one stands.
        if (await guides.Current(row.Item, cancel) is { } guide && guide.Version == row.Guide)
        {
            Publication.Switch(item, guide, now);
            Publication.PutThemes(db, [.. await db.Themes.Where(t => t.Item == row.Item).ToListAsync(cancel)], guide);
            await Publication.CountChange(db, cancel);
        }

        row.Went(null);
    }
}
