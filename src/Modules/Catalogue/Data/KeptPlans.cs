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
        (row.KeptAt, row.Changed, row.Subject) = (clock.Now(), null, actor.Subject);
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

/// <summary>A new version of a guide is told to whoever kept a plan with it: on his home page, and by a message for each version. Heard twice it says the same once.</summary>
internal sealed class TellWhoKeptThePlan(CatalogueDb db, TimeProvider clock) : IReaction
{
    public string Topic => GuidePublished.Topic;

    public async Task React(Message message, CancellationToken cancel)
    {
        var published = message.Read<GuidePublished>();
        var items = await db.KeptPlanItems.Where(i => i.Item == published.Item && i.Version < published.Version).ToListAsync(cancel);
        if (items.Count == 0) return;
        var known = await db.Items.Where(i => i.Key == published.Item).Select(i => new { i.Name, i.Place }).SingleOrDefaultAsync(cancel);
        var name = known?.Name ?? published.Item;
        var ids = items.Select(i => i.Plan).ToList();
        foreach (var plan in await db.KeptPlans.Where(p => ids.Contains(p.Id)).ToListAsync(cancel))
        {
            // The newest of an item stands for those before it.
            var others = plan.Changed?.Split('\n').Where(l => !l.StartsWith($"“{name}”", StringComparison.Ordinal)) ?? [];
            var told = $"“{name}”的办事指南有第 {published.Version} 版，{published.EffectiveFrom.Year}年{published.EffectiveFrom.Month}月{published.EffectiveFrom.Day}日起施行";
            plan.Changed = string.Join('\n', [.. others, told]);
            if (plan.Subject is { } subject && known is not null) await GuideLetterRow.Write(db, Letter(plan, subject, published, told), RegionCode.From(known.Place), cancel);
        }

        foreach (var item in items) item.Version = published.Version;
        await db.SaveChangesAsync(cancel);
    }

    private GuideLetterRow Letter(KeptPlanRow plan, string subject, GuidePublished published, string told) => new()
    {
        Id = $"plan/{plan.Id}/{published.Item}/{published.Version}",
        Reference = "ZN" + Convert.ToHexString(Sm3.Of(Encoding.UTF8.GetBytes($"{plan.Id} {published.Item}")))[..10],
        Sequence = published.Version, Kind = "plan-changed", Subject = subject, Item = published.Item, Title = "您留存的计划里有指南更新了",
        Happened = $"您留存的开办计划（{plan.Name}）里，{told}。计划的天数、材料和顺序可能跟着变。", Path = plan.Address, At = clock.Now(),
    };
}
