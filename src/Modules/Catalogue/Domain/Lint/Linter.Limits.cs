using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

internal static partial class Linter
{
    /// <summary>法定时限和承诺时限 beyond what the import looks at: a licence has the law's own limit, forms are looked at at once where the place says so.</summary>
    private static IEnumerable<LintFinding> LimitsHoldTogether(Guide g, LintContext c)
    {
        if (g is { Type: ItemType.Licence, StatutoryLimit: null, OnTheSpot: false })
            yield return Say(g, "statutoryLimit", "statutory-missing", Severity.Warning, "行政许可没有写法定办结时限", "单行法没有规定的，写行政许可法的二十个工作日", Laws.StatutoryLimit);
        if (g.StatutoryLimit is { IsOnTheSpot: false, Amount: < 1 } or { Amount: > 365 })
            yield return Say(g, "statutoryLimit", "limit-odd", Severity.Error, $"法定时限写成“{g.StatutoryLimit}”", "请核对", Laws.Elements);
        if (!g.PromisedLimit.IsOnTheSpot && g.PromisedLimit.Amount is < 1 or > 365)
            yield return Say(g, "promisedLimit", "limit-odd", Severity.Error, $"承诺时限写成“{g.PromisedLimit}”", "请核对", Laws.Elements);
        if (g.OnTheSpot && g.SpecialProcedures.Count > 0)
            yield return Say(g, "specialProcedures", "on-the-spot-procedure", Severity.Hint, "即办件当场办结，不会有特别程序", "请改办件类型，或者删去特别程序", Laws.Elements);
        if (g.FormReviewOnly && !g.OnTheSpot && c.Law?.Find("decision.formReviewOnSpot") is { Value: "yes" or "same-session" or "same-day" or "on-the-spot" } spot)
            yield return Say(g, "promisedLimit", "form-review-not-on-the-spot", Severity.Warning, "只作形式审查的，应当当场决定", "请改为即办件，或者说明要作实质审查", spot.Basis);
        if (g.FormReviewOnly && (g.Review?.Site is not null || g.SpecialProcedures.Count > 0))
            yield return Say(g, "formReviewOnly", "form-review-with-site", g.Review?.Site is not null ? Severity.Error : Severity.Hint, "只作形式审查，又要现场核查或者特别程序", "请核对审查方式", new("chongqing", "第二十五条"));
    }

    /// <summary>特别程序 with a name, a limit and a basis; 重庆办法 第二十五条 keeps them within the promise.</summary>
    private static IEnumerable<LintFinding> SpecialProceduresHold(Guide g, LintContext c)
    {
        var inside = c.Law?.Find("specialProcedure.promisedClock");
        for (var i = 0; i < g.SpecialProcedures.Count; i++)
        {
            var (p, path) = (g.SpecialProcedures[i], $"specialProcedures[{i}]");
            if (Empty(p.Name)) yield return Say(g, $"{path}.name", "procedure-unnamed", Severity.Error, "有一项特别程序没有名称", "请写明", Laws.Elements);
            if (p.Basis is null || Empty(p.Basis.Law)) yield return Say(g, $"{path}.basis", "procedure-without-basis", Severity.Error, $"特别程序“{p.Name}”没有依据", "请写明法律名称和条款", new("licensing-law-2019", "第四十五条"));
            if (p.Limit is null) yield return Say(g, $"{path}.limit", "procedure-without-limit", Severity.Error, $"特别程序“{p.Name}”没有写要多久", "请写明时限，好书面告知申请人", new("licensing-law-2019", "第四十五条"));
            if (g.SpecialProcedures.Take(i).Any(o => o.Id == p.Id || o.Name == p.Name)) yield return Say(g, $"{path}.name", "procedure-twice", Severity.Error, $"特别程序“{p.Name}”列了两次", "请删去一项", PlatformRules.Input);
            if (inside is { Value: "inside" } && p.Limit is { } limit && !g.PromisedLimit.IsOnTheSpot && GuideRules.Compare(limit, g.PromisedLimit) > 0 && limit.Unit == g.PromisedLimit.Unit)
                yield return Say(g, $"{path}.limit", "procedure-beyond-promise", Severity.Error, $"特别程序“{p.Name}”要 {limit}，超过承诺时限 {g.PromisedLimit}；特别程序要在承诺时限内办完", "请缩短特别程序，或者延长承诺时限", inside.Basis);
        }
    }

