using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What happened, as the applicant reads it: in a few words, and what it means.</summary>
internal sealed record EventTold(string Words, string? Detail, bool Ends = false);

/// <summary>Every event in plain words. What happened by law or by time says why, and what is to be done, if anything.</summary>
internal static class EventWords
{
    public static EventTold Of(CaseEvent happened, OpenCase open) => happened switch
    {
        CaseSubmitted { Whole: not null } e => new("从您一次提交的申请里分别立件", $"申请是{Words.Of(e.ReceivedAt)}收到的；收到文件 {e.Files.Count} 个。"),
        CaseSubmitted e => new(
            e.Channel == Channel.Counter ? "窗口收到了申请" : "您提交了申请",
            string.Concat(e.Files.Count > 0 ? $"收到文件 {e.Files.Count} 个，每个文件都记下了指纹。" : null, SigningWordsOf(e, open.Guide), e.Person == true ? "您要求由工作人员办理。" : null) is { Length: > 0 } said ? said : null),
        CorrectionRequested e => new("窗口请您补正", $"共 {e.Defects.Count} 项，请在{Words.Of(e.Due)}前一次补齐。"),
        CorrectionPeriodExtended e => new("补正期限延长了", $"现在可以在{Words.Of(e.Due)}前补正。"),
        CorrectionFiled e => new("您提交了补正", e.Open.Count == 0 ? "要求的内容都补齐了，等窗口受理。" : $"还有 {e.Open.Count} 项没有补，期限内可以继续补。"),
        CaseAccepted e => Accepted(e, open),
        AcceptanceRefused e => new("不予受理", Refused(e), Ends: true),
        CaseDeemedWithdrawn e => new(
            "视为撤回申请", $"补正期限（{Words.Of(e.LapsedOn)}）已过，没有收到全部补正，依照规定视为您撤回了申请。您可以随时重新申请，已经填写的内容不受影响。", Ends: true),
        CaseWithdrawn => new("已撤回申请", "您可以随时重新申请。", Ends: true),
        CaseTerminated e => new("本件终止", e.Ground switch
        {
            TerminationGround.Death => "因申请人死亡，本件不再办理。",
            TerminationGround.Dissolution => "因申请人终止，本件不再办理。",
            TerminationGround.PreconditionLost => "本件要等的前置事项没有获得批准，因此没有作出决定。前置事项解决以后可以重新申请。",
            _ => "这个事项已经取消，本件不再需要办理。理由、费用和救济途径写在告知书里。",
        }, Ends: true),
        CasePassedOn e => new($"转给{e.ToName}办理", "编号、受理日期和办结日期都不变。您什么都不用做。"),
        PapersSent { To: HandOverTo.Handling } e => new("材料寄往办理地", $"共 {e.Papers.Count} 项，{Words.Of(e.Due)}前签收。您什么都不用做。"),
        PapersSent e => new("退回代收窗口", e.Papers.Any(p => p.Material == HandedPaper.Result) ? "结果正在送回您交件的窗口。" : $"有 {e.Papers.Count} 项材料退回。"),
        PapersReceived e => new(
            "移交的材料签收了",
            e.Lines.All(l => l.Finding == PaperFinding.Whole) ? null : $"{e.Lines.Count(l => l.Finding != PaperFinding.Whole)} 项缺失或者损坏，两地正在查找，不用您重新准备；需要您配合的会另行告诉您。"),
        DisputeRaised => new("两地有不同意见", "由牵头部门裁定，办理期限照常计算。"),
        DisputeSettled => new("两地的不同意见已经裁定", null),
        CaseHandedOver => new($"交给{open.Guide.HandledIn?.Name ?? "业务系统"}办理", "审查和决定在那边进行，编号和办结日期不变。您什么都不用做。"),
        ItemChanged e => ItemChangeReasons.Told(e),
        ItemChangeSettled e => ItemChangeReasons.Told(e),
        ContactRecorded e => new(e.Kind == ContactKind.Visit ? "您到场一次" : "工作人员与您沟通", "只作记录，不改变本件的状态和期限。"),
        LatenessExplained => new("窗口补记了没有按时受理的原因", null),
        SupplementFiled e => new(
            "补交了容缺材料",
            (e.Open.Count == 0 ? "容缺的材料都补齐了。" : $"还有 {e.Open.Count} 项没有补交。") + (e.Promised is null ? "" : "承诺的办理期限从补齐时起算。")),
        SupplementLapsed e => new("容缺材料没有按时补齐", e.Effect == "refusal-task"
            ? "补交期限已过。审查人员会据此作出决定；系统不会自动作出不予批准的决定。"
            : "补交期限已过，由工作人员处理。请尽快与窗口联系。"),
        ReviewBegun => new("开始审查", null),
        CaseReviewed => new("审查意见已登记", "接下来由审批负责人作出决定。"),
        ProcedureBegun e => new(
            $"启动了特别程序：{ProcedureRules.NameOf(open.Context, e.Procedure)}",
            (e.Until is { } until ? $"预计到{Words.Of(until)}结束。" : "") + (e.Statutory is null ? "办理期限照常计算。" : "这段时间依法不计入法定期限。")),
        ProcedureEnded e => new($"{ProcedureRules.NameOf(open.Context, e.Procedure)}结束了", null),
        ProcedureTimeOver e => new($"{ProcedureRules.NameOf(open.Context, e.Procedure)}没有在告知的时间内结束", "办理期限从现在起恢复计算。"),
        ProcedureOverdue e => new(Of(Alert.ProcedureLate).Title, $"应在{Words.Of(e.Due)}前完成。{Of(Alert.ProcedureLate).Words}"),
        HearingRightTold e => new("告知您有权申请听证", $"本件直接关系他人重大利益。可以在{Words.Of(e.RequestBy.Day)}前提出，不收费。"),
        HearingRequested e => new("提出了听证申请", $"将在{Words.Of(e.HoldBy.Day)}前举行，提前七个工作日通知。"),
        HearingAnnounced e => new("通知了听证的时间和地点", $"{Words.Of(e.On)} {Words.Of(e.From)}，{e.Place}。您可以自己参加，也可以委托代理人；认为主持人与本件有直接利害关系的，有权申请回避。"),
        HearingHeld => new("听证已举行", "决定以听证笔录为依据。"),
        LimitExtended { Clock: ClockKind.Statutory } e => new(
            "法定期限延长了", $"延长{e.By}，到{Words.Of(e.Extended.Due.Day)}。{(open.State.Promised is null ? "" : "向您承诺的日期不变。")}理由写在告知书里。"),
        LimitExtended e => new("承诺期限延长了", $"延长{e.By}，到{Words.Of(e.Extended.Due.Day)}。理由写在告知书里。"),
        CaseApproved { Rules: { } rules } e => new($"已按公布的规则自动批准（第 {rules.Version} 版）", $"{rules.Rules.Count} 条规则全部通过，逐条结果写在下面。您可以要求人工复核。{Late(e.OverdueBy)}"),
        LeftToPeople e => new("转为人工审查", "有的规则没有通过，或者查不到数据，由审查人员来看。系统不会自动作出不予批准的决定。"),
        PersonAskedFor => new("您请人工办理", "已经登记，由工作人员来看。"),
        LookedAtAgain e => new("人工复核完成", e.Stands ? "批准无误。" : "发现批准有误，将另行依法处理，处理以前结果继续有效。"),
        CaseApproved e => new("已批准", Late(e.OverdueBy)),
        CaseRefused e => new("不予批准", (e.ForQuota == true ? "名额已按受理先后用完。" : "") + "理由和救济途径写在决定书里。" + Late(e.OverdueBy)),
        CommitmentChecked { Outcome: CheckOutcome.Kept } => new("承诺核查完成", "核查情况与承诺一致。"),
        CommitmentChecked { Outcome: CheckOutcome.Corrected } => new("承诺核查完成", "发现的问题已经改正。"),
        CommitmentChecked => new("承诺核查发现不一致", "本机关将依法处理。作出决定以前，您的证照继续有效；您可以说明情况。"),
        RevocationDecided { Revoked: true } => new("办理结果被撤销", "理由和救济途径写在决定书里。"),
        RevocationDecided e => new("请按期改正", $"请在{Words.Of(e.Again!.Value.Day)}前改正，届时再次核查。证照继续有效。"),
        CaseDeemedRenewed e => new(
            "视为准予延续",
            $"原证照到{Words.Of(e.ExpiredOn)}届满前，没有作出是否延续的决定，依照规定视为准予延续，从{Words.ShortOf(e.RenewedFrom)}起有效。您什么都不用做。"),
        DeliveryBegun e => new("开始送达", $"送达方式：{e.Mode.Words()}。"),
        CaseDelivered e => new("已送达，办结", $"送达方式：{e.Mode.Words()}。"),
        OpinionAsked => new("请其他科室或者人员提意见", null),
        OpinionGiven => new("收到了协办意见", null),
        OpinionOverdue => new(Of(Alert.OpinionLate).Title, Of(Alert.OpinionLate).Words),
        OpinionWaived => new("不再等逾期的协办意见", null),
        CaseSentBack => new("退回上一步重新办理", null),
        RecusalRaised { How: RecusalHow.Requested } => new("您申请了工作人员回避", "由主管决定，决定前后本件照常办理，期限不变。"),
        RecusalRaised => new("一名工作人员回避", "本件由其他人员接着办理，期限不变。您不用做什么。"),
        RecusalDecided { Granted: true } => new("决定：工作人员回避", "本件由其他人员接着办理，期限不变。"),
        RecusalDecided => new("决定：不需要回避", "理由见说明。对办理结果不服的，仍然可以依法申请复议或者提起诉讼。"),
        VisitProposed e => new("约您现场核查", $"{Words.Of(e.On)}{Words.Of(e.From)}，{e.Officers.Count} 名人员到场。请确认或者改期；没有答复的，按这个时间到场。核查表可以先看。"),
        VisitAnswered { On: { } on, From: { } from } => new("您请求改期", $"改到{Words.Of(on)}{Words.Of(from)}，等窗口确认。"),
        VisitAnswered => new("现场核查的日期约好了", null),
        VisitRecorded { Failed.Count: 0 } => new("现场核查完成", "各项都合格。"),
        VisitRecorded e => new("现场核查完成", $"有 {e.Failed.Count} 项不合格：{string.Join("；", VisitRules.Points(open.Context, e.Failed).Select(VisitRules.Line))}。改正后可以请求复查。"),
        MinutesRecorded => new("集体研究了本件", null),
        CaseClaimed => new("有人领办了本件", null),
        CaseReleased => new("本件放回，可以由其他人员办理", null),
        CaseHandedOn => new("本件换由别的人员办理", null),
        CaseAlerted e => Alerted(e, open.Guide),
        CaseReprojected e => new("期限重新计算了", $"{e.Reason}，办结日期随之调整。"),
        ParcelSent e => new("结果交给寄递企业了", $"寄递单号 {e.Waybill}。"),
        DeliveryFailed e => new("这次没有送到", $"{e.Mode.Words()}：{ParcelRules.Words(e.Why)}。窗口会与您联系，改用别的方式送达；您的权利不受影响。"),
        FeeCharged e => new("请您缴费", $"{e.Fee} {e.Amount}。"),
        FeePaid e => new("您缴费了", $"{e.Amount}{(e.Receipt is { } receipt ? $"，电子票据 {receipt}" : null)}。"),
        FeeWaived => new("这笔费用不用缴了", null),
        FeeRefunded e => new("退费了", $"{e.Amount}，按您缴费时的方式退回。"),
        ActUndone e => new("撤回了一次误操作", $"刚才的“{ActWords.Of(UndoRules.ActOf(e.Undone))}”是误操作，不算数；两次操作都留有记录。"),
        RectificationProposed => new("工作人员发现文书有误，提出更正", "由另一人批准后出具更正后的文书。"),
        DocumentRectified => new("文书已更正", "请以更正后的文书为准；原来的文书仍可查验，已标明更正。"),
        ClockEntryProposed => new("工作人员发现期限记录有误，提出更正", "由另一人批准后生效。"),
        ClockCorrected e => new($"{ClockWords(e.Clock)}已更正", $"更正后到{Words.Of(e.Corrected.Due.Day)}。原来的记录保留，另加了一条更正。"),
        ProposalDeclined => new("提出的更正没有获得批准", null),
        RevocationProposed e => new(
            RevocationRules.IsWithdrawal(e.Ground) ? "本机关拟撤回办理结果" : "本机关拟撤销办理结果",
            $"作出决定以前，结果继续有效。您可以在{Words.Of(e.AnswerBy.Day)}前陈述申辩，依法可以要求听证。"),
        RevocationAnswered { HoldBy: { } by } => new("提出了听证要求", $"将在{Words.Of(by.Day)}前举行。"),
        RevocationAnswered => new("收到了陈述申辩", null),
        RevocationHeard => new("听证已举行", "决定以听证笔录为依据。"),
        CaseRevoked e => new(RevocationRules.IsWithdrawal(e.Ground) ? "办理结果被撤回" : "办理结果被撤销", "理由和救济途径写在决定书里。"),
        RevocationDropped => new("决定不撤销", "办理结果继续有效。"),
        CaseReopened e => new(
            $"{CaseReasons.Again(e.Source)}", $"依据{e.Body}{Words.ShortOf(e.OrderedOn)}的{e.OrderNumber}，按同一办件编号重新办理；原来的决定不再有效。您不用重新提交。"),
        DelayExplained e => new("说明了没有按承诺办结的原因", $"现在预计{Words.Of(e.Expected)}前办结。"),
        _ => CombinedWords.Told(happened, open.Guide) ?? new(happened.GetType().Name, null),
    };

