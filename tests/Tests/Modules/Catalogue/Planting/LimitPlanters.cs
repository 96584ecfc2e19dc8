using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>Limits and fees (重庆办法 第二十五条、第二十七条; 河北方案 二（一）; 行政许可法 第五十八条).</summary>
internal static class LimitPlanters
{
    private static readonly LegalBasis Law = new("中华人民共和国行政许可法", "第五十八条", BasisType.Law);

    private static readonly LegalBasis Hearing = new("中华人民共和国行政许可法", "第四十五条", BasisType.Law);

    private const string FeeStandard = "每证 10 元";

    public static IReadOnlyList<Planter> All { get; } =
    [
        new("promise-longer-than-statute", "承诺时限比法定时限还长", "CQ-25-3, HY-6-1", "promisedLimit",
            (g, _, r) => g is { OnTheSpot: false, StatutoryLimit: { Amount: > 0 } s } ? Promise(g, s with { Amount = s.Amount + r.Next(1, 6) }) : null,
            Sooner),
        new("promise-equal-to-statute", "承诺时限和法定时限一样长", "CQ-25-3", "promisedLimit",
            (g, _, _) => g is { OnTheSpot: false, StatutoryLimit: { Amount: > 0 } s } ? Promise(g, s) : null,
            Sooner) { Where = [Corpus.Chongqing] },
        new("promise-longer-in-working-days", "法定按日历天、承诺按工作日，数小了其实更长", "CQ-25-3", "promisedLimit",
            (g, _, r) => Calendar(g, r, 1),
            (g, _, r) => Calendar(g, r, 2.2)),
        new("on-the-spot-with-days", "写明即办件，又承诺好几天", "清单质量规则：即办⇔即办件", "onTheSpot",
            (g, _, _) => g is { OnTheSpot: false, PromisedLimit.Amount: > 1 } ? new Planted(g with { OnTheSpot = true }, "onTheSpot") : null,
            Sooner),
        new("at-once-but-not-on-the-spot", "承诺当场办结，又不是即办件", "清单质量规则：即办⇔即办件", "promisedLimit",
            (g, _, _) => g is { OnTheSpot: false, PromisedLimit.Amount: > 0 }
                ? new Planted(g with { PromisedLimit = TimeLimit.OnTheSpot, Steps = [.. g.Steps.Select(s => s with { Limit = null })] }, "promisedLimit")
                : null,
            Sooner),
        new("steps-longer-than-promise", "各环节时限加起来超过承诺时限", "HY-5-3, HY-6-1", "steps",
            (g, _, r) => g.PromisedLimit is { Unit: LimitUnit.WorkingDay, Amount: > 0 } p && !g.OnTheSpot
                ? Bed.Step(g, r, "limit", s => s with { Limit = TimeLimit.WorkingDays(p.Amount + 1 + r.Next(5)) })
                : null,
            (g, _, r) => g.PromisedLimit is { Unit: LimitUnit.WorkingDay, Amount: > 0 } && !g.OnTheSpot ? Bed.Step(g, r, "limit", s => s.Limit is null ? s with { Actor = s.Actor + "工作人员" } : s with { Limit = null }) : null),
        new("special-procedure-without-limit", "特别程序没有时限", "HB-2.1-7, CQ-25-6", "specialProcedures",
            (g, _, r) => Bed.WithProcedure(g, "limit", new("planted", r.Of(["专家评审", "听证", "检测", "鉴定", "现场勘验"]), null, Hearing)),
            (g, _, r) => Bed.InsideThePromise(Bed.WithProcedure(g, "limit", new("planted", r.Of(["专家评审", "听证", "检测", "鉴定", "现场勘验"]), TimeLimit.WorkingDays(r.Next(3, 15)), Hearing)))),
        new("special-procedure-without-basis", "特别程序没有依据", "HB-2.1-6, HY-5-3", "specialProcedures",
            (g, _, r) => Bed.WithProcedure(g, "basis", new("planted", r.Of(["专家评审", "现场勘验", "技术审查"]), TimeLimit.WorkingDays(10), null)),
            (g, _, r) => Bed.InsideThePromise(Bed.WithProcedure(g, "basis", new("planted", r.Of(["专家评审", "现场勘验", "技术审查"]), TimeLimit.WorkingDays(10), Hearing)))),
        new("fee-without-standard", "收费没有标准", "HY-6-1, CQ-27-1", "fees",
            (g, _, r) => Bed.WithFee(g, "standard", r.Of(["", " ", "—"]), Law),
            (g, _, _) => Bed.WithFee(g, "standard", FeeStandard, Law)),
        new("fee-vague-standard", "收费标准写“按有关规定”", "HY-6-1, CQ-14-3", "fees",
            (g, _, r) => Bed.WithFee(g, "standard", r.Of(["按有关规定收取", "按相关标准执行", "以窗口告知为准", "协商确定", "视情况收取"]), Law),
            (g, _, _) => Bed.WithFee(g, "standard", "每证 10 元，遗失补发每证 5 元", Law)),
        new("fee-without-basis", "收费没有依据", "HY-6-1, QD-29-1", "fees",
            (g, _, _) => Bed.WithFee(g, "basis", FeeStandard, new("", "")),
            (g, _, _) => Bed.WithFee(g, "basis", FeeStandard, Law)),
        new("fee-basis-without-article", "收费依据没有条", "HY-6-1", "fees",
            (g, _, r) => Bed.WithFee(g, "basis", FeeStandard, Law with { Article = r.Of(["", "相关条款"]) }),
            (g, _, _) => Bed.WithFee(g, "basis", FeeStandard, Law with { Article = "第五十八条第一款" })),
        new("fee-by-a-document", "收费依据是部门文件", "QD-29-1, CQ-27-1", "fees",
            (g, _, r) => Bed.WithFee(g, "basis", FeeStandard, new(r.Of(["关于收取工本费的通知", "区局会议纪要", "窗口收费管理规定"]), "第三条", BasisType.Document)),
            (g, _, _) => Bed.WithFee(g, "basis", FeeStandard, Law)),
    ];