    /// <summary>办理流程: 受理、审查、决定、送达 in their order, each with who does it, and within the promise (standards.md §3.1; 青岛办法 第二十二条).</summary>
    private static IEnumerable<LintFinding> StepsAreWhole(Guide g, LintContext c)
    {
        for (var i = 0; i < g.Steps.Count; i++)
        {
            var (s, path) = (g.Steps[i], $"steps[{i}]");
            if (Empty(s.Name)) yield return Say(g, $"{path}.name", "step-unnamed", Severity.Error, $"第 {i + 1} 个环节没有名称", "请写明", Laws.SharedProcess);
            if (Empty(s.Actor)) yield return Say(g, $"{path}.actor", "step-without-actor", Severity.Error, $"环节“{s.Name}”没有写由谁办", "请写明岗位", Laws.SharedProcess);
            if (!Empty(s.Name) && g.Steps.Take(i).Any(o => o.Name == s.Name)) yield return Say(g, $"{path}.name", "step-twice", Severity.Error, $"环节“{s.Name}”写了两次", "请删去一处", Laws.SharedProcess);
            if (g.OnTheSpot && s.Limit is { IsOnTheSpot: false, Unit: not LimitUnit.Hour })
                yield return Say(g, $"{path}.limit", "on-the-spot-step", Severity.Error, $"即办件的环节“{s.Name}”却要 {s.Limit}", "请删去环节的天数，或者改办件类型", Laws.Elements);
            if (Extra().Match(s.Name ?? "") is { Success: true } extra && g.SpecialProcedures.All(p => !(p.Name ?? "").Contains(extra.Value, StringComparison.Ordinal)) && g.Review?.Site is null && !Shared(s.Name!, g))
                yield return Say(g, $"{path}.name", "step-not-in-process", Severity.Warning, $"环节“{s.Name}”不在标准流程里，也没有列为特别程序", "请列为特别程序并写明依据和时限，或者删去", Laws.SharedProcess);
        }

        var days = g.Steps.Where(s => s.Limit is { Unit: LimitUnit.WorkingDay }).Sum(s => s.Limit!.Value.Amount);
        if (!g.PromisedLimit.IsOnTheSpot && g.PromisedLimit.Unit == LimitUnit.WorkingDay && days > g.PromisedLimit.Amount)
            yield return Say(g, "steps", "steps-beyond-promise", Severity.Error, $"各环节合计 {days} 个工作日，超过承诺时限 {g.PromisedLimit}", "请调整各环节的天数", Laws.Elements);
        foreach (var (s, i) in g.Steps.Select((s, i) => (s, i)).Where(t => t.s.Limit is { } limit && !g.PromisedLimit.IsOnTheSpot && limit.Unit != LimitUnit.WorkingDay && GuideRules.Compare(g.PromisedLimit, limit) < 0))
            yield return Say(g, $"steps[{i}].limit", "steps-beyond-promise", Severity.Error, $"环节“{s.Name}”要 {s.Limit}，超过承诺时限 {g.PromisedLimit}", "请调整", Laws.Elements);

        var order = Stages.Select(stage => (stage.Name, At: g.Steps.Select((s, i) => (s, i)).Where(t => stage.Words.IsMatch(t.s.Name ?? "")).Select(t => t.i).DefaultIfEmpty(-1).First())).ToList();
        if (g.Type == ItemType.Licence && !g.OnTheSpot && g.Combination is null && order.Where(o => o.At < 0).Select(o => o.Name).ToList() is { Count: > 0 } missing)
            yield return Say(g, "steps", "stages-missing", Severity.Error, $"行政许可的流程缺少{string.Join('、', missing)}环节", "请补上", Laws.SharedProcess);
        var present = order.Where(o => o.At >= 0).ToList();
        if (present.Zip(present.Skip(1)).FirstOrDefault(p => p.First.At > p.Second.At) is { First.Name: { } early } turned)
            yield return Say(g, "steps", "stages-turned", Severity.Error, $"“{turned.Second.Name}”排在“{early}”前面", "请按受理、审查、决定、送达的顺序排", Laws.SharedProcess);
    }

    private static readonly (string Name, Regex Words)[] Stages = [("受理", Acceptance()), ("审查", Review()), ("决定", Decision()), ("送达", Delivery())];

    private static bool Shared(string name, Guide g) => Review().IsMatch(name) && g.Steps.Count(s => Review().IsMatch(s.Name ?? "")) == 1 && name.StartsWith('审');

    [GeneratedRegex("勘验|踏勘|调查|核实|核查|评审|听证|检测|检验|检疫|鉴定|招标|拍卖|论证|考试|面谈|约谈|走访|会签")]
    private static partial Regex Extra();

    [GeneratedRegex("受理|收件|接收|申请")]
    private static partial Regex Acceptance();

    [GeneratedRegex("审|核|勘|评|查|验")]
    private static partial Regex Review();

    [GeneratedRegex("决定|审批|批准|核准|办结|登簿|登记|备案|签发|确认|认定|审核办理")]
    private static partial Regex Decision();

    [GeneratedRegex("送达|发证|领取|颁|制证|发放|邮寄|出证|取件|缮证")]
    private static partial Regex Delivery();
}
