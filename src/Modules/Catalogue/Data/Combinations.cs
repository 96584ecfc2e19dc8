using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// 组合的保存、合成和公布: plans are kept as JSON with a version; what they become the guides published last decide, so that a part that changes changes
/// the whole, or is reported to the clerk.
/// </summary>
internal sealed class Combinations(CatalogueDb db, PublishedGuides guides, Library library, IRulebooks rulebooks, IDirectory directory, TimeProvider clock)
{
    public static CombinationPlan Read(string plan) => JsonSerializer.Deserialize<CombinationPlan>(plan, Json.Options)!;

    public static string Write(CombinationPlan plan) => JsonSerializer.Serialize(plan, Json.Options);

    /// <summary>With the guides published last: a part that takes effect later makes the whole take effect that day.</summary>
    public async Task<Composition> Compose(CombinationPlan plan, CancellationToken cancel)
    {
        var parts = await Parts(plan, cancel);
        var today = clock.Now().Date;
        return Union.Of(plan, parts, NameOf, rulebooks.For(plan.Place, plan.Type, today), today);
    }

    public async Task<IReadOnlyList<PartGuide>> Parts(CombinationPlan plan, CancellationToken cancel)
    {
        var keys = plan.Parts.Select(p => p.Item).ToList();
        var latest = await db.Items.AsNoTracking().Where(i => keys.Contains(i.Key) && i.State == ItemState.InUse && i.CurrentVersion > 0)
            .ToDictionaryAsync(i => i.Key, i => i.CurrentVersion, cancel);
        var parts = new List<PartGuide>();
        var index = await library.Index(cancel);
        foreach (var part in plan.Parts)
        {
            if (!latest.TryGetValue(part.Item, out var version) || (await guides.Timeline(part.Item, cancel)).ClosedAt(clock.Now()) is not null) continue;
            if (await guides.Version(part.Item, version, cancel) is { } guide) parts.Add(new PartGuide(part, index.Bind(guide)));
        }

        return parts;
    }

    public string NameOf(string organisation) => directory.Organisation(organisation)?.Name ?? organisation;

    /// <summary>The combination, if it lies in the actor's place.</summary>
    public Task<CombinationRow?> Find(string item, Actor actor, CancellationToken cancel)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return db.Combinations.SingleOrDefaultAsync(c => c.Item == item && c.Place >= from && c.Place < end, cancel);
    }

    /// <summary>Never over somebody else's save.</summary>
    /// <param name="seen">The version that the page was made from.</param>
    public async Task<Outcome<CombinationPlan>> Save(CombinationRow row, CombinationPlan plan, int seen, string what, Actor actor, CancellationToken cancel)
    {
        if (row.Version != seen) return ChangedMeanwhile;
        (row.Plan, row.Name, row.Version, row.ChangedAt) = (Write(plan), plan.Name, row.Version + 1, clock.Now());
        await Note(row.Item, what, actor.Id, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another clerk's save came first.
            db.ChangeTracker.Clear();
            return ChangedMeanwhile;
        }

        return plan;
    }

    public async Task Note(string item, string what, string by, CancellationToken cancel)
    {
        var last = await db.CombinationChanges.Where(c => c.Item == item).MaxAsync(c => (int?)c.Number, cancel) ?? 0;
        db.Add(new CombinationChangeRow { Item = item, Number = last + 1, What = what, By = by, At = clock.Now() });
    }

    public async Task<CoordinationRow?> Coordination(string item, CancellationToken cancel) =>
        await db.Coordinations.Where(c => c.Item == item).OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancel);

    public static LeadCoordination ReadCoordination(string body) => JsonSerializer.Deserialize<LeadCoordination>(body, Json.Options)!;

    public static Refusal ChangedMeanwhile { get; } = new("catalogue.changed-meanwhile", "您打开页面之后，别人刚刚改过这个组合。请看下面现在的内容，核对后再保存。", PlatformRules.NoSilentOverwrite);

    /// <summary>公布: what was composed becomes the next version, and the plan is remembered as the one that stands.</summary>
    public async Task<Outcome<Guide>> Publish(CombinationRow row, string by, CancellationToken cancel)
    {
        var plan = Read(row.Plan);
        var made = await Compose(plan, cancel);
        if (await NotCovered(plan, cancel) is { } uncovered) return uncovered;
        if (!made.MayBePublished) return new Refusal("catalogue.combination-not-ready", "还不能公布：" + string.Join(' ', made.Hindrances.Take(3)), made.Faults.Count > 0 ? made.Faults[0].Basis : Laws.Bundles);
        (row.Published, row.Look) = (row.Plan, null);
        await Note(row.Item, "公布", by, cancel);
        await Publication.Publish(db, [made.Guide!], by, clock.Now(), cancel);
        guides.Forget();
        return made.Guide!;
    }

    /// <summary>Parts were published, suspended or resumed: each combination that has one of them is made again, or listed with the reasons why it is not.</summary>
    public async Task PartsChanged(IReadOnlyCollection<string> items, CancellationToken cancel)
    {
        guides.Forget();
        foreach (var row in await db.Combinations.Where(c => c.Published != null).ToListAsync(cancel))
        {
            var plan = Read(row.Published!);
            if (!plan.Parts.Any(p => items.Contains(p.Item))) continue;
            var made = await Compose(plan, cancel);
            row.Look = made.MayBePublished ? null : string.Join('\n', made.Hindrances);
            if (made.MayBePublished && !await IsSame(made.Guide!, cancel)) await Publication.Publish(db, [made.Guide!], "combination", clock.Now(), cancel);
        }

        await db.SaveChangesAsync(cancel);
        guides.Forget();
    }

    /// <summary>A department that came in after the coordination has not been heard.</summary>
    private async Task<Refusal?> NotCovered(CombinationPlan plan, CancellationToken cancel)
    {
        if (plan.Settled?.Record is null || await Coordination(plan.Item, cancel) is not { } row) return null;
        var heard = ReadCoordination(row.Body).Departments;
        var unheard = (await Parts(plan, cancel)).Select(p => p.Guide.Organisation).Distinct().Where(o => !heard.Contains(o)).ToList();
        return unheard.Count == 0 ? null : new Refusal(
            "catalogue.department-unheard", $"确定牵头部门以后又加进了{string.Join('、', unheard.Select(NameOf))}，请重新组织协调。", Laws.Joint);
    }

    /// <summary>Apart from the day and the number, nothing would change.</summary>
    private async Task<bool> IsSame(Guide made, CancellationToken cancel)
    {
        var version = await db.Items.Where(i => i.Key == made.Item).Select(i => i.CurrentVersion).SingleOrDefaultAsync(cancel);
        return version > 0 && await guides.Version(made.Item, version, cancel) is { } before
            && GuideText.Of(made with { Version = before.Version, EffectiveFrom = before.EffectiveFrom }) == GuideText.Of(before);
    }
}
