using System.Text.Json;
using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

internal static partial class Union
{
    private static IEnumerable<Ask<GuideMaterial>> MaterialAsks(PartGuide part) =>
        part.Guide.Materials.Where(m => part.Part.Produced.All(p => p.Own != m.Id))
            .Select(m => new Ask<GuideMaterial>(part.Part, m.Id, m.Name, m, m.Required, Situations.Of(m.OnlyIf, [.. part.Guide.Fields])) { Entry = m.Entry });

    private static IEnumerable<Conflict> MaterialConflicts(Joined<GuideMaterial> material, CombinationPlan plan, Func<string?, string, string> renamed)
    {
        var (asks, settled) = (material.Asks, plan.HowOf(material.Where));
        var offered = Options(asks).ToList();
        if (offered.Count > 0 && !offered.Exists(o => o.How == settled))
        {
            var differ = asks.Select(a => a.Thing.Kind).Distinct().Skip(1).Any() ? "种类" : asks.Select(a => a.Thing.Source).Distinct().Skip(1).Any() ? "来源" : "原件份数";
            yield return new Conflict(
                material.Where, $"“{material.Label}”的{differ}不同", PartNames(asks),
                $"{string.Join("；", asks.Select(a => $"{a.Part!.Name}要{GuidePageModel.Of(a.Thing.Kind)}、{GuidePageModel.Of(a.Thing.Source, a.Thing.Issuer)}、{GuidePageModel.CopiesOf(a.Thing)}"))}。",
                [.. offered, new(Settlement.Apart, "不是一份材料，分开收")]);
        }

        foreach (var conflict in RequiredConflicts(material, "交", plan, renamed)) yield return conflict;
    }

    /// <summary>Whose form may count where kinds, sources or numbers of originals differ. What one part fetches, no other may ask for; the larger number serves all.</summary>
    private static IEnumerable<ConflictOption> Options(IReadOnlyList<Ask<GuideMaterial>> asks)
    {
        IEnumerable<Ask<GuideMaterial>> may = asks.Any(a => a.Thing.Source == MaterialSource.Shared) ? asks.Where(a => a.Thing.Source == MaterialSource.Shared) : asks;
        var originals = asks.Select(a => a.Thing.Originals).ToList();
        var numbers = originals.Distinct().Skip(1).Any() && originals.Exists(o => o > 1) && asks.All(a => a.Thing.Source != MaterialSource.Shared);
        if (!numbers && !asks.Select(a => (a.Thing.Kind, a.Thing.Source)).Distinct().Skip(1).Any()) return [];
        if (numbers) may = may.Where(a => a.Thing.Originals == originals.Max());
        return may.Select(a => new ConflictOption(a.Part!.Id, $"都按“{a.Part.Name}”的办法"));
    }

    /// <summary>A part asks for what another part results in: nobody has it yet when he files.</summary>
    private static IEnumerable<Conflict> ResultConflicts(CombinationPlan plan, IReadOnlyList<PartGuide> parts) =>
        from part in parts
        from material in part.Guide.Materials
        where part.Part.Produced.All(p => p.Own != material.Id)
        from maker in parts
        where maker.Part.Id != part.Part.Id && maker.Guide.Result.Name == material.Name
        let conflict = $"result:{part.Part.Id}.{material.Id}"
        where plan.HowOf(conflict) != Settlement.Accept
        select new Conflict(
            conflict, $"“{material.Name}”是另一部分的办理结果", [part.Part.Name, maker.Part.Name], $"申请时“{maker.Part.Name}”还没有办好，申请人交不出来。",
            [new(maker.Part.Id, $"不用交，等“{maker.Part.Name}”办好"), new(Settlement.Accept, "仍请申请人交已有的")]);

    private static GuideMaterial MaterialOf(Joined<GuideMaterial> joined, CombinationPlan plan, IReadOnlyList<FormStep> form, IReadOnlyList<PartGuide> parts)
    {
        var model = joined.Asks[0].Thing;
        var all = joined.Asks.Select(a => a.Thing).ToList();
        var main = all.Exists(m => m.Main);
        var paper = model with
        {
            Id = joined.Id,
            Name = joined.Label,
            Required = all.Exists(m => m.Required),
            Main = main,
            Tolerable = !main && all.TrueForAll(m => m.Tolerable),
            Originals = model.Source == MaterialSource.Shared ? 0 : all.Max(m => m.Originals),
            Copies = all.Max(m => m.Copies),
            CopiesBasis = all.Select(m => m.CopiesBasis).FirstOrDefault(b => b is not null),
            PaperBasis = all.Select(m => m.PaperBasis).FirstOrDefault(b => b is not null),
            Electronic = all.TrueForAll(m => m.Electronic),
            Issuer = all.Select(m => m.Issuer).FirstOrDefault(i => i is not null),
            Standard = Standard(joined),
            Defects = [.. all.SelectMany(m => m.Defects).Distinct()],
            OnlyIf = joined.When.ToSituation(),
            Entry = all.Select(m => m.Entry).OfType<string>().Distinct().ToList() is [var entry] ? entry : null,
        };
        // 一张申请表: several parts' forms made one have the fields of the whole.
        if (paper.Kind != MaterialKind.Form || all.Select(m => m.Blank).Distinct().Count() < 2) return paper;
        var pages = JsonSerializer.SerializeToNode(form, Json.Options)!.AsArray();
        return paper with { Blank = FormText.Blank(paper.Name, pages), Sample = FormText.Sample(paper.Name, pages, Examples(form, parts)) };
    }

    private static string? Standard(Joined<GuideMaterial> joined)
    {
        var said = joined.Asks.Where(a => a.Thing.Standard is not null).DistinctBy(a => a.Thing.Standard).ToList();
        return said.Count < 2 ? said.FirstOrDefault()?.Thing.Standard : string.Join(" ", said.Select(a => $"{a.Part!.Name}：{a.Thing.Standard}"));
    }

    /// <summary>The parts' own samples know an example for every field.</summary>
    private static Dictionary<string, string> Examples(IReadOnlyList<FormStep> form, IReadOnlyList<PartGuide> parts)
    {
        var lines = parts.SelectMany(p => p.Guide.Materials).SelectMany(m => m.Sample is null ? [] : SampleLine().Matches(m.Sample).Select(l => (Label: l.Groups[1].Value, Answer: l.Groups[2].Value.Trim())));
        var known = lines.DistinctBy(l => l.Label).ToDictionary(l => l.Label, l => l.Answer.Split('　').FirstOrDefault(c => c.StartsWith('☑'))?.TrimStart('☑') ?? l.Answer);
        return form.SelectMany(s => s.Fields).Where(f => known.ContainsKey(f.Label)).ToDictionary(f => f.Id, f => known[f.Label]);
    }

    [GeneratedRegex(@"^ *\d+\. ([^：\n]+)：(.+)$", RegexOptions.Multiline)]
    private static partial Regex SampleLine();
}
