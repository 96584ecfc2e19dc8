using System.Text.RegularExpressions;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

internal static partial class Linter
{
    /// <summary>名称、类型、样本、份数和规格、电子材料、依据 (鄠邑细则 第七条; 鄠邑 lists what must be stated).</summary>
    private static IEnumerable<LintFinding> MaterialsAreClear(Guide g, LintContext c)
    {
        var stated = c.Law?.Find("guide.materialFields");
        foreach (var (path, m) in Each(g))
        {
            if (Empty(m.Format))
                yield return Say(g, $"{path}.format", "format-missing", stated is null ? Severity.Warning : Severity.Error, $"“{m.Name}”没有写规格", "请写明规格，例如 A4", stated?.Basis ?? Laws.MaterialElements);
            if (m.Basis is { } basis && !Empty(basis.Law) && VagueLaw().IsMatch(basis.Law))
                yield return Say(g, $"{path}.basis", "basis-vague", Severity.Error, $"“{m.Name}”的依据“{basis.Law}”没有说是哪部法", "请写明法律、法规、规章或者规范性文件的名称", Laws.MaterialElements);
            if (m.Basis is { } cited && !Empty(cited.Law) && !IsArticle(cited.Article))
                yield return Say(g, $"{path}.basis", "basis-without-article", Severity.Error, $"“{m.Name}”的依据没有写条款", "请写明第几条", Laws.MaterialElements);
            if (m.Originals + m.Copies == 0 && m.Source != MaterialSource.Shared)
                yield return Say(g, $"{path}.copies", "copies-missing", Severity.Error, $"“{m.Name}”没有写份数", "请写明原件或者复印件几份", Laws.MaterialElements);
            if ((m.Originals > 2 || m.Copies > 2) && m.CopiesBasis is null && !m.Name.Contains('照'))
                yield return Say(g, $"{path}.{(m.Originals > 2 ? "originals" : "copies")}", "copies-many", Severity.Warning, $"“{m.Name}”要 {Math.Max(m.Originals, m.Copies)} 份", "请核对份数，能少交的少交", c.Law?.Find("guide.materialCopies")?.Basis ?? Laws.BothChannels);
            if (m is { Originals: > 0, Copies: > 0, CopiesBasis: null } && c.Law?.Find("guide.materialCopies") is { Value: "one-set" } oneSet)
                yield return Say(g, $"{path}.copies", "more-than-one-set", Severity.Error, $"“{m.Name}”要了原件又要复印件", "请只收一份，或者写明要求多份的依据", oneSet.Basis);
            if (m is { Main: true, Required: false, OnlyIf: null })
                yield return Say(g, $"{path}.required", "main-optional", Severity.Warning, $"“{m.Name}”标为主要材料，又不必交", "请核对是不是主要材料", Laws.Tolerance);
            if (g.Combination is null && m is { Tolerable: true, Required: false })
                yield return Say(g, $"{path}.tolerable", "tolerable-optional", Severity.Hint, $"“{m.Name}”不必交，用不着容缺", "请去掉容缺", Laws.Tolerance);
            if (g.Combination is null && Empty(m.Standard))
                yield return Say(g, $"{path}.standard", "standard-missing", Severity.Hint, $"“{m.Name}”没有写受理标准", "请写明怎样算合格", Laws.MaterialElements);
            if (m.Source == MaterialSource.Shared && Empty(m.Issuer))
                yield return Say(g, $"{path}.issuer", "shared-without-issuer", Severity.Warning, $"“{m.Name}”由部门共享，但没有写从哪里取", "请写明出具机构", Laws.MaterialElements);
            if (m.Source == MaterialSource.Shared && m.Copies > 0)
                yield return Say(g, $"{path}.copies", "shared-asked-for", Severity.Error, $"“{m.Name}”由部门共享，又要申请人交复印件", "请把份数改为 0", c.Law?.Find("sharing.noAskScope")?.Basis ?? Laws.MaterialElements);
            if (m.ValidMonths is < 1 or > 240)
                yield return Say(g, $"{path}.validMonths", "validity-odd", Severity.Warning, $"“{m.Name}”的有效期是 {m.ValidMonths} 个月", "请核对", Laws.MaterialElements);
        }
    }

    /// <summary>一套材料: the same thing is not asked for twice.</summary>
    private static IEnumerable<LintFinding> MaterialsSaidOnce(Guide g, LintContext c)
    {
        var each = Each(g).ToList();
        for (var i = 0; i < each.Count; i++)
        {
            var (path, m) = each[i];
            var twice = each.Take(i).FirstOrDefault(e => Same(e.Material, m, c) && !Apart(e.Material.OnlyIf, m.OnlyIf));
            if (twice.Material is { } first)
                yield return Say(g, $"{path}.name", "material-twice", Severity.Error, $"“{m.Name}”和第 {each.IndexOf(twice) + 1} 项“{first.Name}”是同一样材料", "请只留一项", c.Law?.Find("guide.materialCopies")?.Basis ?? Laws.BothChannels);
        }
    }

