using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>容缺受理 (青岛办法 第二十六条; 河北方案 三(四); 重庆办法 第十九条; 鄠邑细则 第十三条第三项).</summary>
internal static class ToleranceRules
{
    public static Refusal? MayAccept(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (ClosureRules.Closed(context, at) is { } closed) return closed;
        if (context.Rules.Find("tolerant.mode") is not { } mode)
        {
            return new Refusal("cases.no-tolerance", "本地规定没有容缺受理，材料不齐请一次性告知补正。", PlatformRules.Order);
        }

        if (!context.Guide.Materials.Any(m => m is { Tolerable: true, Main: false }))
        {
            return new Refusal("cases.item-not-listed", "本事项未列入容缺受理清单。", mode.Basis);
        }

        var missing = Filing.Missing(context.Guide, state);
        if (missing.FirstOrDefault(m => m.Main || !m.Tolerable) is { } main)
        {
            return new Refusal("cases.not-tolerable", $"《{main.Name}》不能容缺，不能容缺受理。", mode.Basis);
        }

        if (act is AcceptTolerantly tolerant) return Check(tolerant, missing, mode, context, at);
        return missing.Count == 0 ? NothingLacks(mode) : null;
    }

    private static Refusal NothingLacks(Rule mode) => new("cases.nothing-tolerated", "材料已经齐全，请直接受理。", mode.Basis);

    private static Refusal? Check(AcceptTolerantly act, IReadOnlyList<GuideMaterial> missing, Rule mode, CaseContext context, Instant at)
    {
        if (act.Materials.Count == 0) return NothingLacks(mode);
        foreach (var id in act.Materials)
        {
            if (context.Guide.Material(id) is not { Tolerable: true, Main: false })
            {
                return new Refusal("cases.not-tolerable", $"《{context.Guide.Material(id)?.Name ?? id}》不能容缺。", mode.Basis);
            }
        }

        if (missing.FirstOrDefault(m => !act.Materials.Contains(m.Id)) is { } untold)
        {
            return new Refusal("cases.defect-not-told", $"还缺《{untold.Name}》没有列入容缺告知，应一次告知。", mode.Basis);
        }

        if (context.Rules.Says("tolerant.commitment", "written") && !act.Committed)
        {
            return new Refusal("cases.commitment-missing", "容缺受理应由申请人作出书面承诺，请先取得承诺。", context.Rules.Find("tolerant.commitment")!.Basis);
        }

        // What the notice must tell can only be told where it is known (重庆办法 第十九条: 超期处理办法).
        if (context.Rules.Find("tolerant.noticeContents") is { } contents && contents.Lists("overdue-treatment") && context.Rules.Find("tolerant.overdueEffect") is null)
        {
            return new Refusal("cases.overdue-untold", "容缺告知应写明逾期怎样处理；本地规定没有定下来，不能出具。", contents.Basis);
        }

        return act.Due > at.Date && act.Due <= at.Date.AddDays(CorrectionRules.LongestDays)
            ? null
            : new Refusal("cases.due-out-of-range", $"补交期限应在明天至{CorrectionRules.LongestDays}日之内。", mode.Basis);
    }

    public static CaseAccepted Accept(AcceptTolerantly act, CaseContext context, Instant at)
    {
        // Where the text lets the promise count from the full supplement, it starts then (重庆办法 第十九条, requirements-summary §8.3).
        var promised = context.Rules.Says("tolerant.promisedClockFrom", "supplement") ? null : CaseClocks.Promised(context, at);
        return new CaseAccepted(AcceptanceMode.Tolerant, at.Date, promised, CaseClocks.Statutory(context, at), new SupplementDemand(act.Materials, act.Due) { Promised = act.Committed ? true : null });
    }

    public static Refusal? MayFileSupplement(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = CaseClocks.BasisOf(context.Rules, "tolerant.mode");
        if (state.Supplement is not { Cleared: false } supplement) return new Refusal("cases.nothing-outstanding", "本件没有待补交的容缺材料。", basis);
        if (act is not FileSupplement filed) return null;
        return filed.Files.Any(f => supplement.Open.Contains(f.Material))
            ? null
            : new Refusal("cases.nothing-filed", "请上传待补交的材料。", basis);
    }

    public static SupplementFiled FileSupplement(CaseState state, FileSupplement act, CaseContext context, Instant at)
    {
        IReadOnlyList<string> open = [.. state.Supplement!.Open.Where(id => act.Files.All(f => f.Material != id))];
        var starts = open.Count == 0 && state.Promised is null;
        return new SupplementFiled(act.Files, open, starts ? CaseClocks.Promised(context, at) : null);
    }
}

internal sealed record SupplementDemand(IReadOnlyList<string> Materials, DateOnly Due)
{
    /// <summary>True where the applicant promised it in writing (重庆办法 第十九条); else absent.</summary>
    public bool? Promised { get; init; }
}
