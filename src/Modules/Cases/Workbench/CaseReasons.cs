using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>为什么在这里: one line for a row, and what to do next on the case's page.</summary>
internal static class CaseReasons
{
    public static string Of(OpenCase open)
    {
        var (state, guide) = (open.State, open.Guide);
        if (state.Change is { IsOpen: true } change) return ItemChangeReasons.Of(change, state.Status);
        if (LineWords.Reason(open) is { } line) return line;
        return state.Status switch
        {
            CaseStatus.Combined => Combined(open),
            CaseStatus.OnHold => ItemChangeReasons.Held(state),
            CaseStatus.Submitted => Submitted(open),
            CaseStatus.CorrectionRequired when state.Has(Alert.CorrectionLapsed) => $"补正期限已过，还有 {state.Correction!.Open.Count} 项未补，请处理",
            CaseStatus.CorrectionRequired => $"已告知补正 {state.Correction!.Defects.Count} 项，还有 {state.Correction.Open.Count} 项未补",
            CaseStatus.Accepted when state.Automatic is { PersonAsked: true } => Begun(open, "申请人请人工办理，等待审查"),
            CaseStatus.Accepted when state.Automatic is { Version: null } => Begun(open, "自动审批规则没有全部通过，请人工审查"),
            CaseStatus.Approved or CaseStatus.Delivering or CaseStatus.Closed when state.Automatic is { LookIsOpen: true } => "系统按规则批准，申请人要求人工复核",
            CaseStatus.Accepted => Begun(open, "等待审查"),
            CaseStatus.UnderReview when state.Reviewed => Begun(open, "审查意见已登记，等待决定"),
            CaseStatus.UnderReview => Begun(open, "正在审查"),
            CaseStatus.RefusalDue => $"容缺材料逾期未补（{Names(guide, state.Supplement!.Open)}），请作出决定",
            CaseStatus.Approved or CaseStatus.DeemedRenewed when FeeRules.Due(state, open.Context) is [var fee, ..] => $"已批准，等申请人缴清“{fee.Name}”后送达",
            CaseStatus.Approved => $"已批准，申请人选择{state.Delivery.Words()}",
            CaseStatus.Refused => $"不予批准，申请人选择{state.Delivery.Words()}",
            CaseStatus.DeemedRenewed => "逾期未决定，视为准予延续",
            CaseStatus.Delivering when state.Sending is { Open: true } => $"寄递企业运送中，单号 {state.Sending.Waybill}",
            CaseStatus.Delivering when state.Sending is { Failures: > 0 } sending => $"{sending.Failures} 次没有送到，请改用别的方式，或者再送一次",
            CaseStatus.Delivering => $"正在{state.Delivery.Words()}，等待登记{DeliveryRules.ProofWords(state.Delivery)}",
            CaseStatus.Closed when state.Mends?.Revocation is { IsOpen: true } told => told switch
            {
                { HoldBy: not null, Heard: false } => "申请人要求听证，请组织听证",
                { Answered: true } => "陈述申辩已收到，请由另一人决定是否撤销",
                _ => $"已告知拟撤销，{told.AnswerBy.Day:M月d日}前等待陈述申辩",
            },
            CaseStatus.Closed when state.Mends?.Revocation is { RevokedOn: { } on } => $"办理结果已于{on:yyyy年M月d日}撤销",
            CaseStatus.Closed when state.Check is { Outcome: CheckOutcome.Broken, Revoked: false } => "核查认定承诺不实，请作出处理决定",
            CaseStatus.Closed when state.Check is { IsOpen: true } => $"以书面承诺办结，请核查（{state.Commitment!.Materials.Count} 项）",
            _ => state.Status.Words(),
        };
    }

    public static string Names(Guide guide, IEnumerable<string> materials) => string.Join("、", materials.Select(id => $"《{guide.Material(id)?.Name ?? id}》"));

