using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>兜底条款 in each place they hide (重庆办法 第十四条, 鄠邑细则 第七条). The twins hold the same characters in an honest sense.</summary>
internal static class VaguePlanters
{
    private static readonly string[] PlainNames =
        ["其他材料", "其他证明材料", "其他有关材料", "有关证明材料", "其他", "有关材料", "其他应当提交的材料", "与申请有关的材料", "其他资料"];

    private static readonly string[] DisguisedNames =
        [
            "其它相关材料", "视情况需要的文件", "窗口要求的资料", "审批部门认为需要提交的材料", "根据实际情况补充的文件", "按规定应当提交的材料", "需要的各类手续", "法律法规规定的材料",
            "别的必要文件", "另行通知的材料", "工作人员告知的资料", "相关证件", "必要的补充说明材料", "所需的一切资料", "其余材料", "上级主管单位规定的文件",
        ];

    private static readonly string[] SpacedNames =
        ["其 他 材 料", "其　他　材　料", "其他（材料）", "“其他”材料", "其\u200B他材料", "其·他·材·料", "其他\u00A0材料", "其他-材料", "有 关 材 料"];

    private static readonly string[] Tails = ["等", "等材料", "等相关资料", "等有关证件", "等（以窗口要求为准）", "及其他材料", "及相关证明", "和其它需要的文件"];

    private static readonly string[] Conditions =
        [
            "符合法律、法规规定的其他条件。", "符合有关规定。", "满足相关部门的要求。", "有关部门认为应当具备的其他条件。", "符合上级文件要求的情形。", "窗口工作人员认为可以受理的。", "具备应当具备的各项条件。",
            "其它应当符合的情形。", "按照相关政策执行。", "符合审批机关另行规定的要求。",
        ];

    private static readonly string[] GoodConditions =
        [
            "申请人是自然人、法人或者其他组织。", "申请人与所办事项没有利害关系冲突，所有关系清楚。", "在本区登记或者居住。", "场所没有关闭、停业。", "达到行业标准规定的二等以上等级。",
        ];

    private static readonly string[] Standards =
        ["符合相关要求。", "按窗口要求提供。", "符合有关规定，其他要求见现场告知。", "视具体情况确定。", "以审批人员意见为准。", "满足其他条件。", "按有关部门的要求准备。", "真实、合法、有效及其它要求。", "根据需要提供。"];

    private static readonly string[] GoodStandards =
        ["所有关系清楚，与登记信息一致。", "载明等级和有效日期，字迹清楚。", "每页盖章，复印清晰，装订成册。", "签字和日期齐全，内容前后一致。", "在有效期内，与申请人姓名一致。"];

    private static readonly string[] Actors = ["有关部门", "相关科室", "有关单位", "其他部门", "相关负责人", "主管部门及有关部门", "视情况确定", "各相关单位"];

    private static readonly string[] Issuers = ["有关部门", "相关单位", "有关机关", "其他机构", "主管单位或者其它有关单位", "当地有关部门", "相应机构"];

