using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>
/// 形式审查: what the pinned guide demands of this filing, and what of it is there. Knows the guide only (青岛办法 第十九条,
/// 鄠邑细则 第五条), so every channel and hall finds the same.
/// </summary>
internal static class Filing
{
    /// <summary>Materials that this filing must hold: required, in this situation, and not fetched by ourselves (鄠邑细则 第七条第五项).</summary>
    public static IEnumerable<GuideMaterial> Demanded(Guide guide, IReadOnlyDictionary<string, string> facts) =>
        guide.Materials.Where(m => m.Required && m.Source != MaterialSource.Shared && Applies(m.OnlyIf, facts));

    public static IReadOnlyList<GuideMaterial> Missing(Guide guide, CaseState state) => Missing(guide, state.Facts, state.Present);

    public static IReadOnlyList<GuideMaterial> Missing(Guide guide, IReadOnlyDictionary<string, string> facts, IReadOnlyCollection<string> present) =>
        [.. Demanded(guide, facts).Where(m => !present.Contains(m.Id))];

    /// <summary>容缺条件: something is lacking, and everything that is lacking may follow later; main materials never may.</summary>
    public static bool MayFollow(IReadOnlyCollection<GuideMaterial> lacking) => lacking.Count > 0 && lacking.All(m => m is { Tolerable: true, Main: false });

    public static bool Applies(Situation? situation, IReadOnlyDictionary<string, string> facts) =>
        situation?.Holds(facts) != false;

    /// <summary>The answers that situations ask about: all that a case keeps of the form outside the sealed paper.</summary>
    public static IReadOnlyDictionary<string, string> Facts(Guide guide, IReadOnlyDictionary<string, string> answers)
    {
        var asked = guide.Materials.Select(m => m.OnlyIf).Concat(guide.Fields.Select(f => f.OnlyIf)).Concat(guide.Combination?.Parts.Select(p => p.OnlyIf) ?? [])
            .Concat(guide.Signing?.Parties.Select(p => p.OnlyIf) ?? [])
            .OfType<Situation>().SelectMany(s => s.Leaves).Select(s => s.Field);
        return asked.Distinct().Order(StringComparer.Ordinal).Where(answers.ContainsKey).ToDictionary(id => id, id => answers[id]);
    }

    public static string NameOf(Guide guide, Defect defect) => defect.Kind == DefectKind.Material
        ? guide.Material(defect.Id)?.Name ?? defect.Id
        : guide.Fields.FirstOrDefault(f => f.Id == defect.Id)?.Label ?? defect.Id;
}
