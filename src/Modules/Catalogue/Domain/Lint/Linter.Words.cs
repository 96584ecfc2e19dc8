using System.Text.RegularExpressions;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

internal static partial class Linter
{
    /// <summary>兜底、模糊的说法, in the place's own list and in its disguises (重庆办法 第十四条 for the whole guide, 鄠邑细则 第七条 for materials).</summary>
    private static IEnumerable<LintFinding> VaguePhrases(Guide g, LintContext c)
    {
        var listed = c.Law?.Find("guide.vaguePhrases");
        var inMaterials = listed?.Basis ?? Laws.MaterialElements;
        foreach (var (path, m) in Each(g))
        {
            foreach (var (part, text) in new[] { ("name", m.Name), ("standard", m.Standard), ("issuer", m.Issuer), ("format", m.Format), ("basis", m.Basis is { } basis ? $"{basis.Law}{basis.Article}" : null) })
            {
                if (VagueWords.InMaterial(text, listed?.Entries) is { } vague)
                    yield return Say(g, $"{path}.{part}", "vague-words", Severity.Error, $"“{LintFinding.Cut(text!)}”里的“{vague}”没有说清是什么", "请写明具体的名称", inMaterials);
            }
        }

        foreach (var (path, text) in Texts(g))
        {
            if ((path.StartsWith("conditions", StringComparison.Ordinal) ? VagueWords.InCondition(text, listed?.Entries) : VagueWords.InText(text, listed?.Entries)) is { } vague)
                yield return Say(g, path, "vague-words", Severity.Error, $"“{LintFinding.Cut(text)}”里的“{vague}”没有说清是什么", "请写明具体的名称或者条件", listed?.Basis ?? Laws.NoVagueWords);
        }
    }

    /// <summary>暂无, 详见附件, 略: an element that stands there and says nothing.</summary>
    private static IEnumerable<LintFinding> Placeholders(Guide g, LintContext c)
    {
        var texts = Texts(g)
            .Concat(Each(g).SelectMany(e => new[] { ($"{e.Path}.name", e.Material.Name), ($"{e.Path}.standard", e.Material.Standard ?? ""), ($"{e.Path}.issuer", e.Material.Issuer ?? ""), ($"{e.Path}.format", e.Material.Format ?? ""), ($"{e.Path}.blank", e.Material.Blank ?? ""), ($"{e.Path}.sample", e.Material.Sample ?? "") }))
            .Concat([("name", g.Name), ("result.name", g.Result.Name)]);
        foreach (var (path, text) in texts)
        {
            if (Placeholder().IsMatch(text.Trim()))
                yield return Say(g, path, "placeholder", Severity.Error, $"“{LintFinding.Cut(text)}”等于没有写", "请写出实际的内容", Laws.Elements);
        }

        foreach (var (text, i) in g.Conditions.Select((text, i) => (text, i)).Where(t => t.text.Trim().Length < 4))
            yield return Say(g, $"conditions[{i}]", "condition-empty", Severity.Error, $"“{text}”没有说清条件", "请写明在什么情况下可以办", Laws.Elements);
    }

    /// <summary>变相多要: a condition, a standard or an answer that demands a paper that the list does not have (青岛办法 第十九条; 鄠邑细则 第五条).</summary>
    private static IEnumerable<LintFinding> NothingIsDemandedAside(Guide g, LintContext c)
    {
        var names = g.Materials.SelectMany(m => new[] { m.Name, Core(m.Name) }).Concat(g.Materials.Select(m => EntryOf(m, c)).OfType<LibraryEntry>().SelectMany(e => e.Names)).Where(n => n.Length > 1).Distinct().ToList();
        var lines = g.Conditions.Select((t, i) => ($"conditions[{i}]", t)).Concat(Each(g).Select(e => ($"{e.Path}.standard", e.Material.Standard ?? ""))).Concat(g.Questions.Select((q, i) => ($"questions[{i}].answer", q.Answer)));
        foreach (var (path, text) in lines)
        {
            if (Demand().Match(text) is not { Success: true } demand || names.Exists(n => demand.Value.Contains(n, StringComparison.Ordinal)) || demand.Value.Contains("本指南", StringComparison.Ordinal)) continue;
            yield return Say(g, path, "demand-aside", Severity.Error, $"“{LintFinding.Cut(demand.Value)}”要了材料清单上没有的东西", "确需要的，请列入所需材料并写明依据；没有依据的，请删去", new("qingdao-2023", "第十九条"));
        }
    }

    [GeneratedRegex("(?<![不无]|无须|不必|不用)(?:[须需]|应当?|还应|必须|并|同时|另|一并)(?:另|一并|同时|再|要)*(?:提交|提供|出具|交|附上?)(?!纳|通|易|付|接|换)[^，。；]{0,26}?(?:证明|说明|同意书|公证书|保证书|推荐信|承诺书|鉴定|报告|复印件|原件|合同|名单|照片|身份证|户口簿|材料|文件)")]
    private static partial Regex Demand();

    /// <summary>What people read beside the materials.</summary>
    private static IEnumerable<(string Path, string Text)> Texts(Guide g) =>
        g.Conditions.Select((t, i) => ($"conditions[{i}]", t))
            .Concat(g.Steps.SelectMany((s, i) => new[] { ($"steps[{i}].name", s.Name), ($"steps[{i}].actor", s.Actor) }))
            .Concat(g.Questions.SelectMany((q, i) => new[] { ($"questions[{i}].asked", q.Asked), ($"questions[{i}].answer", q.Answer) }))
            .Concat(g.Bases.SelectMany((b, i) => new[] { ($"bases[{i}].law", b.Law), ($"bases[{i}].article", b.Article) }))
            .Concat(g.Fees.SelectMany((f, i) => new[] { ($"fees[{i}].name", f.Name), ($"fees[{i}].standard", f.Standard), ($"fees[{i}].basis.law", f.Basis.Law) }))
            .Concat(g.SpecialProcedures.Select((p, i) => ($"specialProcedures[{i}].name", p.Name)))
            .Concat(g.Places.SelectMany((p, i) => new[] { ($"places[{i}].name", p.Name), ($"places[{i}].address", p.Address), ($"places[{i}].hours", p.Hours) }))
            .Concat(Fields(g).SelectMany(f => new[] { ($"{f.Path}.label", f.Field.Label), ($"{f.Path}.hint", f.Field.Hint ?? "") }))
            .Concat(g.ChannelReason?.Words is { } words ? [("channelReason.words", words)] : [])
            .Concat(g.Commitment is { } offer ? [("commitment.content", offer.Content ?? ""), ("commitment.requirements", offer.Requirements ?? "")] : [])
            .Concat(g.Result.Validity is { } validity ? [("result.validity", validity)] : [])
            .Select(t => (t.Item1, t.Item2 ?? ""));

    [GeneratedRegex("^(?:暂?无|其[他它]|全文|见公告|见公示|到窗口领取|（空）|略|待定|待补充?|待完善|见附件|详见附件|详见(?:办事)?指南|同上|按规定|按要求|/+|-+|—+|\\.+|无要求|[xX]{3,}|测试|空)[。.]?$")]
    private static partial Regex Placeholder();
}