    public static IReadOnlyList<Planter> All { get; } =
    [
        Named("vague-material-name", "一项材料叫“其他材料”之类", PlainNames),
        Named("vague-material-name-disguised", "兜底材料换了说法", DisguisedNames),
        Named("vague-material-name-spaced", "兜底词被空格、符号或者看不见的字符隔开", SpacedNames),
        new("vague-material-name-tail", "明确的材料名后面拖一个“等”或者“及其他”", "HY-7-3, CQ-14-3", "materials",
            (g, _, r) => Bed.Material(g, r, _ => true, "name", m => m with { Name = m.Name + r.Of(Tails) }),
            (g, _, r) => Bed.Material(g, r, m => m.Standard is not null, "standard", m => m with { Standard = r.Of(GoodStandards) })),
        new("vague-material-standard", "受理标准只说“符合相关要求”", "HY-7-3, CQ-14-3", "materials",
            (g, _, r) => Bed.Material(g, r, _ => true, "standard", m => m with { Standard = r.Of(Standards) }),
            (g, _, r) => Bed.Material(g, r, m => m.Standard is not null, "standard", m => m with { Standard = r.Of(GoodStandards) })),
        new("vague-material-standard-tail", "受理标准写清楚以后又加一句兜底", "HY-7-3, CQ-14-3", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Standard is not null, "standard", m => m with { Standard = m.Standard + r.Of(Standards) }),
            (g, _, r) => Bed.Material(g, r, m => m.Standard is not null, "standard", m => m with { Standard = m.Standard + r.Of(GoodStandards) })),
        new("vague-material-format", "规格写“按要求”", "HY-7-1, HY-7-3", "materials",
            (g, _, r) => Bed.Material(g, r, _ => true, "format", m => m with { Format = r.Of(["按要求", "按有关规定", "视情况而定", "以窗口要求为准", "其他规格"]) }),
            (g, _, r) => Bed.Material(g, r, m => m.Format is not null, "format", m => m with { Format = r.Of(["A4，单面打印", "A3 折叠成 A4", "A4，彩色"]) })),
        new("vague-material-issuer", "出具机构写“有关部门”", "HY-7-7, CQ-14-3", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Issuer is not null, "issuer", m => m with { Issuer = r.Of(Issuers) }),
            (g, _, r) => Bed.Material(g, r, m => m.Issuer is not null, "issuer", m => m with { Issuer = "县级以上" + m.Issuer })),
        new("vague-condition", "受理条件有兜底的一条", "CQ-14-3", "conditions",
            (g, _, r) => Bed.WithCondition(g, r.Of(Conditions)),
            (g, _, r) => Bed.WithCondition(g, r.Of(GoodConditions))),
        new("vague-condition-tail", "一条受理条件末尾说“以及其他情形”", "CQ-14-3", "conditions",
            (g, _, r) => Tail(g, r, r.Of(["，以及其他符合规定的情形。", "，有关部门另有要求的从其要求。", "，并符合相关规定。", "等。", "，或者窗口认为可以的其它情形。"])),
            (g, _, r) => Tail(g, r, r.Of(["，申请人是法人或者其他组织的，由负责人签字。", "，本区户籍和外地户籍一样办理。"]))),
        new("vague-step-actor", "一个环节由“有关部门”办", "CQ-14-3, HY-5-3", "steps",
            (g, _, r) => Bed.Step(g, r, "actor", s => s with { Actor = r.Of(Actors) }),
            (g, _, r) => Bed.Step(g, r, "actor", s => s with { Actor = r.Of(["审批科经办人", "综合窗口工作人员", "业务科室负责人"]) })),
        new("vague-step-name", "一个环节叫“其他程序”", "CQ-14-3, HY-5-3", "steps",
            (g, _, r) => Bed.Step(g, r, "name", s => s with { Name = r.Of(["其他程序", "其它必要环节", "有关手续", "视情况办理", "按规定流转"]) }),
            (g, _, r) => Bed.Step(g, r, "actor", s => s with { Actor = r.Of(["审批科经办人", "综合窗口工作人员"]) })),
        new("vague-special-procedure", "特别程序写“其他必要程序”", "CQ-14-3, HB-2.1-6", "specialProcedures",
            (g, _, r) => g.Bases.Count == 0 ? null : Bed.WithProcedure(g, "name", new("planted", r.Of(["其他必要程序", "有关部门要求的程序", "视情况开展的核查"]), TimeLimit.WorkingDays(10), g.Bases[0])),
            (g, _, r) => g.Bases.Count == 0 ? null : Bed.InsideThePromise(Bed.WithProcedure(g, "name", new("planted", r.Of(["听证", "专家评审", "检验"]), TimeLimit.WorkingDays(10), g.Bases[0])))),
        new("vague-answer", "常见问题让人“按有关部门要求另交其他材料”", "CQ-14-3", "questions",
            (g, _, r) => Answer(g, r, ["另外按有关部门的要求提交其他材料。", "具体以窗口要求为准，可能还要其他材料。", "视情况还要交相关证明。"]),
            (g, _, r) => Answer(g, r, ["办好以后会发短信告诉您。", "周末也可以在网上提交。"])),
        new("vague-field-hint", "表单里让人“按有关规定填写其他情况”", "CQ-14-3", "form",
            (g, _, r) => Field(g, r, f => f with { Hint = r.Of(["按有关规定填写", "填写其他材料的名称", "按窗口要求填写"]) }, "hint"),
            (g, _, r) => Field(g, r, f => f with { Hint = r.Of(["按证件上的写", "不知道可以先打电话问"]) }, "hint")),
        new("vague-hours", "办理时间写“视情况开放”", "HY-6-1", "places",
            (g, _, r) => Bed.Place(g, r, "hours", p => p with { Hours = r.Of(["视情况开放", "以实际为准", "按有关规定", "其他时间另行通知"]) }),
            (g, _, r) => Bed.Place(g, r, "hours", p => p with { Hours = r.Of(["工作日 9:00–17:00", "周一至周六 8:30–17:30"]) })),
        new("hidden-demand-in-condition", "在受理条件里变相多要一份清单上没有的材料", "QD-19-2, HY-5-4", "conditions",
            (g, _, r) => Bed.WithCondition(g, r.Of(["须另交社区盖章的无违规说明。", "申请时应当一并提交邻居签字的同意书。", "须提供户籍地派出所出具的现实表现证明。", "还应提交单位人事部门盖章的情况说明。"])),
            (g, _, r) => Bed.WithCondition(g, r.Of(GoodConditions))),
        new("hidden-demand-in-standard", "在受理标准里变相多要一份清单上没有的材料", "QD-19-2, HY-5-4", "materials",
            (g, _, r) => Bed.Material(g, r, m => m.Standard is not null, "standard", m => m with { Standard = m.Standard + r.Of(["并附居委会盖章的证明原件。", "同时提交近三年的纳税证明。", "须附公证书。", "另附两名担保人的身份证复印件。"]) }),
            (g, _, r) => Bed.Material(g, r, m => m.Standard is not null, "standard", m => m with { Standard = m.Standard + r.Of(["照片和本人一致。", "每页编上页码。"]) })),
    ];

    private static Planter Named(string kind, string what, string[] names) => new(kind, what, "HY-7-3, CQ-14-3", "materials",
        (g, _, r) => Bed.Added(g, Bed.Fresh(g, r.Of(names))),
        (g, c, r) => Bed.Lend(g, c, r, m => m is { Source: MaterialSource.Applicant, Kind: not MaterialKind.Proof }));

    private static Planted? Tail(Guide guide, Random random, string tail)
    {
        if (guide.Conditions.Count == 0) return null;
        var n = random.Next(guide.Conditions.Count);
        return new Planted(guide with { Conditions = [.. guide.Conditions.Select((c, i) => i == n ? c.TrimEnd('。') + tail : c)] }, $"conditions/{n}");
    }

    private static Planted? Answer(Guide guide, Random random, string[] words)
    {
        if (guide.Questions.Count == 0) return null;
        var n = random.Next(guide.Questions.Count);
        return new Planted(guide with { Questions = [.. guide.Questions.Select((q, i) => i == n ? q with { Answer = q.Answer + random.Of(words) } : q)] }, $"questions/{n}/answer");
    }

    private static Planted? Field(Guide guide, Random random, Func<FormField, FormField> change, string field)
    {
        var all = guide.Fields.ToList();
        if (all.Count == 0) return null;
        var old = random.Of(all);
        return new Planted(
            guide with { Form = [.. guide.Form.Select(s => s with { Fields = [.. s.Fields.Select(f => f == old ? change(f) : f)] })] }, $"form/{old.Id}/{field}");
    }
}
