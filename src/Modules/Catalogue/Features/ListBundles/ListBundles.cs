using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>一件事: what is filed once and handled by several, by the stages of life (河北方案 三（一）), each with what it saves.</summary>
internal static class ListBundles
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bundles", Handle).WithName(nameof(ListBundles)).AllowEveryone();
        routes.MapGet("/bundles/{stage}", Stage).WithName("ListStage").AllowEveryone();
    }

    private static async Task<IResult> Handle(HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, CancellationToken cancel)
    {
        var place = await places.Of(context);
        var bundles = await Bundles(db, guides, place, cancel);
        var items = new ItemFilter(place).Apply(db);
        var used = (await db.Themes.Where(t => items.Any(i => i.Key == t.Item)).Select(t => t.Theme).Distinct().ToListAsync(cancel)).ToHashSet();
        List<StageModel> Stages(bool persons) => [.. LifeStages.All.Where(s => s.OfPersons == persons && s.Themes.Any(used.Contains)).Select(s => new StageModel(
            s.Name, $"/bundles/{s.Key}", [.. bundles.Where(b => LifeStages.Of(b.Themes, persons) == s).Select(b => b.Model)]))];
        return Pages.Show<BundlesPage>(new BundlesPageModel(places.NameOf(place), Stages(true), Stages(false), bundles.Count == 0));
    }

    private static async Task<IResult> Stage(string stage, HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, IDirectory directory, CancellationToken cancel)
    {
        if (LifeStages.All.FirstOrDefault(s => s.Key == stage) is not { } asked) return Pages.Refuse(NoStage);
        var place = await places.Of(context);
        var bundles = (await Bundles(db, guides, place, cancel)).Where(b => LifeStages.Of(b.Themes, asked.OfPersons) == asked).ToList();
        var together = bundles.Select(b => b.Model.Item).Concat(bundles.SelectMany(b => b.Parts)).ToList();
        var rows = await new ItemFilter(place).Apply(db)
            .Where(i => db.Themes.Any(t => asked.Themes.Contains(t.Theme) && t.Item == i.Key) || together.Contains(i.Key)).OrderBy(i => i.Key).Take(Most).ToListAsync(cancel);
        return Pages.Show<StagePage>(new StagePageModel(
            asked.Name, places.NameOf(place), [.. bundles.Select(b => b.Model)],
            [.. rows.Where(r => bundles.TrueForAll(b => b.Model.Item != r.Key)).Select(r => ItemLineModel.Of(
                r, directory, bundles.Where(b => b.Parts.Contains(r.Key)).Select(b => $"可以在“{b.Model.Name}”里一起办").FirstOrDefault()))]));
    }

    private sealed record Bundle(BundleModel Model, IReadOnlyList<string> Themes, IReadOnlyList<string> Parts);

    private static async Task<List<Bundle>> Bundles(CatalogueDb db, PublishedGuides guides, RegionCode place, CancellationToken cancel)
    {
        var keys = await new ItemFilter(place).Apply(db).Where(i => db.Combinations.Any(c => c.Item == i.Key && c.Published != null)).OrderBy(i => i.Key).Select(i => i.Key).Take(Most).ToListAsync(cancel);
        var bundles = new List<Bundle>();
        foreach (var key in keys)
        {
            if (await guides.Current(key, cancel) is not { Combination: { } whole } guide) continue;
            var parts = new List<Guide>();
            foreach (var part in whole.Parts)
            {
                if (await guides.Version(part.Item, part.Version, cancel) is { } own) parts.Add(own);
            }

            bundles.Add(new Bundle(
                new BundleModel(key, guide.Name, CombinationWords.Of(whole.Kind), [.. whole.Parts.Select(p => p.Name)], BeforeAfter.Of(guide, parts)), guide.Themes, [.. whole.Parts.Select(p => p.Item)]));
        }

        return bundles;
    }

    private static Refusal NoStage { get; } = new("catalogue.not-found", "没有这个主题，请从“一件事”页面选一个。", Laws.Bundles);
}

/// <param name="Parts">The names of what is in it.</param>
public sealed record BundleModel(string Item, string Name, string Kind, IReadOnlyList<string> Parts, IReadOnlyList<MeasureModel> Measures);

public sealed record StageModel(string Name, string Path, IReadOnlyList<BundleModel> Bundles);

public sealed record BundlesPageModel(string PlaceName, IReadOnlyList<StageModel> Persons, IReadOnlyList<StageModel> Companies, bool None);

public sealed record StagePageModel(string Name, string PlaceName, IReadOnlyList<BundleModel> Bundles, IReadOnlyList<ItemLineModel> Items);
