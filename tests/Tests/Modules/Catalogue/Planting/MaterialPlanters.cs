using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>Faults of one material: what is missing beside it, and whether it may be asked for at all (鄠邑细则 第七条).</summary>
internal static class MaterialPlanters
{
    private static readonly LegalBasis Law = new("中华人民共和国行政许可法", "第三十一条", BasisType.Law);

    private static readonly string[] BoughtProofs =
        [
            "无违法记录证明（社区开具）", "邻居同意书公证证明", "婚姻状况证明（单位开具）", "家庭和睦证明", "现实表现证明", "证明本人是本人的证明", "未参加邪教证明（居委会开具）", "无业证明（村委会开具）", "场地周边无投诉证明",
        ];

    private static readonly string[] MaskedProofs =
        ["居住在本社区的证明", "与父亲系父子关系的证明（居委会盖章）", "收入情况证明（单位盖章）", "户口迁出前住址证明", "证件遗失登报证明", "无房证明（社区盖章）", "同一人证明"];

    private static readonly string[] Middlemen = ["某咨询服务部", "窗口推荐的代办公司", "企业管理咨询公司", "风水评估工作室", "指定的打字复印店", "代理申报服务中心"];

    private static readonly string[] NamedFirms = ["青岛示范会计师事务所有限公司", "重庆某某检测技术有限公司（指定）", "本局下属的技术服务中心", "石家庄示范评估有限责任公司"];

    private static readonly Dictionary<string, string[]> Near = new(StringComparer.Ordinal)
    {
        ["营业执照"] = ["工商营业执照", "营业执照正副本", "企业营业执照", "营业直照", "经营执照"],
        ["居民身份证"] = ["身份证件", "二代身份证", "居民身份正", "公民身份证", "个人身份证"],
        ["居民户口簿"] = ["户口本", "户口薄", "家庭户口簿", "户籍本"],
        ["授权委托书"] = ["委托授权书", "委托书", "代办委托书", "授权委托收"],
        ["法定代表人（负责人）身份证"] = ["法人身份证", "负责人身份证件", "法定代表人身份证明"],
        ["近期免冠照片"] = ["一寸照片", "免冠照", "证件照"],
        ["社会保障卡"] = ["社保卡", "社会保证卡", "社会保障卡片"],
    };

    private static readonly string[] SecondTime = ["变更", "延续", "注销", "换", "补", "启用", "重置", "缴销"];

