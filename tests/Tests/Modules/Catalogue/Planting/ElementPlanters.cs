using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>Elements that are missing or empty words (鄠邑细则 第五条、第六条; 青岛 2020 二（二）3), and results that do not fit the item.</summary>
internal static class ElementPlanters
{
    private static readonly string[] Nothing = ["无", "/", "详见附件", "同上", "—", "略", "待定"];

    private static readonly string[] Years = ["1年", "2年", "6年"];

    public static IReadOnlyList<Planter> All { get; } =
    [
        Missing("conditions-missing", "没有受理条件", "conditions", g => g with { Conditions = [] }, g => g with { Conditions = [.. g.Conditions.Select(c => c.TrimEnd('。') + "。"), "在本区登记或者居住。"] }),
        Missing("process-missing", "没有办理流程", "steps", g => g with { Steps = [] }, g => g with { Steps = [.. g.Steps.Select(s => s with { Actor = s.Actor + "工作人员" })] }),
        Missing("complaint-phone-missing", "没有监督投诉方式", "complaintPhone", g => g with { ComplaintPhone = "" }, g => g with { ComplaintPhone = Area(g) + "-55509999" }),
        Missing("consultation-phone-missing", "没有咨询方式", "consultationPhone", g => g with { ConsultationPhone = "" }, g => g with { ConsultationPhone = Area(g) + "-55509998" }),
        Missing("audience-missing", "没有服务对象", "audience", g => g with { Audience = [] }, g => g with { Audience = [.. g.Audience.Reverse()] }, g => g.Audience.Count > 1),
        Missing("bases-missing", "没有设定依据", "bases", g => g with { Bases = [] }, g => g with { Bases = [.. g.Bases.Reverse()] }, g => g.Bases.Count > 1),
        new("code-missing", "没有基本编码", "HY-6-1, HY-6-2", "basicCode",
            (g, _, _) => g.BasicCode is null ? null : new Planted(g with { BasicCode = null }, "basicCode"),
            (g, _, r) => Bed.Place(g, r, "name", p => p with { Name = p.Name + "一楼" })),
        Missing("organisation-missing", "没有实施主体", "organisation", g => g with { Organisation = "" }, g => g with { Questions = [.. g.Questions.Reverse()] }, g => g.Questions.Count > 1),
        Missing("places-missing", "没有办理地点", "places", g => g with { Places = [] }, g => g with { Places = [.. g.Places.Select(p => p with { Name = p.Name + "一楼" })] }),
        new("hours-missing", "办理地点没有时间", "HY-6-1", "places",
            (g, _, r) => Bed.Place(g, r, "hours", p => p with { Hours = r.Of(["", "无"]) }),
            (g, _, r) => Bed.Place(g, r, "hours", p => p with { Hours = "工作日 9:00–12:00，13:00–17:00" + r.Of(["", "，周六上午可以预约"]) })),
        new("address-missing", "办理地点没有地址", "HY-6-1", "places",
            (g, _, r) => Bed.Place(g, r, "address", p => p with { Address = r.Of(["", "大厅内", "见公告"]) }),
            (g, _, r) => Bed.Place(g, r, "address", p => p with { Address = p.Address + "，公交示范路站下" })),
        new("step-without-actor", "一个环节没有写谁办", "HY-5-3", "steps",
            (g, _, r) => Bed.Step(g, r, "actor", s => s with { Actor = "" }),
            (g, _, r) => Bed.Step(g, r, "actor", s => s with { Actor = s.Actor + "工作人员" })),
        new("condition-empty-words", "受理条件只有“详见附件”", "HY-5-3, HY-6-1", "conditions",
            (g, _, r) => new Planted(g with { Conditions = [r.Of(Nothing)] }, "conditions/0"),
            (g, _, _) => Bed.WithCondition(g, "在本区登记或者居住。")),
        new("basis-without-article", "设定依据没有条", "HY-6-2, QG-2.2.3-1", "bases",
            (g, _, r) => Bed.Basis(g, r, "article", b => b with { Article = r.Of(["", "相关条款", "全文", "—"]) }),
            (g, _, r) => Bed.Basis(g, r, "article", b => b with { Article = b.Article + r.Of(["第一款", "第二款", "第（一）项"]) })),
        new("basis-vague-law", "设定依据是“有关法律法规”", "HY-6-2, CQ-14-3", "bases",
            (g, _, r) => Bed.Basis(g, r, "law", b => b with { Law = r.Of(["有关法律法规", "上级有关文件", "相关政策", "国家规定"]) }),
            (g, _, r) => Bed.Basis(g, r, "article", b => b with { Article = b.Article + "第一款" })),
        new("result-missing", "没有办理结果的名称", "HY-5-3", "result",
            (g, _, r) => g.Result.Kind == ResultKind.None ? null : new Planted(g with { Result = g.Result with { Name = r.Of(["", "无", "其他"]) } }, "result/name"),
            Validity),
        new("result-card-called-approval", "结果名叫“…证”，种类却是批文", "清单质量规则：结果名与种类", "result",
            (g, _, _) => g.Result.Kind == ResultKind.Licence && g.Result.Name.EndsWith('证') ? new Planted(g with { Result = g.Result with { Kind = ResultKind.Approval } }, "result/kind") : null,
            Validity),
        new("result-approval-called-licence", "结果名叫“批复”“决定书”，种类却是证照", "清单质量规则：结果名与种类", "result",
            (g, _, r) => g.Result.Kind == ResultKind.Licence ? new Planted(g with { Result = g.Result with { Name = r.Of(["批复", "准予许可决定书", "审批意见", "审核批复文件"]) } }, "result/name") : null,
            Validity),
        new("result-licence-of-none", "写着发证，种类是没有结果", "清单质量规则：有结果须有样本", "result",
            (g, _, _) => g.Result.Kind is ResultKind.Licence or ResultKind.Approval ? new Planted(g with { Result = g.Result with { Kind = ResultKind.None } }, "result/kind") : null,
            Validity),
        new("service-issues-licence", "公共服务的结果是许可证", "CQ-13-4", "result",
            (g, _, r) => g is { Type: ItemType.PublicService, Result.Kind: ResultKind.Other or ResultKind.None }
                ? new Planted(g with { Result = new(r.Of(["从业许可证", "经营许可证", "准入资格证", "入驻许可证"]), ResultKind.Licence, "3年") }, "result/kind")
                : null,
            (g, _, r) => g is { Type: ItemType.PublicService, Result.Kind: ResultKind.Other or ResultKind.None }
                ? new Planted(g with { Result = new(r.Of(["办理回执", "登记确认单"]), ResultKind.Other, null) }, "result/name")
                : null),
        new("filing-gives-permission", "备案的结果是“准予许可”", "CQ-13-4", "result",
            (g, _, r) => g.Type is ItemType.Filing or ItemType.Confirmation && g.Result.Kind == ResultKind.Other
                ? new Planted(g with { Result = new(r.Of(["准予许可决定书", "经营许可批准书"]), ResultKind.Approval, null) }, "result/kind")
                : null,
            (g, _, _) => g.Type is ItemType.Filing or ItemType.Confirmation && g.Result.Kind == ResultKind.Other
                ? new Planted(g with { Result = g.Result with { Name = g.Type == ItemType.Filing ? "备案凭证" : "确认凭证" } }, "result/name")
                : null),
        new("licence-without-question", "行政许可一条常见问题都没有", "清单质量规则：许可类至少1条常见问题", "questions",
            (g, _, _) => g is { Type: ItemType.Licence, Questions.Count: > 0 } ? new Planted(g with { Questions = [] }, "questions") : null,
            (g, _, _) => g is { Type: ItemType.Licence, Questions.Count: > 1 } ? new Planted(g with { Questions = [g.Questions[0]] }, "questions") : null),
        new("licence-with-few-steps", "行政许可没有审查、决定的环节", "清单质量规则：许可类环节≥受理/审核/审批/办结/送达", "steps",
            (g, _, r) => g is { Type: ItemType.Licence, Steps.Count: > 2 } ? new Planted(g with { Steps = r.Next(2) == 0 ? [g.Steps[0], g.Steps[^1]] : [g.Steps[0]] }, "steps") : null,
            (g, _, r) => g is { Type: ItemType.Licence, Steps.Count: > 2 } ? Bed.Step(g, r, "actor", s => s with { Actor = s.Actor + "工作人员" }) : null),
    ];

    private static string Area(Guide guide) => guide.ConsultationPhone.Split('-')[0];

    private static Planter Missing(string kind, string what, string element, Func<Guide, Guide> without, Func<Guide, Guide> twin, Func<Guide, bool>? twinFits = null) => new(
        kind, what, "HY-5-3, HY-6-1, HY-6-2, QG-2.2.3-1", element,
        (g, _, _) => new Planted(without(g), element),
        (g, _, _) => twinFits?.Invoke(g) == false ? null : new Planted(twin(g), element));

    private static Planted? Validity(Guide guide, Corpus corpus, Random random) => guide.Result.Kind is ResultKind.Licence or ResultKind.Approval
        ? new Planted(guide with { Result = guide.Result with { Validity = random.Of(Years.Where(v => v != guide.Result.Validity).ToList()) } }, "result/validity")
        : null;
}
