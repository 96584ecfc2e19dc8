using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>A part with the guide that its cases will pin.</summary>
internal sealed record PartGuide(PlannedPart Part, Guide Guide);

/// <summary>What came of a plan and its parts' guides. It may be published when there is a guide, no conflict is open, and nothing is wrong.</summary>
/// <param name="Guide">Null: the parts do not hold together at all.</param>
internal sealed record Composition(Guide? Guide, IReadOnlyList<Conflict> Conflicts, IReadOnlyList<Fault> Faults)
{
    public bool MayBePublished => Guide is not null && Conflicts.Count == 0 && Faults.Count == 0;

    /// <summary>What hinders it, a line each, for the clerk.</summary>
    public IReadOnlyList<string> Hindrances => [.. Faults.Select(Words), .. Conflicts.Select(c => $"{c.What}（{string.Join('、', c.Parts)}）：{c.Why}")];

    /// <summary>基本编码：……</summary>
    public static string Words(Fault fault) => $"{fault.Element}：{fault.Rule}。{fault.Mend}。";
}