    public static IReadOnlyList<Planter> All { get; } =
    [
        new("material-without-basis", "要一份没有依据的材料", "HY-7-2", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Basis is not null, "basis", m => m with { Basis = null }),
            (g, _, r) => Bed.Material(g, r, m => m.Basis is not null && m.Basis != Law, "basis", m => m with { Basis = m.Basis! with { Article = m.Basis.Article + "第一款" } })),
        new("material-basis-without-article", "材料的依据只有法名，没有条", "HY-7-2", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Basis is not null, "basis", m => m with { Basis = m.Basis! with { Article = r.Of(["", "相关条款", "—", "详见文件", "全文"]) } }),
            (g, _, r) => Bed.Material(g, r, m => m.Basis is not null, "basis", m => m with { Basis = m.Basis! with { Article = m.Basis.Article + r.Of(["第一款", "第（一）项", "第二款第（三）项"]) } })),
        new("material-basis-vague-law", "材料的依据是“有关法律法规”", "HY-7-2, CQ-14-3", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Basis is not null, "basis", m => m with { Basis = m.Basis! with { Law = r.Of(["有关法律法规", "上级文件", "相关规定", "部门内部工作要求", "会议纪要"]) } }),
            (g, _, r) => Bed.Material(g, r, m => m.Basis is not null, "basis", m => m with { Basis = m.Basis! with { Article = m.Basis.Article + "第一款" } })),
        new("form-without-blank", "表格没有空表", "HY-7-6", "materials",
            (g, _, r) => Bed.Material(g, r, m => m is { Kind: MaterialKind.Form, Blank: not null }, "blank", m => m with { Blank = null }),
            (g, _, r) => Bed.Material(g, r, m => m is { Kind: MaterialKind.Form, Blank: not null }, "blank", m => m with { Blank = m.Blank + "\n\n填表日期：＿＿＿＿年＿＿月＿＿日" })),
        new("form-without-sample", "表格没有填写样本", "HY-7-6, CQ-14-1", "materials",
            (g, _, r) => Bed.Material(g, r, m => m is { Kind: MaterialKind.Form, Sample: not null }, "sample", m => m with { Sample = null }),
            (g, _, r) => Bed.Material(g, r, m => m is { Kind: MaterialKind.Form, Sample: not null }, "sample", m => m with { Sample = m.Sample + "\n\n填表日期：2025年9月26日" })),
        new("form-blank-placeholder", "空表处只写“到窗口领取”", "HY-7-6", "materials",
            (g, _, r) => Bed.Material(g, r, m => m is { Kind: MaterialKind.Form, Blank: not null }, "blank", m => m with { Blank = r.Of(["到窗口领取", "略", "（空）", "见附件", "待补充"]) }),
            (g, _, r) => Bed.Material(g, r, m => m is { Kind: MaterialKind.Form, Blank: not null }, "blank", m => m with { Blank = m.Blank + "\n备注：" })),
        new("form-sample-is-the-blank", "样本就是空表，没有填", "CQ-14-1", "materials",
            (g, _, r) => Bed.Material(g, r, m => m is { Kind: MaterialKind.Form, Blank: { } b } && m.Sample != b, "sample", m => m with { Sample = m.Blank }),
            (g, _, r) => Bed.Material(g, r, m => m is { Kind: MaterialKind.Form, Sample: not null }, "sample", m => m with { Sample = m.Sample + "\n备注：无" })),
        new("proof-not-retained", "要一份不在保留目录里的证明", "HY-7-4", "materials",
            (g, _, r) => Bed.Added(g, Bed.Fresh(g, r.Of(BoughtProofs), MaterialKind.Proof)),
            (g, c, r) => Bed.Lend(g, c, r, m => m is { Kind: MaterialKind.Proof, Source: MaterialSource.Applicant, Issuer: not null })),
        new("proof-under-another-kind", "把证明写成普通材料，绕过保留目录", "HY-7-4", "materials",
            (g, _, r) => Bed.Added(g, Bed.Fresh(g, r.Of(MaskedProofs)), "kind"),
            (g, c, r) => Bed.Lend(g, c, r, m => m is { Kind: MaterialKind.Other, Source: MaterialSource.Applicant }, "kind")),
        new("intermediary-without-category", "中介机构出具的材料没有写机构类别", "HY-7-7", "materials",
            (g, c, r) => Bought(c, r) is { } m ? Bed.Added(g, m with { Issuer = null, Id = m.Id + "-bought" }, "issuer") : null,
            (g, c, r) => Bought(c, r) is { } m ? Bed.Added(g, m with { Id = m.Id + "-bought" }, "issuer") : null),
        new("intermediary-unlisted", "中介服务不在清单内", "HY-7-7, QD-31-4", "materials",
            (g, c, r) => Bought(c, r) is { } m ? Bed.Added(g, m with { Name = r.Of(["场地风险评估意见", "申报材料编制说明书", "企业形象策划报告", "装修环境评价说明"]), Issuer = r.Of(Middlemen), Id = "planted" }) : null,
            (g, c, r) => Bought(c, r) is { } m ? Bed.Added(g, m with { Id = m.Id + "-bought" }) : null),
        new("intermediary-designated", "指定了一家中介", "QD-31-4, HY-7-7", "materials",
            (g, c, r) => Bought(c, r) is { } m ? Bed.Added(g, m with { Issuer = r.Of(NamedFirms), Id = m.Id + "-bought" }, "issuer") : null,
            (g, c, r) => Bought(c, r) is { } m ? Bed.Added(g, m with { Id = m.Id + "-bought" }, "issuer") : null),
        new("shareable-demanded", "能共享取得的材料要申请人交", "HY-7-8", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Source == MaterialSource.Shared, "source", m => m with { Source = MaterialSource.Applicant, Originals = Math.Max(1, m.Originals) }),
            (g, _, r) => Bed.Material(g, r, m => m.Source == MaterialSource.Shared, "standard", m => m with { Standard = "状态有效，姓名或者名称一致。" })),
        new("shareable-copy-demanded", "另要一份能共享取得的证照的复印件", "HY-7-8", "materials",
            (g, _, r) => Bed.Added(g, Bed.Fresh(g, r.Of(["营业执照复印件", "身份证复印件", "居民户口簿复印件", "身份证正反面照片", "营业执照副本"]), MaterialKind.Certificate) with { Originals = 0, Copies = 1, Issuer = "市场监督管理部门、公安机关" }),
            (g, c, r) => Bed.Lend(g, c, r, m => m is { Source: MaterialSource.Applicant, Kind: not MaterialKind.Proof })),
        new("own-result-demanded", "要申请人交这个事项自己才会发的证", "QD-19-2, HY-7-8", "materials",
            (g, _, r) => g.Renewal || g.Result.Kind != ResultKind.Licence || Again(g.Name)
                ? null
                : Bed.Added(g, Bed.Fresh(g, r.Of([g.Result.Name, $"已取得的{g.Result.Name}", $"{g.Result.Name}复印件"]), MaterialKind.Certificate)),
            (g, c, r) => Bed.Lend(g, c, r, m => m is { Source: MaterialSource.Applicant, Kind: not MaterialKind.Proof })),
        new("material-twice", "同一份材料换个名字要了两遍", "CQ-28-5, HY-7-1", "materials",
            (g, _, r) => Twice(g, r),
            (g, c, r) => Bed.Lend(g, c, r, m => m is { Source: MaterialSource.Applicant, Kind: not MaterialKind.Proof })),
        new("material-misspelt", "标准材料的名称写错了字", "HY-7-1, QD-17-1", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Name.Length >= 4, "name", m => m with { Name = Swapped(m.Name, r) }),
            (g, c, r) => Replaced(g, c, r)),
        new("material-near-synonym", "标准材料换了近义的叫法", "HY-7-1, QD-17-1", "materials",
            (g, _, r) => Bed.Material(g, r, m => Near.Keys.Any(k => m.Name == k), "name", m => m with { Name = r.Of(Near[m.Name]) }),
            (g, c, r) => Replaced(g, c, r)),
        new("copies-missing", "没有写要几份", "HY-7-1", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Source != MaterialSource.Shared && m.Originals + m.Copies > 0, "originals", m => m with { Originals = 0, Copies = 0 }),
            (g, _, r) => Bed.Material(g, r, m => m is { Source: MaterialSource.Applicant, Originals: 1, Copies: 0, Kind: not MaterialKind.Form }, "originals", m => m with { Originals = 0, Copies = 1 })),
        new("many-sets", "没有法律依据要好几套", "CQ-28-5", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Source == MaterialSource.Applicant && m.CopiesBasis is null, "copies", m => m with { Copies = m.Copies + r.Next(1, 4), Originals = Math.Max(1, m.Originals) }),
            (g, _, r) => Bed.Material(g, r, m => m.Source == MaterialSource.Applicant, "copies", m => m with { Copies = m.Copies + 1, CopiesBasis = Law }))
        { Where = [Corpus.Chongqing] },
        new("format-missing", "没有写规格", "HY-7-1", "materials",
            (g, _, r) => Bed.Material(g, r, m => m is { Format.Length: > 0, Source: not MaterialSource.Shared }, "format", m => m with { Format = null }),
            (g, _, r) => Bed.Material(g, r, m => m is { Format.Length: > 0, Source: not MaterialSource.Shared }, "format", m => m with { Format = "A3" })),
        new("issuer-missing", "法定机构出具的材料没有写由谁出具", "HY-7-7", "materials",
            (g, _, r) => Bed.Material(g, r, m => m is { Issuer: not null, Kind: MaterialKind.Certificate or MaterialKind.Proof }, "issuer", m => m with { Issuer = null }),
            (g, _, r) => Bed.Material(g, r, m => m is { Issuer: not null, Kind: MaterialKind.Certificate or MaterialKind.Proof }, "issuer", m => m with { Issuer = "县级以上" + m.Issuer })),
        new("paper-without-basis", "没有依据要纸质件", "QD-47-3, CQ-28-4", "materials",
            (g, _, r) => Bed.Material(g, r, m => m is { Electronic: true, PaperBasis: null }, "electronic", m => m with { Electronic = false }),
            (g, _, r) => Bed.Material(g, r, m => m is { Electronic: true, PaperBasis: null }, "electronic", m => m with { Electronic = false, PaperBasis = Law }))
        { Where = [Corpus.Shinan, Corpus.Chongqing] },
        new("main-material-tolerated", "主要材料写成可以容缺", "Guide: 主要材料不得容缺", "materials",
            (g, _, r) => Bed.Material(g, r, m => m is { Main: true, Tolerable: false }, "tolerable", m => m with { Tolerable = true }),
            (g, _, r) => Bed.Material(g, r, m => m is { Main: false, Tolerable: true }, "tolerable", m => m with { Tolerable = false })),
    ];

    private static GuideMaterial? Bought(Corpus corpus, Random random)
    {
        var all = corpus.Seeds.SelectMany(g => g.Materials).Where(m => m is { Source: MaterialSource.Intermediary, Basis: not null }).ToList();
        return all.Count == 0 ? null : random.Of(all);
    }

    private static bool Again(string name) => SecondTime.Any(w => name.Contains(w, StringComparison.Ordinal));

    private static Planted? Twice(Guide guide, Random random)
    {
        if (guide.Materials.Count == 0) return null;
        var old = random.Of(guide.Materials);
        var name = random.Of([$"{old.Name}（原件）", $"申请人的{old.Name}", $"{old.Name}复印件", old.Name, $"本人{old.Name}及复印件"]);
        return Bed.Added(guide, old with { Id = old.Id + "-again", Name = name });
    }

    private static string Swapped(string name, Random random)
    {
        var at = Enumerable.Range(0, name.Length - 1).Where(i => name[i] != name[i + 1] && char.IsLetter(name[i]) && char.IsLetter(name[i + 1])).ToList();
        if (at.Count == 0) return name + name[^1];
        var n = random.Of(at);
        return name[..n] + name[n + 1] + name[n] + name[(n + 2)..];
    }

    /// <summary>Another honest material in the place of one: its name stands in a good guide too.</summary>
    private static Planted? Replaced(Guide guide, Corpus corpus, Random random)
    {
        var fit = guide.Materials.Where(m => m is { Source: MaterialSource.Applicant, Kind: MaterialKind.Other }).ToList();
        if (fit.Count == 0) return Bed.Lend(guide, corpus, random, m => m is { Source: MaterialSource.Applicant, Kind: MaterialKind.Other });
        var old = random.Of(fit);
        return Bed.Borrowed(guide, corpus, random, m => m is { Source: MaterialSource.Applicant, Kind: MaterialKind.Other }) is { } other
            ? Bed.Material(guide, random, m => m == old, "name", m => m with { Name = other.Name, Standard = other.Standard, Basis = other.Basis, Issuer = other.Issuer })
            : null;
    }
}
