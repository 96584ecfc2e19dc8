using System.Text.Json.Serialization;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>One answer of the command `rules`: a parameter in force.</summary>
/// <param name="Types">licences, other-types, or all.</param>
/// <param name="Beside">The law's article whose entries are joined in, or null.</param>
public sealed record RuleModel(
    string Key, string Value, string Rulebook, string Article, DateOnly From, string Types,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Beside);

/// <summary>The answer of `rules`, and the warnings that go beside it (to standard error).</summary>
public sealed record RulesInForceModel(IReadOnlyList<RuleModel> Rules, IReadOnlyList<string> Warnings)
{
    internal static Outcome<RulesInForceModel> At(Shelf shelf, string place, DateOnly on)
    {
        if (Places.Find(shelf, place) is not { } region) return Places.Unknown(shelf, place);
        var licences = shelf.For(region, ItemType.Licence, on);
        var others = shelf.For(region, ItemType.OtherPower, on);
        var rules = licences.All.Keys.Union(others.All.Keys).Order(StringComparer.Ordinal).SelectMany(key => (licences.Find(key), others.Find(key)) switch
        {
            ({ } one, { } other) when one == other => [Of(one, "all")],
            (var one, var other) => new[] { one is null ? null : Of(one, "licences"), other is null ? null : Of(other, "other-types") }.OfType<RuleModel>(),
        });
        return new RulesInForceModel([.. rules], [.. licences.Warnings.Concat(others.Warnings).Select(w => w.Message).Distinct()]);
    }

    private static RuleModel Of(Rule rule, string types) =>
        new(rule.Key, rule.Value, rule.Basis.Rulebook, rule.Basis.Article, rule.From, types, rule.Beside?.ToString());
}
