using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 一次性告知补正: one notice of everything, by the pinned guide, with a last day (行政许可法 第三十二条第四项; 重庆办法 第十八条;
/// 鄠邑细则 第十三条; 青岛办法 第二十三条).
/// </summary>
internal static class CorrectionRules
{
    /// <summary>Days for correction that a clerk may set: what no text fixes is a setting (requirements-summary §8.14).</summary>
    public const int LongestDays = 60;

    public static Refusal? MayRequest(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (ClosureRules.Closed(context, at) is { } closed) return closed;
        var once = CaseClocks.BasisOf(context.Rules, "correction.times");
        if (state.Correction is { } told && Again(told, act as RequestCorrection, by, once) is { } already) return already;
        if (AcceptanceRules.ToldTooLate(state, context, at) is { } late) return late;
        if (act is RequestCorrection { Voucher: VoucherForm.Oral }) return ConductRules.Oral(context.Rules);
        if (context.Rules.Says("tolerant.mode", "must") && Filing.MayFollow(Filing.Missing(context.Guide, state)) && act is not RequestCorrection)
        {
            return new Refusal("cases.must-tolerate", "所缺材料均可后补，应当容缺受理，不能要求先补正。", context.Rules.Find("tolerant.mode")!.Basis);
        }

        return act is RequestCorrection request ? Check(request, state, context, at, once) : null;
    }

    /// <summary>
    /// A second notice is for what came anew and is itself at fault, and it is the last. What stood there from the start is told again only where a supervisor decides so
    /// with his reason, and that is kept for good (青岛办法 第二十三条).
    /// </summary>
    private static Refusal? Again(CorrectionNotice told, RequestCorrection? request, ActorInCase by, Citation once)
    {
        var supervisor = by.Actor.Role == Role.ChiefRepresentative;
        var anew = told.Second != true;
        if (request is null ? (anew && told.Refiled.Count > 0) || supervisor : anew && request.Defects.All(d => IsOfRefiled(told, d))) return null;
        if (request is not { Override: true })
        {
            return new Refusal(
                "cases.told-already", "补正只能一次性告知，首次提交时已有的问题不能再次告知；只有补正中新交的材料本身有问题的，可以再告知一次。确需再次告知的，由首席事务代表写明理由后决定。", once);
        }

        if (!supervisor) return new Refusal("cases.override-by-supervisor", "再次告知首次提交时已有的问题，由首席事务代表决定。", once);
        return request.Paper is null ? new Refusal("cases.reasons-missing", "请写明再次告知的理由。", once) : null;
    }

    private static bool IsOfRefiled(CorrectionNotice told, Defect defect) =>
        defect is { Kind: DefectKind.Material, What: not "missing" } && told.Refiled.Contains(defect.Id);

    private static Refusal? Check(RequestCorrection request, CaseState state, CaseContext context, Instant at, Citation once)
    {
        var guide = context.Guide;
        if (request.Defects.Count == 0) return new Refusal("cases.nothing-to-correct", "请至少选择一项需要补正的内容。", once);
        foreach (var defect in request.Defects)
        {
            if (CommitmentRules.MayNotAsk(state, defect, context) is { } promised) return promised;
            if (!IsOfGuide(guide, defect))
            {
                return new Refusal("cases.not-in-guide", $"“{defect.Id}”不在办事指南内，不能要求补正。", CaseClocks.BasisOf(context.Rules, "guide.ceiling"));
            }
        }

        var untold = Filing.Missing(guide, state).Where(m => request.Defects.All(d => d.Kind != DefectKind.Material || d.Id != m.Id)).ToList();
        if (untold.Count > 0)
        {
            var names = string.Join("、", untold.Select(m => $"《{m.Name}》"));
            return new Refusal("cases.defect-not-told", $"还缺{names}没有列入告知。补正应一次性告知全部内容。", once);
        }

        if (context.Rules.Says("tolerant.mode", "must") && OnlyTolerable(guide, request.Defects))
        {
            return new Refusal("cases.must-tolerate", "所列均为可容缺的材料，应当容缺受理，不能要求先补正。", context.Rules.Find("tolerant.mode")!.Basis);
        }

        if (AcceptanceRules.MustAcceptAtOnce(state, request, context) is { } accept) return accept;
        return SignatureRules.Check(request, state, context) ?? ChannelRules.Check(request, state, context) ?? CheckDue(request.Due, at, context.Rules);
    }

    public static bool IsOfGuide(Guide guide, Defect defect) => defect.Kind == DefectKind.Material
        ? guide.Material(defect.Id) is { } material && material.Source != MaterialSource.Shared
            && (defect.What == "missing" || material.Defects.Contains(defect.What))
        : guide.Fields.Any(f => f.Id == defect.Id) && !CombinationRules.Chooses(guide, defect.Id) && Defects.Words.ContainsKey(defect.What);

    private static bool OnlyTolerable(Guide guide, IReadOnlyList<Defect> defects) =>
        defects.All(d => d.Kind == DefectKind.Material) && Filing.MayFollow([.. defects.Select(d => guide.Material(d.Id)!)]);

    private static Refusal? CheckDue(DateOnly due, Instant at, RuleSet rules) =>
        due > at.Date && due <= at.Date.AddDays(LongestDays)
            ? null
            : new Refusal("cases.due-out-of-range", $"补正期限应在明天至{LongestDays}日之内。", CaseClocks.BasisOf(rules, "correction.voucherName"));

    public static Refusal? MayExtend(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (context.Rules.Says("correction.overdueEffect", "deemed-withdrawn"))
        {
            return new Refusal("cases.lapse-is-law", "补正期限届满即视为撤回申请，不能延长。", context.Rules.Find("correction.overdueEffect")!.Basis);
        }

        if (act is not ExtendCorrectionPeriod extend) return null;
        return extend.Due <= state.Correction!.Due
            ? new Refusal("cases.due-out-of-range", "延长后的补正期限应在原期限之后。", CaseClocks.BasisOf(context.Rules, "correction.voucherName"))
            : CheckDue(extend.Due, at, context.Rules);
    }

    public static Refusal? MayFile(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        act is FileCorrection { Files.Count: 0, Mended.Count: 0 }
            ? new Refusal("cases.nothing-filed", "请至少补交一项材料或更正一项内容。", PlatformRules.Input)
            : null;

    public static CorrectionFiled File(CaseState state, FileCorrection act)
    {
        var filed = act.Files.Select(f => f.Material).ToHashSet(StringComparer.Ordinal);
        var open = state.Correction!.Open.Where(d => d.Kind == DefectKind.Material ? !filed.Contains(d.Id) : !act.Mended.Contains(d.Id));
        IReadOnlyList<string> present = [.. state.Present.Union(filed.Where(m => !FieldFiles.IsOne(m))).Order(StringComparer.Ordinal)];
        return new CorrectionFiled(present, act.Files, act.Facts, [.. open]);
    }
}