    private static bool Same(GuideMaterial one, GuideMaterial other, LintContext c) =>
        LibraryIndex.Plain(one.Name) == LibraryIndex.Plain(other.Name)
        || (EntryOf(one, c) is { } entry && entry.Id == EntryOf(other, c)?.Id)
        || (Core(one.Name) == Core(other.Name) && Core(one.Name).Length > 1);

    /// <summary>自己才会发的证: what the item itself issues cannot be asked for, but where it is changed, renewed or given back.</summary>
    private static IEnumerable<LintFinding> OwnResultIsNotAskedFor(Guide g, LintContext c)
    {
        var result = Core(g.Result.Name ?? "");
        if (g.Renewal || g.Combination is not null || result.Length < 3 || g.Result.Kind is ResultKind.None or ResultKind.Other || SecondTime().IsMatch(g.Name)) yield break;
        foreach (var (path, m) in Each(g).Where(e => Core(e.Material.Name).EndsWith(result, StringComparison.Ordinal) && e.Material.OnlyIf is null))
            yield return Say(g, $"{path}.name", "own-result", Severity.Error, $"“{m.Name}”就是办这件事才会发的证", "请删去", c.Law?.Find("sharing.noAskScope")?.Basis ?? Laws.MaterialElements);
    }

    /// <summary>Never in one filing: other answers to one question.</summary>
    private static bool Apart(Situation? one, Situation? other) =>
        one is { IsSimple: true } && other is { IsSimple: true } && one.Field == other.Field && one.Value != other.Value;

    /// <summary>居民身份证复印件 is the identity card.</summary>
    private static string Core(string name) => CopyWords().Replace(LibraryIndex.Plain(name), "");

    private static LibraryEntry? EntryOf(GuideMaterial m, LintContext c) =>
        c.Library.Find(LibraryKind.Material, m.Entry) ?? c.Library.EntryOf(m) ?? c.Library.Named(LibraryKind.Material, Core(m.Name)).FirstOrDefault();

    /// <summary>What is a form or a proof by its name but is listed as something else escapes the rules for it.</summary>
    private static IEnumerable<LintFinding> KindsAreHonest(Guide g, LintContext c)
    {
        foreach (var (path, m) in Each(g))
        {
            if (m.Kind != MaterialKind.Form && FormName().IsMatch(m.Name))
                yield return Say(g, $"{path}.kind", "form-by-name", Severity.Error, $"“{m.Name}”是表格文书，却没有按表格文书列", "请把种类改为表格文书，并附空表和填写样本", Laws.MaterialElements);
            if (m.Kind is MaterialKind.Other or MaterialKind.Form && ProofName().IsMatch(m.Name))
                yield return Say(g, $"{path}.kind", "proof-by-name", Severity.Error, $"“{m.Name}”是证明，却没有按证明列", "请把种类改为证明，并核对是否在保留证明清单里", Laws.MaterialElements);
        }
    }

    /// <summary>空表是空的、样本是填好的 (鄠邑细则 第七条, 重庆办法 第十四条).</summary>
    private static IEnumerable<LintFinding> FormsAreRealForms(Guide g, LintContext c)
    {
        foreach (var (path, m) in Each(g).Where(e => e.Material.Kind == MaterialKind.Form && !Empty(e.Material.Blank) && !Empty(e.Material.Sample)))
        {
            var basis = c.Law?.Find("guide.samples")?.Basis ?? Laws.MaterialElements;
            if (m.Blank!.Trim() == m.Sample!.Trim())
                yield return Say(g, $"{path}.sample", "sample-not-filled", Severity.Error, $"“{m.Name}”的样本和空表一样，没有填", "请附填好的样本", basis);
            else if (m.Sample.Trim().Length < 20)
                yield return Say(g, $"{path}.sample", "sample-too-short", Severity.Error, $"“{m.Name}”的样本只有“{m.Sample.Trim()}”", "请附填好的样本", basis);
            if (m.Blank!.Trim().Length < 20)
                yield return Say(g, $"{path}.blank", "blank-too-short", Severity.Error, $"“{m.Name}”的空表只有“{m.Blank.Trim()}”", "请附空表", basis);
        }
    }

    /// <summary>能收电子件的不得只收纸质 (青岛办法 第四十七条, 重庆办法 第二十八条, 鄠邑细则 第二十八条).</summary>
    private static IEnumerable<LintFinding> PaperOnlyWhereTheLawSays(Guide g, LintContext c) => Each(g).Where(e => e.Material is { Electronic: false, PaperBasis: null }).Select(e => Say(
        g, $"{e.Path}.electronic", "paper-without-basis", IsOnline(g) ? Severity.Error : Severity.Warning, $"“{e.Material.Name}”不收电子件，又没有写依据", "请改为收电子件，或者在 paperBasis 写明依据",
        c.Law?.Find("paper.exceptionBasis")?.Basis ?? Laws.Paper));

