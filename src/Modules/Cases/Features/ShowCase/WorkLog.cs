using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>办理记录: the log in words, with who did what on which article.</summary>
internal static class WorkLog
{
    /// <summary>The papers that say why; the form itself stands above on the page.</summary>
    private static readonly string[] Spoken = ["wrong", "right", "reasons", "evidence", "typedBecause", "proof", "address"];

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal) { ["wrong"] = "原文：", ["right"] = "更正为：", ["evidence"] = "证据：" };

    public static IReadOnlyList<LogLineModel> Of(OpenCase open, IReadOnlyList<CaseEntry> log, IDirectory directory, bool inFull) =>
    [
        .. log.Select(entry =>
        {
            var (words, detail) = Say(CaseEnvelope.Read(entry.Body).Event, open.Guide, directory, open.Context.Staff);
            detail = string.Concat(detail, LineWords.Both(entry.Outside, open.Guide, entry.At)) is { Length: > 0 } told ? told : null;
            return new LogLineModel(entry.Sequence, entry.At, words, WhoOf(entry, directory), detail, inFull ? Written(entry.Paper, open.Guide) : null, entry.Basis) { Scan = inFull ? entry.Outside?.Scan : null };
        }),
    ];

    /// <summary>What happened, in a word or two and without anybody's name.</summary>
    public static string TitleOf(CaseEvent happened, OpenCase open, IDirectory directory) => Say(happened, open.Guide, directory, []).Words;

    private static string WordsOf(AwayFor away) => away switch { AwayFor.Leaving => "离职", AwayFor.Move => "换岗", _ => "请假" };

    /// <summary>The post and its organisation, not the person: an account's name is not part of the log.</summary>
    private static string WhoOf(CaseEntry entry, IDirectory directory) =>
        entry.Organisation is { } id && directory.Organisation(id) is { } organisation ? $"{organisation.ShortName} {RoleWords.Of(entry.Role)}" : RoleWords.Of(entry.Role);

    private static (string Words, string? Detail) Say(CaseEvent happened, Guide guide, IDirectory directory, IReadOnlyList<StaffMember> staff) => happened switch
    {
        CaseSubmitted { Crossing: { } crossing } e => ("提交申请", $"{directory.Organisation(crossing.Organisation)?.Name ?? crossing.Organisation}代收（{crossing.Mode.Words()}），交来文件 {e.Files.Count} 份。{EventWords.SigningWordsOf(e, guide)}"),
        CaseSubmitted { Venue: { } venue } e => ("提交申请", $"{directory.Organisation(venue.Organisation)?.Name ?? venue.Organisation}收件（{venue.Mode.Words()}{(venue.Agreed == true ? "，申请人同意代为递交" : "")}），交来文件 {e.Files.Count} 份。{EventWords.SigningWordsOf(e, guide)}"),
        CaseSubmitted { Whole: not null } e => ("从整件分别立件", $"整件于{Words.Of(e.ReceivedAt)}收到，交来文件 {e.Files.Count} 份。"),
        CaseSubmitted e => ("提交申请", $"{e.Channel.Words()}，交来文件 {e.Files.Count} 份。{EventWords.SigningWordsOf(e, guide)}"),
        CorrectionRequested e => ("一次性告知补正", $"{Listed(e.Defects, guide)}。请在{Words.Of(e.Due)}前补正。"),
        CorrectionPeriodExtended e => ("延长补正期限", $"延长至{Words.Of(e.Due)}。"),
        CorrectionFiled { Open.Count: 0 } => ("提交补正", "需要补正的内容已全部交来。"),
        CorrectionFiled e => ("提交补正", $"还未补正：{Listed(e.Open, guide)}。"),
        CaseAccepted { Mode: AcceptanceMode.Tolerant, Supplement: { } demand } =>
            ("容缺受理", $"{CaseReasons.Names(guide, demand.Materials)}应在{Words.Of(demand.Due)}前补交。"),
        CaseAccepted { Mode: AcceptanceMode.Deemed } e => ("视为受理", $"没有在期限内告知补正，自{Words.Of(e.AcceptedOn)}收到之日起视为受理。"),
        CaseAccepted { Mode: AcceptanceMode.AfterCorrection } => ("受理", "补正后材料齐全。"),
        CaseAccepted => ("受理", "材料齐全，符合法定形式。"),
        AcceptanceRefused e => ("不予受理", AcceptanceRules.Grounds.GetValueOrDefault(e.Ground, e.Ground) + (e.CompetentBody is { } body ? $"，请向{body}申请。" : "。") + FoundWords(e.False, guide)),
        CaseDeemedWithdrawn e => ("视为撤回申请", $"{Words.Of(e.LapsedOn)}补正期限届满，还未补正：{Listed(e.Missing, guide)}。"),
        CaseWithdrawn => ("撤回申请", null),
        CaseTerminated e => ("终止办理", e.Ground switch { TerminationGround.Death => "申请人死亡。", TerminationGround.Dissolution => "申请人终止。", TerminationGround.PreconditionLost => "前置事项没有获得批准，本件不作决定。", _ => $"事项取消，不再需要办理。依据：{e.Rule}。" }),
        CasePassedOn e => ("转办", $"由{directory.Organisation(e.From)?.Name ?? e.From}转给{e.ToName}，编号和期限不变。"),
        CaseHandedOver e => ("移交业务系统", $"已由对方收下{(e.Receipt is { } receipt ? $"，对方编号 {receipt}" : "")}。交件包 {e.Package}，指纹 {e.Hash[..12]}…。"),
        ItemChanged e => ItemChangeReasons.Log(e),
        ItemChangeSettled e => ItemChangeReasons.Log(e),
        ContactRecorded e => (ConductWords(e.Kind), e.Unexplained == true ? "超过办事指南的到场次数，没有说明原因。" : "只作记录，不改变状态和期限。"),
        LatenessExplained => ("补记逾期受理的原因", null),
        SupplementFiled { Open.Count: 0 } => ("补交容缺材料", "容缺材料已全部交来。"),
        SupplementFiled e => ("补交容缺材料", $"还未补交：{CaseReasons.Names(guide, e.Open)}。"),
        SupplementLapsed e => ("容缺补交期限届满", $"{Words.Of(e.LapsedOn)}前没有补齐：{CaseReasons.Names(guide, e.Missing)}。"),
        ReviewBegun { Asked: { } asked } => ("开始审查", $"同时请{string.Join('、', asked.Select(a => $"{a.Unit}在{Words.Of(a.Due.Day)}前"))}提意见。"),
        ReviewBegun => ("开始审查", null),
        CaseReviewed e => ("登记审查意见", $"逐项核对 {e.Checks.Count} 项。"),
        ProcedureBegun e => ("启动特别程序", $"{NameOf(e.Procedure, guide)}{(e.Until is { } until ? $"，已告知预计{Words.Of(until)}结束" : null)}。{Stands(e.Statutory, "法定期限")}{Stands(e.Promised, "承诺期限")}"),
        ProcedureEnded e => ("特别程序结束", $"{NameOf(e.Procedure, guide)}，参加 {e.Officers} 人。"),
        ProcedureTimeOver e => ("特别程序告知的时间已到", $"{NameOf(e.Procedure, guide)}还没有结束，办理期限恢复计算。"),
        ProcedureOverdue e => (CaseReasons.Words(Alert.ProcedureLate), $"{NameOf(e.Procedure, guide)}应在{Words.Of(e.Due)}前完成。"),
        HearingRightTold e => ("告知听证权利", $"可以在{Words.Of(e.RequestBy.Day)}前提出听证申请。"),
        HearingRequested e => ("提出听证申请", $"应在{Words.Of(e.HoldBy.Day)}前举行。"),
        HearingAnnounced e => ("通知听证", $"{Words.Of(e.On)} {Words.Of(e.From)}，{e.Place}。{(e.Public ? "已公告。" : null)}"),
        HearingHeld => ("登记听证", null),
        LimitExtended e => ("延长办理期限", $"{(e.Clock == ClockKind.Statutory ? "法定期限" : "承诺期限")}延长{e.By}，到{Words.Of(e.Extended.Due.Day)}。"),
        CaseApproved { Rules: { } rules } e => ($"按第 {rules.Version} 版规则自动批准", $"{rules.Rules.Count} 条规则全部通过。{Late(e.OverdueBy)}"),
        LeftToPeople e => ("转为人工审查", $"按第 {e.Rules.Version} 版规则核对，{e.Rules.Rules.Count(r => r.Verdict != RuleVerdict.Passed)} 条没有通过。系统不会自动作出不予批准的决定。"),
        PersonAskedFor => ("申请人请人工办理", null),
        LookedAtAgain e => ("人工复核", e.Stands ? "批准无误。" : "批准有误，另行依法处理。"),
        CaseApproved { OutOfOrder: { } law } e => ("不按次序批准", $"依据《{law.Law}》{law.Article}。{Late(e.OverdueBy)}"),
        CaseApproved e => ("批准", Late(e.OverdueBy)),
        CaseRefused e => ("不予批准", (e.ForQuota == true ? "名额已按受理先后用完。" : null) + Late(e.OverdueBy) + FoundWords(e.False, guide)),
        CommitmentChecked e => ("登记承诺核查", CheckCommitment.Words(e.Outcome)),
        RevocationDecided { Revoked: true } => ("撤销办理结果", null),
        RevocationDecided e => ("责令改正", $"{Words.Of(e.Again!.Value.Day)}前改正，届时再次核查。"),
        CaseDeemedRenewed e => ("视为准予延续", $"原证照{Words.Of(e.ExpiredOn)}到期前未作决定，自{Words.Of(e.RenewedFrom)}起延续。"),
        DeliveryBegun e => ("开始送达", $"{e.Mode.Words()}。"),
        CaseDelivered { Courier: not null } e => ("送达完成，本件办结", $"{e.Mode.Words()}，寄递企业已签收，单号 {e.Waybill}。"),
        CaseDelivered e => ("送达完成，本件办结", $"{e.Mode.Words()}，已登记{DeliveryRules.ProofWords(e.Mode)}。"),
        CaseAlerted { FeeDue: true } e => (CaseReasons.Words(e.What), $"期限到{Words.Of(e.Since)}为止，其时费用还没有缴清，不能送达。已提醒办理人员。"),
        CaseAlerted { Late: { } late } e => (CaseReasons.Words(e.What), $"期限到{Words.Of(e.Since)}为止，还没有办完的：{CombinedWords.Names(guide, late)}。"),
        CaseAlerted e => (CaseReasons.Words(e.What), $"期限到{Words.Of(e.Since)}为止，已提醒办理人员。"),
        OpinionAsked e => ("加签", $"请{WhoIsAsked(e.Asked, staff)}在{Words.Of(e.Asked.Due.Day)}前答复。"),
        OpinionGiven e => ("提交协办意见", OpinionWords(e.Answer)),
        OpinionOverdue e => (CaseReasons.Words(Alert.OpinionLate), $"应在{Words.Of(e.Due)}前提交。"),
        OpinionWaived => ("不等逾期的意见", null),
        CaseSentBack { Opinion: null } => ("退回上一步", "审查意见退回，重新核对。"),
        CaseSentBack e => ("退回协办意见", $"请在{Words.Of(e.Due!.Value.Day)}前重新提交。"),
        RecusalRaised e => (e.How switch { RecusalHow.Declared => "申报回避", RecusalHow.Requested => "申请人申请回避", _ => "登记显示应当回避" }, $"{RecuseOfficers.NameOf(e.Officer, staff)}：{RecuseOfficers.Words(e.Ground)}。"),
        RecusalDecided e => (e.Granted ? "决定回避" : "决定不回避", $"{RecuseOfficers.NameOf(e.Officer, staff)}{(e.Successor is { } next ? $"，由{RecuseOfficers.NameOf(next, staff)}接办" : "")}。期限不变。"),
        VisitProposed e => ("约定现场核查", $"{Words.Of(e.On)}{Words.Of(e.From)}，{string.Join('、', e.Officers.Select(o => RecuseOfficers.NameOf(o, staff)))}到场。"),
        VisitAnswered { On: { } on, From: { } from } => ("申请人请求改期", $"改到{Words.Of(on)}{Words.Of(from)}。"),
        VisitAnswered => ("现场核查的日期约好了", null),
        VisitRecorded e => ("登记现场核查", $"{e.Officers} 名人员到场，照片 {e.Files.Count} 张，申请人{(e.ApplicantSigned ? "已签名" : "没有签名")}；{(e.Failed.Count == 0 ? "各项合格" : $"{e.Failed.Count} 项不合格")}。"),
        MinutesRecorded e => ("登记会议纪要", $"{e.Minutes.Number}，{Words.Of(e.Minutes.On)}，{e.Minutes.Attendees} 人参加，{(e.Minutes.Outcome == MinutesOutcome.Approve ? "同意" : "不同意")}。"),
        CaseClaimed => ("领办", "不影响任何期限。"),
        CaseReleased e => (e.How == ReleaseKind.Supervisor ? "主管收回" : "放回", e.How == ReleaseKind.Absence ? "领办后多日没有办理，自动放回。" : "可以由其他人员领办。"),
        CaseHandedOn e => ("转交", $"{RecuseOfficers.NameOf(e.From, staff)}{WordsOf(e.For)}，{(e.To is { } to ? $"由代班的{RecuseOfficers.NameOf(to, staff)}接办" : "放回本单位，可以由其他人员领办")}。期限不变。"),
        CaseReprojected e => ("期限重新计算", $"{e.Reason}，届满日已按新的日历更新。"),
        ParcelSent e => ("寄递企业接单", $"单号 {e.Waybill}。"),
        DeliveryFailed e => ("没有送到", $"{e.Mode.Words()}：{ParcelRules.Words(e.Why)}{(e.Waybill is { } waybill ? $"（单号 {waybill}）" : null)}。可以改用别的方式送达。"),
        FeeCharged e => ("开具缴款单", $"{e.Fee} {e.Amount}。"),
        FeePaid e => ("已缴费", $"{e.Amount}{(e.Receipt is { } receipt ? $"，电子票据 {receipt}" : null)}。"),
        FeeWaived => ("费用免缴或者撤销", null),
        FeeRefunded e => ("已退费", $"{e.Amount}，按原路退回。"),
        ActUndone e => ("撤回误操作", $"第 {e.Sequence} 条“{ActWords.Of(UndoRules.ActOf(e.Undone))}”不算数，恢复原状。"),
        RectificationProposed e => ("提出更正文书", $"第 {e.Document} 条的文书。"),
        DocumentRectified e => ("批准更正文书", $"第 {e.Document} 条的文书由新的文书代替。"),
        ClockEntryProposed e => ("提出更正期限", $"{EventWords.ClockWords(e.Clock)}：{EntryWords(e.From, e.To)}。"),
        ClockCorrected e => ("批准更正期限", $"{EventWords.ClockWords(e.Clock)}：{EntryWords(e.From, e.To)}，更正后到{Words.Of(e.Corrected.Due.Day)}。"),
        ProposalDeclined => ("退回更正", null),
        RevocationProposed e => ("告知拟撤销", $"{RevocationRules.Grounds.GetValueOrDefault(e.Ground, e.Ground)}；{Words.Of(e.AnswerBy.Day)}前可以陈述申辩。"),
        RevocationAnswered { HoldBy: { } by } => ("要求听证", $"应在{Words.Of(by.Day)}前举行。"),
        RevocationAnswered => ("陈述申辩", null),
        RevocationHeard => ("登记撤销听证", null),
        CaseRevoked e => (RevocationRules.IsWithdrawal(e.Ground) ? "撤回办理结果" : "撤销办理结果", RevocationRules.Grounds.GetValueOrDefault(e.Ground, e.Ground)),
        RevocationDropped => ("决定不撤销", null),
        CaseReopened e => (CaseReasons.Again(e.Source), $"{e.Body}，{e.OrderNumber}，{Words.Of(e.OrderedOn)}。{(e.Within is { } within ? $"限 {within}内重新作出。" : null)}"),
        PapersSent e => ("移交", $"第 {e.List} 号清单，{HandPapersOver.Words(e.To)}：{string.Join('；', e.Papers.Select(p => HandOverRules.NameOf(guide, p.Material) + HandPapersOver.Counted(p)))}。{(e.Waybill is { } bill ? $"单号 {bill}。" : null)}请在{Words.Of(e.Due)}前签收。"),
        PapersReceived e => ("签收移交清单", $"第 {e.List} 号清单，{(e.Lines.All(l => l.Finding == PaperFinding.Whole) ? "各项完好" : string.Join('；', e.Lines.Where(l => l.Finding != PaperFinding.Whole).Select(l => $"{HandOverRules.NameOf(guide, l.Material)}{HandPapersOver.Findings.First(f => f.Value == l.Finding.ToString()).Words}")))}。{(e.Late == true ? "超过了签收的日期。" : null)}"),
        DisputeRaised e => ("提出跨区域争议", $"由{(e.Lead is { } lead ? directory.Organisation(lead.Organisation)?.Name ?? lead.Organisation : "办理地的主管")}裁定。期限不变。"),
        DisputeSettled => ("裁定跨区域争议", "两地按裁定办理。"),
        DelayExplained e => ("说明误期原因", $"预计{Words.Of(e.Expected)}前办结。"),
        _ => CombinedWords.Said(happened, guide) ?? throw new InvalidOperationException($"{happened.GetType().Name} has no words yet."),
    };

    public static string WhoIsAsked(AskedOpinion asked, IReadOnlyList<StaffMember> staff) =>
        asked.Unit ?? staff.FirstOrDefault(m => m.Id == asked.Person)?.Name ?? "已离岗人员";

    public static string OpinionWords(OpinionAnswer answer) => answer == OpinionAnswer.Agrees ? "同意。" : "不同意。";

    private static string NameOf(string procedure, Guide guide) => guide.SpecialProcedures.FirstOrDefault(p => p.Id == procedure)?.Name ?? procedure;

    private static string? Stands(CaseClock? clock, string name) => clock is null ? null : $"{name}暂停计算。";

    public static string EntryWords(DateOnly from, DateOnly? to) =>
        to is { } last ? $"{Words.Of(from)}至{Words.Of(last)}不计入" : $"从{Words.Of(from)}起重新计算";

    private static string? FoundWords(Dishonesty? found, Guide guide) => found is null
        ? null
        : $"认定{DishonestyRules.NamesOf(guide, found.Items)}隐瞒或者虚假，给予警告{(found.BarredUntil is { } until ? $"，{Words.Of(until)}以前不能再申请本事项" : "")}。";

    private static string ConductWords(ContactKind kind) => kind switch
    {
        ContactKind.Visit => "申请人到场",
        ContactKind.Phone => "电话沟通",
        _ => "网上沟通",
    };

    private static string? Late(int? days) => days is { } late ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"超过承诺期限 {late} 个工作日。") : null;

    private static string Listed(IEnumerable<Defect> defects, Guide guide) => string.Join("；", defects.GroupBy(d => (d.Kind, d.Id)).Select(g =>
        $"{(g.Key.Kind == DefectKind.Material ? $"《{Filing.NameOf(guide, g.First())}》" : Filing.NameOf(guide, g.First()))}{string.Join('、', g.Select(d => Defects.Words[d.What]))}"));

    private static string? Written(JsonElement? paper, Guide guide)
    {
        if (paper is not { ValueKind: JsonValueKind.Object } words) return null;
        var said = Spoken.Select(name => words.TryGetProperty(name, out var text) ? Labels.GetValueOrDefault(name, "") + text : "").Where(text => text.Length > 0).ToList();
        if (words.TryGetProperty("notes", out var notes) && notes.ValueKind == JsonValueKind.Object)
        {
            said.AddRange(notes.EnumerateObject().Select(n => $"{guide.Material(n.Name)?.Name ?? guide.Fields.FirstOrDefault(f => f.Id == n.Name)?.Label ?? n.Name}：{n.Value}"));
        }

        return said.Count > 0 ? string.Join('\n', said) : null;
    }
}