    private static Planted Promise(Guide guide, TimeLimit limit) => new(guide with { PromisedLimit = limit }, "promisedLimit");

    /// <summary>The harmless change: a promise of another length, still shorter than the law's limit and long enough for the steps.</summary>
    private static Planted? Sooner(Guide guide, Corpus corpus, Random random)
    {
        if (guide.OnTheSpot || guide.PromisedLimit is not { Unit: LimitUnit.WorkingDay, Amount: > 0 } promised) return null;
        var fit = Enumerable.Range(1, 60)
            .Where(n => n != promised.Amount && n >= Bed.StepDays(guide) && HoldsProcedures(guide, n) && (guide.StatutoryLimit is { } law ? n * 1.5 < Bed.Days(law) : n < promised.Amount + 5))
            .ToList();
        return fit.Count == 0 ? null : Promise(guide, TimeLimit.WorkingDays(random.Of(fit)));
    }

    /// <summary>重庆办法 第二十五条: special procedures run inside the promise.</summary>
    private static bool HoldsProcedures(Guide guide, int days) =>
        !Corpus.Chongqing.Contains(guide.Place) || guide.SpecialProcedures.All(p => p.Limit is not { Unit: LimitUnit.WorkingDay } limit || limit.Amount <= days);

    /// <summary>A statutory limit in calendar days that is so many times the promised number of working days, less one day where it is to be too short.</summary>
    private static Planted? Calendar(Guide guide, Random random, double times)
    {
        if (guide.OnTheSpot || guide.PromisedLimit is not { Unit: LimitUnit.WorkingDay, Amount: > 4 } promised || guide.StatutoryLimit is null) return null;
        var law = new TimeLimit((int)Math.Ceiling(promised.Amount * times) + 1, LimitUnit.CalendarDay);
        return new Planted(guide with { StatutoryLimit = law }, "promisedLimit");
    }
}
