using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>
/// 并集: one guide out of a plan and the guides of its parts (河北方案 三（一）; 青岛办法 第六条): what several ask for is asked once, in the stricter form;
/// what they ask differently is a <see cref="Conflict"/> until a clerk has settled it. Pure: the same plan and guides give the same guide.
/// </summary>
internal static partial class Union
{
    public const string QuestionStep = "questions";

    /// <param name="parts">In the plan's order; a part without a guide in force is absent and makes a fault.</param>
    /// <param name="nameOf">What an organisation is called.</param>
    /// <param name="law">The rules of the place on the first day.</param>
    public static Composition Of(CombinationPlan plan, IReadOnlyList<PartGuide> parts, Func<string, string> nameOf, RuleSet? law, DateOnly from)
    {
        var faults = Faults(plan, parts).ToList();
        if (faults.Count > 0) return new Composition(null, [], faults);
        // A part hangs on all that its question hangs on.
        parts = [.. parts.Select(p => Situations.Of(p.Part.OnlyIf, plan.Questions) is { IsNever: false } when ? p with { Part = p.Part with { OnlyIf = when.ToSituation() } } : p)];
        var graph = Graph(parts)!;
        var conflicts = new List<Conflict>();
        var fields = Joining.Join("field", [.. QuestionAsks(plan), .. parts.SelectMany(FieldAsks)], plan.Fields, plan);
        string Renamed(string? part, string own) =>
            fields.FirstOrDefault(f => f.Asks.Any(a => a.Part?.Id == part && a.Own == own))?.Id ?? own;
        var materials = Joining.Join("material", [.. parts.SelectMany(MaterialAsks)], plan.Materials, plan);

        fields = [.. fields.Select(f => f with { When = WhenOf(f, Renamed) })];
        materials = [.. materials.Select(m => m with { When = WhenOf(m, Renamed) })];
        conflicts.AddRange(fields.SelectMany(f => FieldConflicts(f, plan, Renamed)));
        conflicts.AddRange(materials.SelectMany(m => MaterialConflicts(m, plan, Renamed)));
        conflicts.AddRange(ResultConflicts(plan, parts));

        var form = FormOf(plan, parts, fields, Renamed);
        var papers = materials.Where(m => !m.When.IsNever).Select(m => MaterialOf(m, plan, form, parts)).ToList();
        var combined = parts.Select(p => new CombinedPart
        {
            Id = p.Part.Id,
            Item = p.Part.Item,
            Version = p.Guide.Version,
            Name = p.Part.Name,
            Organisation = p.Guide.Organisation,
            Place = p.Guide.Place,
            OnlyIf = p.Part.OnlyIf,
            Needs = [.. p.Part.WaitsFor],
            Fields = Names(fields, p.Part.Id),
            Materials = Names(materials, p.Part.Id),
            Produced = p.Part.Produced,
            HolderOf = p.Part.HolderOf,
        }).ToList();
        var guide = GuideText.Seal(Whole(plan, parts, graph, form, papers, combined, nameOf, law, from, conflicts) with
        {
            Signing = SigningOf(parts, Renamed),
            Checks = ChecksOf(parts, form, Renamed, (part, own) => materials.FirstOrDefault(m => m.Asks.Any(a => a.Part?.Id == part && a.Own == own))?.Id ?? own),
        });
        return new Composition(guide, conflicts, [.. GuideRules.Check(guide, law)]);
    }

    public static PartGraph? Graph(IEnumerable<PartGuide> parts) =>
        PartGraph.Of([.. parts.Select(p => (p.Part.Id, (IReadOnlyList<string>)[.. p.Part.WaitsFor], p.Guide.PromisedLimit))]);

    private static IReadOnlyList<SharedName> Names<T>(IEnumerable<Joined<T>> all, string part) =>
        [.. from j in all from a in j.Asks where a.Part?.Id == part select new SharedName(a.Own, j.Id)];

    /// <summary>Asked when any part that asks for it is chosen and asks for it then.</summary>
    private static Situations WhenOf<T>(Joined<T> thing, Func<string?, string, string> renamed) => Situations.Any(thing.Asks.Select(a => WhenOf(a, renamed)));

    private static Situations WhenOf<T>(Ask<T> ask, Func<string?, string, string> renamed) =>
        Situations.Of(ask.Part?.OnlyIf).And(ask.OnlyIf.Rename(own => renamed(ask.Part?.Id, own)));

    /// <summary>Whoever need not give it would have to, because another part insists in another situation.</summary>
    private static IEnumerable<Conflict> RequiredConflicts<T>(Joined<T> thing, string word, CombinationPlan plan, Func<string?, string, string> renamed)
    {
        var insist = thing.Asks.Where(a => a.Required).ToList();
        var where = thing.Where + "/required";
        if (insist.Count == 0 || insist.Count == thing.Asks.Count || plan.HowOf(where) == Settlement.Accept) yield break;
        if (thing.When.Implies(Situations.Any(insist.Select(a => WhenOf(a, renamed))))) yield break;
        yield return new Conflict(
            where, $"“{thing.Label}”有的必须{word}，有的可以不{word}", PartNames(thing.Asks), $"合成一项后，不办{string.Join('、', PartNames(insist))}的人也要{word}。",
            [new(Settlement.Accept, $"都要{word}"), .. ApartOf(plan, thing.Where)]);
    }

    private static IReadOnlyList<ConflictOption> ApartOf(CombinationPlan plan, string where) =>
        plan.HowOf(where) is null or Settlement.Apart ? [new(Settlement.Apart, "不是一回事，分开问")] : [];

    private static IReadOnlyList<string> PartNames<T>(IEnumerable<Ask<T>> asks) => [.. asks.Select(a => a.Part?.Name ?? "情形问卷").Distinct()];
}