    public static string ClockWords(ClockKind clock) => clock == ClockKind.Promised ? "承诺期限" : "法定期限";

    /// <summary>What went wrong with time, for as long as it matters: title and words.</summary>
    public static (string Title, string Words) Of(Alert alert) => alert switch
    {
        Alert.AcceptanceLate => ("窗口没有按时答复是否受理", "系统已经提醒窗口和主管部门。您不用重新提交。"),
        Alert.CorrectionLapsed => ("补正期限已过", "由工作人员处理。请尽快补正，或者与窗口联系。"),
        Alert.SupplementLapsed => ("容缺材料的补交期限已过", "请尽快补交，或者与窗口联系。"),
        Alert.PromiseMissed => ("已超过承诺的办结日期", "告知书已经发给您，写明原因、新的预计日期和向谁询问。您可以拨打监督电话。"),
        Alert.StatutoryMissed => ("已超过法定期限", "系统已经报告主管部门。您可以拨打监督电话，也可以依法申请行政复议。"),
        Alert.RenewalExpired => ("原证照已到期，延续还没有决定", "由工作人员处理。请与窗口联系，问清到期后能否继续经营。"),
        Alert.HearingLate => ("听证没有按时举行", "系统已经提醒办理部门和主管部门。"),
        Alert.CheckLate => ("承诺核查没有按时完成", "系统已经提醒核查部门。您不用做什么。"),
        Alert.ItemClosed => ("事项已经取消或者停办", "窗口会书面答复您。原因写在办事指南上。"),
        Alert.ProcedureLate => ("特别程序没有按时完成", "系统已经提醒办理部门。"),
        Alert.DeliveryLate => ("决定没有按时送达", "系统已经提醒办理部门。您可以拨打窗口电话询问。"),
        Alert.SpotUndecided => ("本该当场办结，当天没有办结", "系统已经记入并提醒主管部门。您可以拨打监督电话。"),
        Alert.RenewalNear => ("原证照快要到期，延续还没有决定", "系统已经提醒办理部门在到期前作出决定。"),
        Alert.NewsLate => ("业务系统的进展晚到了", "已经记入。是否按时办理，以业务系统办理的时间为准。"),
        Alert.ResultMissing => ("到期还没有收到业务系统的结果", "系统已经提醒办理部门催办。您可以拨打监督电话。"),
        Alert.ToldAgain => ("又请您补正首次提交时已有的问题", "这由主管决定并写明了理由，系统已经记入并报告。"),
        Alert.OpinionLate => ("协办科室没有按时答复", "系统已经提醒。办理期限照常计算。"),
        Alert.ExaminationLate => ("有部门没有按时核对材料", "系统已经记入。没有答复的部门，不耽误您的申请。"),
        Alert.VisitsExceeded => ("您到场的次数超过了办事指南", "没有说明原因，系统已经记入，供主管部门监督。"),
        _ => throw new ArgumentOutOfRangeException(nameof(alert)),
    };

