using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>留存的开办计划: kept by who is signed in, and told to him on his home page when a guide in it has a new version.</summary>
internal sealed class KeptPlans(CatalogueDb db, TimeProvider clock) : IHomePanel
{
    private const int MostOfAccount = 20;

    public async Task<Refusal?> Keep(Actor actor, string address, string name, IReadOnlyList<AheadStep> steps, CancellationToken cancel)
    {
        var id = Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes($"{actor.Id} {address}")))[..16];
        var mine = await db.KeptPlans.Where(p => p.Account == actor.Id).ToListAsync(cancel);
        var row = mine.FirstOrDefault(p => p.Id == id);
        if (row is null && mine.Count >= MostOfAccount)
            return new Refusal("catalogue.plans-full", $"最多留存 {MostOfAccount} 份计划。请先删掉不用的，再留存这一份。", PlatformRules.Input);
        if (row is null) db.Add(row = new KeptPlanRow { Id = id, Account = actor.Id, Address = address, Name = name });
        (row.KeptAt, row.Changed) = (clock.Now(), null);
        db.RemoveRange(await db.KeptPlanItems.Where(i => i.Plan == id).ToListAsync(cancel));
        await db.SaveChangesAsync(cancel);
        db.AddRange(steps.Select(s => new KeptPlanItemRow { Item = s.Guide.Item, Plan = id, Version = s.Guide.Version }));
        await db.SaveChangesAsync(cancel);
        return null;
    }

    public Task<List<KeptPlanRow>> Of(Actor actor, CancellationToken cancel) =>
        db.KeptPlans.AsNoTracking().Where(p => p.Account == actor.Id).OrderByDescending(p => p.KeptAt).ToListAsync(cancel);

    public async Task Discard(Actor actor, string id, CancellationToken cancel)
    {
        if (await db.KeptPlans.SingleOrDefaultAsync(p => p.Id == id && p.Account == actor.Id, cancel) is not { } row) return;
        db.Remove(row);
        db.RemoveRange(await db.KeptPlanItems.Where(i => i.Plan == id).ToListAsync(cancel));
        await db.SaveChangesAsync(cancel);
    }

    public async ValueTask<HomePanel?> For(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Role != Role.Applicant) return null;
        var mine = await Of(actor, cancel);
        return mine.Count == 0 ? null : new HomePanel(
            "我留存的开办计划",
            [.. mine.Take(3).Select(p => new HomeLine(
                p.Name, p.Address, p.Changed is null ? "没有变化" : "办事指南有更新", p.Changed is not null, p.Changed?.Replace("\n", "；", StringComparison.Ordinal)))],
            "/my/plans");
    }
}

/// <summary>A new version of a guide is told to whoever kept a plan with it. Heard twice it says the same once.</summary>
internal sealed class TellWhoKeptThePlan(CatalogueDb db) : IReaction
{
    public string Topic => GuidePublished.Topic;

    public async Task React(Message message, CancellationToken cancel)
    {
        var published = message.Read<GuidePublished>();
        var items = await db.KeptPlanItems.Where(i => i.Item == published.Item && i.Version < published.Version).ToListAsync(cancel);
        if (items.Count == 0) return;
        var name = await db.Items.Where(i => i.Key == published.Item).Select(i => i.Name).SingleOrDefaultAsync(cancel) ?? published.Item;
        var ids = items.Select(i => i.Plan).ToList();
        foreach (var plan in await db.KeptPlans.Where(p => ids.Contains(p.Id)).ToListAsync(cancel))
        {
            // The newest of an item stands for those before it.
            var others = plan.Changed?.Split('\n').Where(l => !l.StartsWith($"“{name}”", StringComparison.Ordinal)) ?? [];
            plan.Changed = string.Join('\n', [.. others, $"“{name}”的办事指南有第 {published.Version} 版，{published.EffectiveFrom.Year}年{published.EffectiveFrom.Month}月{published.EffectiveFrom.Day}日起施行"]);
        }

        foreach (var item in items) item.Version = published.Version;
        await db.SaveChangesAsync(cancel);
    }
}
