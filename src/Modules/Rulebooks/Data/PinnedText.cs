using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>A pinned rule set as text. It is checked against its hash when it is read: what a case was filed under cannot be changed in the table.</summary>
internal sealed record PinnedText(RegionCode Place, ItemType Type, DateOnly On, string Profile, IReadOnlyList<PinnedText.Line> Rules)
{
    internal sealed record Line(string Key, string Value, Citation Basis, Citation? Beside, DateOnly From);

    public static string Print(RuleSet set) => JsonSerializer.Serialize(
        new PinnedText(
            set.Place, set.Type, set.On, set.Profile,
            [.. set.All.Values.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new Line(r.Key, r.Value, r.Basis, r.Beside, r.From))]),
        Storage.Json.Options);

    /// <exception cref="InvalidDataException">The text is not what was pinned.</exception>
    public static RuleSet Read(string hash, string body)
    {
        var kept = JsonSerializer.Deserialize<PinnedText>(body, Storage.Json.Options)!;
        var rules = kept.Rules.ToDictionary(r => r.Key, r => new Rule(r.Key, r.Value, r.Basis, r.From) { Beside = r.Beside }, StringComparer.Ordinal);
        return Shelf.HashOf(kept.Profile, kept.Type, rules.Values) == hash
            ? new RuleSet(kept.Place, kept.Type, kept.On, kept.Profile, hash, rules)
            : throw new InvalidDataException($"The pinned rules {hash} are not what was pinned.");
    }
}
