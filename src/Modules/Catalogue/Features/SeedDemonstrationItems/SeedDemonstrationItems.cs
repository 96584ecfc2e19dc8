using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>演示事项: publishes what stands in seed/items, once for each content of that folder.</summary>
internal static class SeedDemonstrationItems
{
    private const string StampName = "catalogue-seed";

    public static async Task Run(IServiceProvider services, string folder, CancellationToken cancel)
    {
        using var scope = services.CreateScope();
        var carried = scope.ServiceProvider.GetRequiredService<CarriedOut>();
        var stamp = SeedItems.Stamp(folder);
        if (await carried.Last(StampName, cancel) == stamp) return;

        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().Now();
        var directory = scope.ServiceProvider.GetRequiredService<IDirectory>();
        var guides = SeedItems.Read(folder, directory.Organisation).ToList();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        await PutTemplate(db, ProcessTemplate.General, cancel);
        await SeedLibrary.Put(scope.ServiceProvider.GetRequiredService<LibraryDesk>(), folder, cancel);
        await Publication.Publish(db, guides, "seed", now, cancel);
        await SeedBasicLists.Put(scope.ServiceProvider.GetRequiredService<BasicLists>(), db, folder, guides, now, cancel);
        await PublishCombinations(db, folder, guides, directory, scope.ServiceProvider.GetRequiredService<IRulebooks>(), now, cancel);

        await carried.Remember(StampName, stamp, cancel);
        scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
    }

    /// <summary>Made of the versions that were just published.</summary>
    private static async Task PublishCombinations(
        CatalogueDb db, string folder, List<Guide> items, IDirectory directory, IRulebooks rulebooks, Instant now, CancellationToken cancel)
    {
        var versions = await db.Items.AsNoTracking().ToDictionaryAsync(i => i.Key, i => i.CurrentVersion, cancel);
        var guides = items.ToDictionary(g => g.Item, g => g with { Version = versions[g.Item] });
        var known = await db.Combinations.ToDictionaryAsync(c => c.Item, cancel);
        var made = new List<Guide>();
        foreach (var plan in SeedCombinations.Plans(folder))
        {
            made.Add(SeedCombinations.Compose(plan, guides.GetValueOrDefault, directory.Organisation, rulebooks.For(plan.Place, plan.Type, now.Date)));
            if (!known.TryGetValue(plan.Item, out var row)) db.Add(row = new CombinationRow { Item = plan.Item, Name = "", Plan = "" });
            (row.Name, row.Kind, row.Place, row.ChangedAt, row.Look) = (plan.Name, plan.Kind, plan.Place.Number, now, null);
            (row.Plan, row.Version) = (Combinations.Write(plan), row.Version + 1);
            row.Published = row.Plan;
        }

        await Publication.Publish(db, made, "seed", now, cancel);
    }

    /// <summary>Saved together with the guides that name it.</summary>
    private static async Task PutTemplate(CatalogueDb db, ProcessTemplate template, CancellationToken cancel)
    {
        if (await db.Templates.AnyAsync(t => t.Id == template.Id, cancel)) return;
        db.Add(new ProcessTemplateRow { Id = template.Id, Name = template.Name, Stages = JsonSerializer.Serialize(template.Stages, Json.Options) });
    }
}