    /// <summary>证明要在保留证明清单里 (鄠邑细则 第七条).</summary>
    private static IEnumerable<LintFinding> ProofsAreRetained(Guide g, LintContext c)
    {
        if (c.Proofs is not { } retained) yield break;
        var names = retained.SelectMany(p => p.Names).Select(LibraryIndex.Plain).ToHashSet();
        foreach (var (path, m) in Each(g).Where(e => e.Material.Source != MaterialSource.Intermediary))
        {
            var entry = EntryOf(m, c);
            var proof = m.Kind == MaterialKind.Proof || (ProofName().IsMatch(m.Name) && entry is null or { MaterialKind: MaterialKind.Proof });
            if (!proof || names.Contains(LibraryIndex.Plain(m.Name)) || (entry is not null && entry.Names.Any(n => names.Contains(LibraryIndex.Plain(n))))) continue;
            yield return Say(g, $"{path}.name", "proof-not-retained", Severity.Error, $"“{m.Name}”不在保留证明清单里，不得索要", "请删去，或者先按程序列入保留证明清单", Laws.MaterialElements);
        }
    }

    /// <summary>中介材料要在中介服务清单里 (青岛办法 第三十一条; 鄠邑细则 第七条 wants the category or qualification).</summary>
    private static IEnumerable<LintFinding> IntermediariesAreListed(Guide g, LintContext c)
    {
        var listBasis = c.Law?.Find("intermediary.listBasis");
        foreach (var (path, m) in Each(g))
        {
            if (m.Source == MaterialSource.Applicant && (IntermediaryName().IsMatch(m.Issuer ?? "") || (IntermediaryWork().IsMatch(m.Name) && m.Kind != MaterialKind.Form)))
                yield return Say(g, $"{path}.source", "intermediary-hidden", Severity.Warning, $"“{m.Name}”由中介机构出具，却写成申请人自备", "请把来源改为中介机构，并写明类别或者资质", listBasis?.Basis ?? Laws.MaterialElements);
            if (m.Source != MaterialSource.Intermediary || Empty(m.Issuer) || c.Intermediaries is not { } listed) continue;
            var issuer = LibraryIndex.Plain(m.Issuer!);
            if (listed.Any(l => l.Names.Append(l.Provider ?? l.Name).Select(LibraryIndex.Plain).Any(n => n == issuer))) continue;
            yield return Say(g, $"{path}.issuer", "intermediary-not-listed", Severity.Error, $"“{m.Name}”的出具机构“{LintFinding.Cut(m.Issuer!)}”不在中介服务清单里", "请改写成清单里的机构类别，或者删去这项材料", listBasis?.Basis ?? new("qingdao-2023", "第三十一条"));
        }
    }

    /// <summary>能共享的只请申请人确认 (鄠邑细则 第七条; what may not be asked for the place says).</summary>
    private static IEnumerable<LintFinding> ShareableIsNotAskedFor(Guide g, LintContext c)
    {
        foreach (var (path, m) in Each(g).Where(e => e.Material.Source == MaterialSource.Applicant && e.Material.PaperBasis is null))
        {
            if (EntryOf(m, c) is { Source: { Length: > 0 } register })
                yield return Say(g, $"{path}.source", "shareable-asked-for", Severity.Error, $"“{m.Name}”可以从{register}取到，却要申请人交", "请把来源改为共享，只请申请人确认", c.Law?.Find("sharing.noAskScope")?.Basis ?? Laws.MaterialElements);
        }
    }

    [GeneratedRegex("^(?:申请人|本人|已取得)的?|复印件|原件|扫描件|影印件|电子版|正反面照片|正副本|正本|副本|（[^（）]*件）|及|和")]
    private static partial Regex CopyWords();

    [GeneratedRegex("(?:申请表|申请书|登记表|备案表|申报表|采集表|审批表|承诺书|委托书|声明书?)(?:（[^（）]*）)?$")]
    private static partial Regex FormName();

    [GeneratedRegex("变更|延续|注销|换|补|启用|重置|缴销|挂失|年检|年审|延期|转移|登记$")]
    private static partial Regex SecondTime();

    /// <summary>第九条, 第二款, 附件一, 三、（一）.</summary>
    private static bool IsArticle(string? text) => text is not null && Article().IsMatch(text);

    [GeneratedRegex("第[〇零一二三四五六七八九十百千两\\d]+(?:编|章|节|条|款|项)|附[件录表]|[一二三四五六七八九十]、|（[一二三四五六七八九十]+）|\\d")]
    private static partial Regex Article();

    [GeneratedRegex("有关|相关|上级|内部|会议纪要|领导|^(?:国家|地方|部门|本地|单位)?(?:规定|政策|要求|文件|法律法规|惯例)$|工作要求")]
    private static partial Regex VagueLaw();

    [GeneratedRegex("证明(?:信|书|材料|函|文件)?(?:（[^（）]*）)?$")]
    private static partial Regex ProofName();

    [GeneratedRegex("事务所|资产评估|编制单位|咨询机构|咨询公司|检验检测机构|检测机构|鉴定机构|评估机构|造价|设计单位|中介")]
    private static partial Regex IntermediaryName();

    [GeneratedRegex("(?:评估|审计|检测|检验|鉴定|论证|评价|测绘|勘察|验资)(?:报告|意见书?|结论)(?:书|表)?(?:（[^（）]*）)?$")]
    private static partial Regex IntermediaryWork();
}
