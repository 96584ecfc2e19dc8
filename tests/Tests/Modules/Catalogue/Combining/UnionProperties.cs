using FsCheck;
using FsCheck.Fluent;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using static OneWindow.Tests.Modules.Catalogue.Combining.Parts;

namespace OneWindow.Tests.Modules.Catalogue.Combining;

/// <summary>Whatever the parts ask and whatever is answered: nothing lost, nothing asked that no part needs, each asked once.</summary>
public sealed class UnionProperties
{
    private static readonly string[] YesNo = ["是", "否"];
    private static readonly string[] Asked = ["a", "b", "c"];
    private static readonly string[] Names = ["甲", "乙", "丙", "丁"];

    private static Gen<Situation?> When(IReadOnlyList<string> questions)
    {
        var leaf = from q in Gen.Elements(questions.ToArray()) from v in Gen.Elements(YesNo) select new Situation(q, v);
        return questions.Count == 0 ? Gen.Constant<Situation?>(null) : Gen.Frequency(
            (3, Gen.Constant<Situation?>(null)), (3, leaf.Select(Situation? (l) => l)),
            (1, from a in leaf from b in leaf select (Situation?)(a with { And = b })), (1, from a in leaf from b in leaf select (Situation?)(a with { Or = b })));
    }

    /// <summary>Yes-no questions named from a common set, so that parts share some; each may hang on one before it.</summary>
    private static Gen<IReadOnlyList<FormField>> Fields(string prefix) =>
        from labels in Gen.SubListOf(Names)
        from own in Gen.Elements("x", prefix)
        from conditions in Gen.CollectToArray(labels.Select((_, i) => When([.. labels.Take(i).Select((_, n) => $"{own}{n}")])).ToArray())
        select (IReadOnlyList<FormField>)[.. labels.Select((label, i) => Field($"{own}{i}", label, FieldKind.YesNo, conditions[i]))];

    private static Gen<IReadOnlyList<GuideMaterial>> Materials(IReadOnlyList<FormField> fields) =>
        from names in Gen.SubListOf(Names)
        from conditions in Gen.CollectToArray(names.Select(_ => When([.. fields.Select(f => f.Id)])).ToArray())
        select (IReadOnlyList<GuideMaterial>)[.. names.Select((name, i) => Material($"m{i}", $"证{name}", conditions[i]))];

    private static Gen<(CombinationPlan Plan, Guide[] Guides)> Cases =>
        from count in Gen.Choose(2, 4)
        from asked in Gen.Choose(0, 3)
        from whens in Gen.CollectToArray(Enumerable.Range(0, count).Select(_ => When([.. Enumerable.Range(0, asked).Select(i => $"ask{i}")])).ToArray())
        from fields in Gen.CollectToArray(Enumerable.Range(0, count).Select(i => Fields($"f{i}")).ToArray())
        from papers in Gen.CollectToArray(fields.Select(Materials).ToArray())
        select (
            Plan([.. whens.Select((when, i) => Part($"p{i}", when))], [.. Enumerable.Range(0, asked).Select(i => Field($"ask{i}", $"问{i}", FieldKind.YesNo))]),
            fields.Select((f, i) => Guide($"p{i}", f, papers[i])).ToArray());

    /// <summary>As the counter does it: what is not asked does not count, however it was answered.</summary>
    private static Dictionary<string, string> Counting(IEnumerable<FormField> fields, Func<string, string> answer)
    {
        var counting = new Dictionary<string, string>();
        var all = fields.ToList();
        // A shared field may stand before the question that it hangs on: until nothing changes.
        for (var round = 0; round <= all.Count; round++)
        {
            counting = all.Where(f => f.OnlyIf?.Holds(counting) != false).ToDictionary(f => f.Id, f => answer(f.Id));
        }

        return counting;
    }

