using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What the page of a combination shows beside its guide: the parts, their order and time, and what it saves.</summary>
/// <param name="Longest">The names along the longest way.</param>
public sealed record CombinationModel(
    string Kind, string Lead, string LeadHow, string Relation, IReadOnlyList<PartLineModel> Parts, IReadOnlyList<string> Longest, string LongestTime,
    IReadOnlyList<MeasureModel> Measures, IReadOnlyDictionary<string, IReadOnlyList<NeededByModel>> Materials, IReadOnlyList<FieldOriginModel> Fields)
{
    /// <param name="parts">The pinned versions, in the combination's order.</param>
    internal static CombinationModel? Of(Guide guide, IReadOnlyList<Guide> parts, Func<string, string> nameOf)
    {
        if (guide.Combination is not { } whole || parts.Count != whole.Parts.Count) return null;
        if (PartGraph.Of([.. whole.Parts.Zip(parts).Select(p => (p.First.Id, p.First.Needs, p.Second.PromisedLimit))]) is not { } graph) return null;
        var end = Math.Max(1, graph.Longest.Hundredths);
        string Name(string id) => whole.Part(id)!.Name;
        return new CombinationModel(
            CombinationWords.Of(whole.Kind), nameOf(whole.Lead), CombinationWords.Of(whole.Settled), whole.Relation,
            [
                .. whole.Parts.Zip(graph.Spans, (part, span) => new PartLineModel(
                    part.Name, $"/items/{part.Item}/v/{part.Version}", nameOf(part.Organisation), span.Limit, Provenance.Words(guide, part.OnlyIf),
                    [.. part.Needs.Select(Name)], [.. part.Produced.Select(p => $"“{parts[Index(whole, part.Id)].Material(p.Own)?.Name}”不用交，由“{Name(p.By)}”产生")],
                    span.Stage + 1, span.Starts.Hundredths * 100 / end, Math.Max(2, (span.Ends.Hundredths * 100 / end) - (span.Starts.Hundredths * 100 / end)), graph.Critical.Contains(part.Id))),
            ],
            [.. graph.Critical.Select(Name)], graph.Longest.ToString(), BeforeAfter.Of(guide, parts),
            guide.Materials.ToDictionary(m => m.Id, m => Provenance.OfMaterial(guide, parts, m.Id)),
            [.. guide.Fields.Select(f => new FieldOriginModel(f.Label, Provenance.OfField(guide, parts, f.Id)))]);
    }

    private static int Index(Combination whole, string part) => whole.Parts.ToList().FindIndex(p => p.Id == part);
}

/// <param name="When">The answers that bring it in; null: always.</param>
/// <param name="After">What is granted before it.</param>
/// <param name="Stage">From one.</param>
/// <param name="Start">Of the whole time, in hundredths.</param>
public sealed record PartLineModel(
    string Name, string Path, string Bearer, TimeLimit Limit, string? When, IReadOnlyList<string> After, IReadOnlyList<string> Produced, int Stage, int Start, int Length, bool Longest);

public sealed record FieldOriginModel(string Label, IReadOnlyList<NeededByModel> Parts);

/// <summary>Kinds of combinations and ways to settle a lead, as people read them.</summary>
internal static class CombinationWords
{
    public static string Of(CombinationKind kind) => kind switch
    {
        CombinationKind.Joint => "并联审批",
        CombinationKind.Bundle => "一件事",
        CombinationKind.Change => "联动变更",
        _ => "注销同步",
    };

    public static string Of(LeadSettlement settled) => settled.How switch
    {
        LeadHow.Alone => "只有一个部门办理",
        LeadHow.Agreed => $"各部门{Ui.Words.ShortOf(settled.On)}协商一致" + (settled.Record is { } record ? $"（{record}）" : ""),
        LeadHow.Designated => $"政务服务管理机构{Ui.Words.ShortOf(settled.On)}指定" + (settled.Record is { } record ? $"（{record}）" : ""),
        _ => "共同的上级业务主管部门",
    };
}
