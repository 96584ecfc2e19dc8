using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>
/// 情形的合并: alternatives of answers that must hold together. No answers: always; no alternative: never. An alternative that asks two
/// answers of one question cannot hold and is left out; one that another contains says nothing new.
/// </summary>
internal sealed record Situations(IReadOnlyList<IReadOnlyList<(string Field, string Value)>> Alternatives)
{
    public static Situations Always { get; } = new([[]]);

    public bool IsAlways => Alternatives.Any(a => a.Count == 0);

    public bool IsNever => Alternatives.Count == 0;

    public static Situations Of(Situation? situation) => situation is null ? Always : Clean(Read(situation));

    public static Situations Any(IEnumerable<Situations> all) => Clean(all.SelectMany(s => s.Alternatives));

    public Situations And(Situations other) =>
        Clean(from mine in Alternatives from its in other.Alternatives select (IReadOnlyList<(string, string)>)[.. mine, .. its]);

    public Situations Rename(Func<string, string> name) => Clean(Alternatives.Select(a => (IReadOnlyList<(string, string)>)[.. a.Select(l => (name(l.Field), l.Value))]));

    /// <summary>
    /// With what each question itself hangs on. Where a question is shared, another part may ask it in a situation in which this one would not: its answer then
    /// says nothing here.
    /// </summary>
    public static Situations Of(Situation? situation, IReadOnlyList<FormField> questions) => Whole(Of(situation), questions, questions.Count);

    private static Situations Whole(Situations all, IReadOnlyList<FormField> questions, int depth) => depth < 0 ? all : Any(all.Alternatives.Select(a => a.Aggregate(
        new Situations([a]), (sum, leaf) => questions.FirstOrDefault(q => q.Id == leaf.Field)?.OnlyIf is { } further ? sum.And(Whole(Of(further), questions, depth - 1)) : sum)));

    /// <summary>Whenever this holds, the other does.</summary>
    public bool Implies(Situations other) => Alternatives.All(mine => other.Alternatives.Any(its => its.All(mine.Contains)));

    public bool Same(Situations other) => Implies(other) && other.Implies(this);

    /// <summary>As guides write it; null: always. Never has no form: whoever asks must have looked.</summary>
    public Situation? ToSituation()
    {
        if (IsNever) throw new InvalidOperationException("A situation that never holds cannot be written.");
        if (IsAlways) return null;
        Situation? or = null;
        foreach (var alternative in Alternatives.Reverse())
        {
            Situation? and = null;
            foreach (var (field, value) in alternative.Reverse()) and = new Situation(field, value) { And = and };
            or = and! with { Or = or };
        }

        return or;
    }

    private static IEnumerable<IReadOnlyList<(string Field, string Value)>> Read(Situation s)
    {
        var and = s.And is null ? [[]] : Read(s.And);
        IEnumerable<IReadOnlyList<(string, string)>> here = and.Select(a => (IReadOnlyList<(string, string)>)[(s.Field, s.Value), .. a]);
        return s.Or is null ? here : here.Concat(Read(s.Or));
    }

    private static Situations Clean(IEnumerable<IReadOnlyList<(string Field, string Value)>> all)
    {
        var kept = new List<IReadOnlyList<(string Field, string Value)>>();
        foreach (var alternative in all.Select(a => a.Distinct().ToList()))
        {
            if (alternative.GroupBy(l => l.Field).Any(g => g.Skip(1).Any())) continue;
            if (kept.Exists(k => k.All(alternative.Contains))) continue;
            kept.RemoveAll(k => alternative.All(k.Contains));
            kept.Add(alternative);
        }

        return new Situations(kept);
    }
}
