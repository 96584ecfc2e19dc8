using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// 演示基本目录: each province's list has the entries that the demonstration items are made of, and those of seed/catalogue.yaml that nobody has claimed yet.
/// </summary>
internal static class SeedBasicLists
{
    private sealed record Extra(string Code, string Name, ItemType Type);

    private sealed record ExtraFile(IReadOnlyList<Extra> Entries);

    /// <summary>Beside the folder of items.</summary>
    public static IEnumerable<string> Files(string items) =>
        Path.Combine(Path.GetDirectoryName(items.TrimEnd('/', '\\'))!, "catalogue.yaml") is var file && File.Exists(file) ? [file] : [];

    /// <summary>The lists above, and what the places of the items have claimed of them.</summary>
    public static async Task Put(BasicLists lists, CatalogueDb db, string folder, IReadOnlyCollection<Guide> guides, Instant now, CancellationToken cancel)
    {
        var extras = Files(folder).SelectMany(f => GuideShape.Fit(YamlText.Read(File.ReadAllText(f)), typeof(ExtraFile)).Deserialize<ExtraFile>(Json.Options)!.Entries).ToList();
        var coded = guides.Where(g => g.BasicCode is not null && g.Combination is null).ToList();
        foreach (var province in coded.GroupBy(g => Province(g.Place)))
        {
            var entries = province.GroupBy(g => g.BasicCode!).Select(of => of.MinBy(g => g.Item.Length)!).Select(g => new UpperEntry(g.BasicCode!, Plain(g.Name), g.Type, null, Nothing))
                .Concat(extras.Select(e => new UpperEntry(e.Code, e.Name, e.Type, null, Nothing))).DistinctBy(e => e.Code).OrderBy(e => e.Code, StringComparer.Ordinal).ToList();
            await lists.ImportUpper(province.Key, entries, cancel);
            var names = entries.ToDictionary(e => e.Code, e => e.Name);
            foreach (var guide in province.DistinctBy(g => (g.Place, g.BasicCode)))
            {
                if (await db.Claims.FindAsync([guide.Place.Number, guide.BasicCode!], cancel) is null)
                {
                    db.Add(new ClaimRow
                    {
                        Place = guide.Place.Number, Code = guide.BasicCode!, Name = names[guide.BasicCode!], Mark = ClaimMark.TakenOver, Reason = "", Department = guide.Organisation, By = "seed", At = now,
                    });
                }
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    private static RegionCode Province(RegionCode place) => place.UpTheTree().First(r => r.Level == RegionLevel.Province);

    /// <summary>What a list above calls it: without what one place adds in brackets.</summary>
    private static string Plain(string name) => name.IndexOf('（', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
}
