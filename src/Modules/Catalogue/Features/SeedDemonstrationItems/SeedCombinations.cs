using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>演示组合: seed/combinations: a file a plan; what it becomes the guides of seed/items decide.</summary>
internal static class SeedCombinations
{
    /// <summary>Beside the folder of items.</summary>
    public static IEnumerable<string> Files(string items) =>
        Path.Combine(Path.GetDirectoryName(items.TrimEnd('/', '\\'))!, "combinations") is var folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            : [];

    public static IReadOnlyList<CombinationPlan> Plans(string items) =>
        [.. Files(items).Select(f => GuideShape.Fit(YamlText.Read(File.ReadAllText(f)), typeof(CombinationPlan)).Deserialize<CombinationPlan>(Json.Options)!)];

    /// <summary>The guide of a plan whose parts are all there; a seed that does not compose is a mistake of ours.</summary>
    public static Guide Compose(CombinationPlan plan, Func<string, Guide?> guideOf, Func<string, Organisation?> organisations, RuleSet? law)
    {
        var parts = plan.Parts.Select(p => guideOf(p.Item) is { } guide ? new PartGuide(p, guide) : null).OfType<PartGuide>().ToList();
        var made = Union.Of(plan, parts, id => organisations(id)?.Name ?? id, law, new DateOnly(2020, 1, 1));
        return made.MayBePublished ? made.Guide! : throw new FormatException($"{plan.Item}: {string.Join(' ', made.Hindrances)}");
    }
}