    /// <summary>The office's own housekeeping: it stands in the whole log, not on the applicant's timeline.</summary>
    public static bool IsInside(CaseEvent happened) => happened is
        CaseClaimed or CaseReleased or CaseHandedOn or OpinionAsked or OpinionGiven or OpinionOverdue or OpinionWaived or CaseSentBack
            or ExaminationOver or DisputeRaised or DisputeSettled;

    /// <summary>Whether an alert still matters where the case now stands; it stays in the log in any case.</summary>
    public static bool Matters(Alert alert, CaseStatus status) => alert switch
    {
        Alert.AcceptanceLate or Alert.ItemClosed => status == CaseStatus.Submitted,
        Alert.CorrectionLapsed => status == CaseStatus.CorrectionRequired,
        Alert.ToldAgain or Alert.VisitsExceeded => !status.IsEnd(),
        Alert.DeliveryLate => status is CaseStatus.Delivering or CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed,
        Alert.CheckLate or Alert.NewsLate or Alert.OpinionLate or Alert.ExaminationLate => false, // The office's own affair.
        _ => status.BeforeDecision(),
    };

    private static string? Late(int? days) => days is { } late ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"比承诺的期限晚了 {late} 个工作日，已经记入。") : null;

    private static EventTold Accepted(CaseAccepted e, OpenCase open) => e.Mode switch
    {
        AcceptanceMode.Deemed => new(
            "视为受理",
            $"窗口没有在规定的时间内告诉您要补正什么。依照规定，从收到申请的{Words.ShortOf(e.AcceptedOn)}起就算受理了，办理期限也从那天起算。您什么都不用做。"),
        AcceptanceMode.Tolerant => new(
            "先受理，材料稍后补（容缺受理）",
            e.Supplement is { } s
                ? $"请在{Words.Of(s.Due)}前补交{string.Join("、", s.Materials.Select(id => $"《{open.Guide.Material(id)?.Name ?? id}》"))}。"
                : null),
        AcceptanceMode.AfterCorrection => new("补正后已受理", null),
        _ => new("窗口已受理", null),
    };

    private static string Refused(AcceptanceRefused e)
    {
        var ground = AcceptanceRules.Grounds.GetValueOrDefault(e.Ground, e.Ground);
        return e.CompetentBody is { Length: > 0 } body ? $"原因：{ground}。请向{body}申请。" : $"原因：{ground}。理由和救济途径写在决定书里。";
    }

    private static EventTold Alerted(CaseAlerted e, Guide guide)
    {
        var (title, words) = Of(e.What);
        return new EventTold(title, e.Late is { Count: > 0 } late ? $"还没有办完的：{CombinedWords.Names(guide, late)}。{words}" : words);
    }

    /// <summary>联署: who signed, and how; null: the applicant alone.</summary>
    public static string? SigningWordsOf(CaseSubmitted filed, Guide guide) =>
        filed.Signatures is [{ Party: SignaturePaper.Applicant }] ? "申请人用电子签名签署了全部内容。"
        : filed.Signatures is { Count: > 0 } signatures ? $"联署 {signatures.Count} 人：{string.Join('、', signatures.Select(s => $"{NameOf(guide, s.Party)}（{s.Strength.Words()}）"))}。期限从最后一人签署时起算。"
        : null;

    private static string NameOf(Guide guide, string party) =>
        guide.Signing?.Parties.SelectMany(p => p.All).FirstOrDefault(s => s.Id == party)?.Words ?? party;
}