    [Fact]
    public void The_union_asks_exactly_what_the_chosen_parts_ask() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(
        Arb.From(from made in Cases from answers in Gen.ArrayOf(Gen.Elements(YesNo), 64) select (made, answers)),
        given =>
        {
            var ((plan, guides), answers) = given;
            var made = Compose(plan, guides);
            Assert.Empty(made.Conflicts);
            var whole = made.Guide!;
            Assert.Equal(whole.Fields.Count(), whole.Fields.DistinctBy(f => f.Id).Count());
            Assert.Equal(whole.Fields.Count(), whole.Fields.DistinctBy(f => f.Label).Count());
            Assert.Equal(whole.Materials.Count, whole.Materials.DistinctBy(m => m.Name).Count());

            var ids = whole.Fields.Select(f => f.Id).Order(StringComparer.Ordinal).ToList();
            string Answer(string field) => answers[ids.IndexOf(field)];
            var counting = Counting(whole.Fields, Answer);
            var asked = whole.Fields.Where(f => counting.ContainsKey(f.Id)).Select(f => f.Label).ToHashSet();
            var papers = whole.Materials.Where(m => m.OnlyIf?.Holds(counting) != false).Select(m => m.Name).ToHashSet();

            var (needed, demanded) = (plan.Questions.Select(q => q.Label).ToHashSet(), new HashSet<string>());
            foreach (var part in whole.Combination!.Chosen(counting))
            {
                var guide = guides.Single(g => g.Item == part.Item);
                string Shared(string own) => part.Fields.FirstOrDefault(n => n.Own == own)?.Shared ?? own;
                // What the union never asks, its part can never have asked.
                var own = Counting(guide.Fields, id => ids.Contains(Shared(id)) ? Answer(Shared(id)) : "");
                needed.UnionWith(guide.Fields.Where(f => own.ContainsKey(f.Id)).Select(f => f.Label));
                demanded.UnionWith(guide.Materials.Where(m => m.OnlyIf?.Holds(own) != false).Select(m => m.Name));
            }

            Assert.Equal(needed.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
            Assert.Equal(demanded.Order(StringComparer.Ordinal), papers.Order(StringComparer.Ordinal));
        }));

    [Fact]
    public void Joining_situations_changes_nothing_that_they_say() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(from a in When(["a", "b"]) from b in When(["b", "c"]) from answers in Gen.ArrayOf(Gen.Elements("是", "否", ""), 3) select (a, b, answers)),
        given =>
        {
            var (a, b, answers) = given;
            var facts = Asked.Zip(answers).Where(p => p.Second.Length > 0).ToDictionary(p => p.First, p => p.Second);
            bool Holds(Situation? s) => s?.Holds(facts) != false;
            bool Says(Situations s) => !s.IsNever && Holds(s.ToSituation());
            Assert.Equal(Holds(a) && Holds(b), Says(Situations.Of(a).And(Situations.Of(b))));
            Assert.Equal(Holds(a) || Holds(b), Says(Situations.Any([Situations.Of(a), Situations.Of(b)])));
            Assert.True(!Situations.Of(a).Implies(Situations.Of(b)) || !Holds(a) || Holds(b));
        }));

    [Fact]
    public void In_the_graph_every_part_starts_when_the_last_it_needs_has_ended() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(
            from count in Gen.Choose(1, 7)
            from days in Gen.ArrayOf(Gen.Choose(0, 9), count)
            from needs in Gen.CollectToArray(Enumerable.Range(0, count).Select(i => Gen.SubListOf(Enumerable.Range(0, i).ToArray())).ToArray())
            select (days, needs)),
        given =>
        {
            var (days, needs) = given;
            var graph = PartGraph.Of([.. days.Select((d, i) => ($"{i}", (IReadOnlyList<string>)[.. needs[i].Select(n => $"{n}"), "absent"], OneWindow.Kernel.TimeLimit.WorkingDays(d)))])!;
            var ends = new int[days.Length];
            for (var i = 0; i < days.Length; i++) ends[i] = days[i] + needs[i].Select(n => ends[n]).DefaultIfEmpty(0).Max();
            Assert.Equal(ends, graph.Spans.Select(s => s.Ends.WorkingDays));
            Assert.Equal(ends.Max(), graph.Longest.WorkingDays);
            Assert.Equal(graph.Longest.WorkingDays, graph.Critical.Sum(id => days[int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)]));
            Assert.Equal(days.Length, graph.Stages.Sum(s => s.Count));
        }));
}