    public static StatusKind KindOf(CaseStatus status) => status switch
    {
        CaseStatus.Submitted or CaseStatus.CorrectionRequired or CaseStatus.RefusalDue => StatusKind.Soon,
        CaseStatus.NotAccepted or CaseStatus.Refused or CaseStatus.DeemedWithdrawn => StatusKind.Bad,
        CaseStatus.Approved or CaseStatus.DeemedRenewed or CaseStatus.Closed => StatusKind.Done,
        CaseStatus.Withdrawn or CaseStatus.Terminated or CaseStatus.OnHold => StatusKind.Neutral,
        _ => StatusKind.Active,
    };

    public static string Words(Alert alert) => alert switch
    {
        Alert.AcceptanceLate => "超过受理期限",
        Alert.CorrectionLapsed => "补正期限届满",
        Alert.SupplementLapsed => "容缺补交期限届满",
        Alert.PromiseMissed => "超过承诺期限",
        Alert.StatutoryMissed => "超过法定期限",
        Alert.RenewalExpired => "原证照已到期",
        Alert.DeliveryLate => "超过送达期限",
        Alert.HearingLate => "超过举行听证的期限",
        Alert.CheckLate => "超过承诺核查期限",
        Alert.ItemClosed => "事项已取消或停办，等待书面答复",
        Alert.ProcedureLate => "超过特别程序时限",
        Alert.SpotUndecided => "应当场决定而当日未决定",
        Alert.RenewalNear => "原证照即将到期，今天是到期前最后一个工作日",
        Alert.NewsLate => "业务系统没有按时回传",
        Alert.ResultMissing => "期限已到，业务系统还没有回传结果",
        Alert.OpinionLate => "协办意见逾期没有提交",
        Alert.ExaminationLate => "有部门没有按时提出会审意见",
        Alert.ToldAgain => "首次提交时已有的问题又被要求补正（主管决定）",
        Alert.VisitsExceeded => "申请人到场次数超过指南，未说明原因",
        _ => throw new ArgumentOutOfRangeException(nameof(alert)),
    };

    private static string Combined(OpenCase open)
    {
        var master = open.State.Master!;
        if (master.Conflicts.Any(c => !c.Settled)) return "部门意见不一致，等待裁定";
        var left = master.Parts.Where(p => !p.Over).ToList();
        return $"共 {master.Parts.Count} 项，还有 {left.Count} 项：{CombinedWords.Names(open.Guide, left.Select(p => p.Id))}";
    }

    private static string Submitted(OpenCase open)
    {
        if (ExaminationRules.IsOpen(open.State, open.Context) && ExaminationRules.Silent(open.State).ToList() is { Count: > 0 } silent)
        {
            return $"等各部门会审意见：{CombinedWords.Names(open.Guide, silent.Select(p => p.Id))}";
        }

        if (open.State is { Master: { } whole, Correction: null } && whole.Reported() is { Count: > 0 } reported) return $"各部门共提出 {reported.Count} 项，请合并后一次性告知";
        var missing = Filing.Missing(open.Guide, open.State);
        if (missing.Count > 0) return $"缺 {missing.Count} 项：{Names(open.Guide, missing.Select(m => m.Id))}";
        return open.State.Correction is null ? "材料齐全，可以受理" : "补正已收到，可以受理";
    }

    public static string Again(OrderSource source) => source switch
    {
        OrderSource.Review => "复议机关责令重新办理",
        OrderSource.Court => "法院判决重新办理",
        _ => "本机关自行纠正，重新办理",
    };

    private static string Begun(OpenCase open, string words)
    {
        var state = open.State;
        if (state.Whole is { Waits.Count: > 0 }) words += "；等前置事项批准，不计期限";
        if (state.Whole?.Disputed is not null) words += "；部门意见不一致，等待裁定";
        if (state.Mends?.Reopened is { } anew) words += $"；{Again(anew.Source)}";
        if (DelayRules.OwesReason(state)) words += "；已超承诺期限，请写明原因和新的预计日期";
        if (ConductRules.OwesReason(state, open.Rules)) words += "；请受理窗口补记逾期受理的原因";
        if (state.Supplement is { Cleared: false } supplement) return $"{words}；容缺待补 {Names(open.Guide, supplement.Open)}";
        return state.Mode == AcceptanceMode.Deemed ? $"{words}；未在期限内告知，已视为受理" : words;
    }
}
