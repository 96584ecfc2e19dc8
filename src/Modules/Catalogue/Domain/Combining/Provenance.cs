using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>来历: which part needs a field or a material of the whole, when, and on what basis.</summary>
internal static class Provenance
{
    public static IReadOnlyList<NeededByModel> OfMaterial(Guide whole, IReadOnlyList<Guide> parts, string material) =>
    [
        .. from part in Each(whole, parts)
           from own in part.Guide.Materials
           where part.Part.Produced.All(p => p.Own != own.Id) && Shared(part.Part.Materials, own.Id) == material
           select new NeededByModel(part.Part.Name, own.Name, own.Basis is { } basis ? $"《{basis.Law}》{basis.Article}" : "", Words(whole, part.Part.OnlyIf)),
    ];

    public static IReadOnlyList<NeededByModel> OfField(Guide whole, IReadOnlyList<Guide> parts, string field) =>
    [
        .. from part in Each(whole, parts)
           from own in part.Guide.Fields
           where Shared(part.Part.Fields, own.Id) == field
           select new NeededByModel(part.Part.Name, own.Label, part.Guide.Bases is [var basis, ..] ? $"《{basis.Law}》{basis.Article}" : "", Words(whole, part.Part.OnlyIf)),
    ];

    public static string? Words(Guide whole, Situation? situation) => situation?.Words(id => whole.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id);

    private static IEnumerable<(CombinedPart Part, Guide Guide)> Each(Guide whole, IReadOnlyList<Guide> parts) =>
        from part in whole.Combination!.Parts
        let guide = parts.FirstOrDefault(g => g.Item == part.Item)
        where guide is not null
        select (part, guide);

    private static string Shared(IReadOnlyList<SharedName> names, string own) => names.FirstOrDefault(n => n.Own == own)?.Shared ?? own;
}

/// <param name="As">What the part itself calls it.</param>
/// <param name="When">The answers that make the part one of the filing; null: always.</param>
public sealed record NeededByModel(string Part, string As, string Basis, string? When);
