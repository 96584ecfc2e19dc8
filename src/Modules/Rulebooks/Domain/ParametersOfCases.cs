using static OneWindow.Rulebooks.ValueKind;

namespace OneWindow.Rulebooks;

internal static partial class Parameters
{
    private static IEnumerable<Parameter> OfCases() =>
    [
        // 受理
        Of("acceptance.limit.counter", "窗口受理时限", new Limit(Promptly: true), Shorter),
        Of("acceptance.limit.online", "网上受理时限", new Limit(Promptly: true), Shorter),
        Of("acceptance.limit.latenessReason", "迟于受理时限要补记原因", YesNo),
        Of("acceptance.lapseEffect", "到期未告知的后果", new OneOf("deemed-accepted", "staff-decide"), new Against.BestFirst("deemed-accepted", "staff-decide")),
        Of("acceptance.lapseLimit.counter", "窗口：多久未告知即视为受理", new Limit(), Shorter),
        Of("acceptance.lapseLimit.online", "网上：多久未告知即视为受理", new Limit(), Shorter),
        Of("acceptance.lapseScope", "到期未告知即视为受理的申请", new OneOf("every", "incomplete"), new Against.BestFirst("every", "incomplete")),
        Of("acceptance.noticeName", "受理文书", new Name()),
        Of("acceptance.noticeMarks", "受理文书须有", new ListOf("seal", "date"), Joined),
        // Not compared: who is given the finished document at once loses nothing (重庆办法 第十七条 beside 许可法 第三十二条) [?].
        Of("acceptance.noticeOmittedOnSpot", "当场办结可不出受理文书", YesNo),
        Of("acceptance.outcomeChannel.online", "网上申请的受理情况怎样告知", new OneOf("online")),
        Of("acceptance.reply", "受理与否要回复申请人", YesNo),
        Of("acceptance.alertLimit", "“及时”受理的提醒时点", new Limit()),

        // 补正
        Of("correction.voucherName", "补正文书", new Name()),
        Of("correction.voucherForm", "补正文书的形式", new ListOf("written", "electronic")),
        Of("correction.oral", "口头告知", new OneOf("void", "silent")),
        Of("correction.overdueEffect", "补正逾期的后果", new OneOf("deemed-withdrawn", "staff-decide")),
        Of("correction.times", "补正告知次数", new OneOf("once")),
        Of("correction.onTheSpotMending", "可当场更正的允许当场更正", YesNo, new Against.BestFirst("yes", "no")),
        Of("correction.suggestedPeriod", "补正期限的建议值", new Limit()),

        // 容缺
        Of("tolerant.mode", "容缺受理", new OneOf("must", "may", "listed-only")),
        Of("tolerant.commitment", "容缺承诺", new OneOf("written", "none")),
        Of("tolerant.overdueEffect", "容缺逾期的后果", new OneOf("refusal-task", "as-noticed", "staff-decide")),
        // Not compared: the promise is the place's own; the statutory clock of the law runs beside it (重庆办法 第十九条) [?].
        Of("tolerant.promisedClockFrom", "容缺时承诺期限从何时起算", new OneOf("supplement", "acceptance")),
        Of("tolerant.statutoryClockFrom", "容缺时法定期限从何时起算", new OneOf("acceptance", "supplement"), new Against.BestFirst("acceptance", "supplement")),
        Of("tolerant.noticeContents", "容缺告知的内容", new ListOf("materials", "requirement", "deadline", "overdue-treatment")),
        Of("tolerant.noticeLimit", "容缺告知的时限", new Limit()),
        Of("tolerant.listContents", "容缺清单的内容", new ListOf("item-name", "main-materials", "tolerable-materials")),
        Of("tolerant.suggestedPeriod", "容缺补齐期限的建议值", new Limit()),

        // 不予受理
        // "contrary-to-law" is read as within 许可法 第三十二条(一)(二): what the law forbids is in nobody's power to grant [?].
        // Incompleteness alone never refuses a licence: it is told once, or the filing is accepted.
        Of("refusalToAccept.grounds", "不予受理的理由", new ListOf("not-required", "out-of-powers", "false-materials", "contrary-to-law", "not-tolerable"), new Against.NothingBeyond("contrary-to-law")),
        Of("refusalToAccept.whenSilent", "没有列明不予受理情形的", new OneOf("staff-decide", "no-refusal")),
        Of("refusalToAccept.documentName", "不予受理文书", new Name()),
        Of("refusalToAccept.noticeMarks", "不予受理文书须有", new ListOf("seal", "date"), Joined),
        Of("refusalToAccept.contents", "不予受理文书的内容", new ListOf("reasons")),
        Of("falseMaterials.bar", "提供虚假材料后不得再申请的期间", new Limit()),
        Of("falseMaterials.barScope", "不得再申请适用的领域", new Names()),
        Of("fraud.bar", "骗取许可后不得再申请的期间", new Limit()),

        // 审查与决定
        Of("decision.formReviewOnSpot", "当场决定", new OneOf("mandatory", "promoted"), new Against.BestFirst("mandatory", "promoted")),
        Of("decision.promisedLimit", "承诺期限（限时办结）", new OneOf("binding", "final")),
        Of("decision.statutoryLimit", "法定办结时限（无专门规定时）", new Limit(), Shorter),
        Of("decision.extension", "法定期限可延长", new Limit(), Shorter),
        Of("decision.extension.times", "延长次数", new OneOf("once")),
        Of("decision.extension.approver", "延长由谁批准", new OneOf("head-of-body", "head-of-government")),
        Of("decision.extension.promised", "承诺期限的延长", new OneOf("forbidden", "allowed")),
        Of("decision.jointLimit", "联合办理的法定时限", new Limit(), Shorter),
        Of("decision.jointExtension", "联合办理可延长", new Limit(), Shorter),
        Of("decision.jointExtension.approver", "联合办理延长由谁批准", new OneOf("head-of-body", "head-of-government")),
        Of("decision.firstExaminationLimit", "下级先审时限", new Limit(), Shorter),
        Of("decision.refusalContents", "不予批准文书的内容", new ListOf("reasons", "reconsideration", "litigation", "contact", "seal-kind"), Joined),
        Of("decision.refusalSeals", "不予批准文书可用的印章", new Names()),
        Of("verification.officers", "实地核查至少几人", new Count()),
        Of("recusal.grounds", "应当回避的情形", new ListOf("own-interest", "relatives", "other")),
        Of("recusal.decidedBy", "回避由谁决定", new OneOf("head-of-body")),
        Of("review.claimLapse", "领办后多久没有办理即自动放回", new Limit()),
        Of("inspection.startLimit", "检验检测启动时限", new Limit(), Shorter),
        Of("inspection.officers", "检验检测至少几人", new Count()),
        Of("registration.onTheSpot", "登记类当场登记", YesNo, new Against.BestFirst("yes", "no")),
        Of("warning.rungs", "期限预警的各级和提醒谁", new Rungs()),
        Of("decision.automatic", "自动审批", new OneOf("approve-only", "never")),
        Of("quota.order", "有数量限制时的次序", new OneOf("by-acceptance")),
        Of("hearing.requestLimit", "申请听证的期限", new Limit()),
        Of("hearing.holdLimit", "组织听证的期限", new Limit(), Shorter),
        Of("hearing.noticeAhead", "听证提前通知", new Limit()),
        Of("remedy.reconsiderationLimit", "申请行政复议的期限", new Limit()),
        Of("remedy.litigationLimit", "提起行政诉讼的期限", new Limit()),

        // 更正、撤销、撤回
        Of("undo.seconds", "撤回误操作的秒数", new Count()),
        Of("revocation.grounds", "可以撤销办理结果的情形", new ListOf("abuse", "beyond-powers", "procedure", "unqualified", "fraud", "commitment-broken"), new Against.NothingBeyond("commitment-broken")),
        Of("revocation.answerLimit", "拟撤销时陈述申辩的期限", new Limit()),
        Of("withdrawal.grounds", "可以撤回办理结果的情形", new ListOf("law-changed", "circumstances-changed"), new Against.NothingBeyond()),

        // 重新办理、误期
        Of("reopening.byReview", "复议机关责令重新作出", new OneOf("new-act")),
        Of("reopening.byCourt", "法院判决重新作出", new OneOf("new-act")),
        Of("reopening.byBody", "本机关自行纠正", new OneOf("new-act")),
        Of("delay.answerLimit", "没有按承诺办结的，多久说明原因", new Limit()),

        // 特别程序
        Of("specialProcedure.promisedClock", "特别程序与承诺期限", new OneOf("inside", "own-clock", "excluded")),
        Of("specialProcedure.statutoryClock", "特别程序与法定期限", new OneOf("inside", "excluded"), new Against.BestFirst("inside", "excluded")),
        Of("specialProcedure.kinds", "不计入法定期限的程序", new Names(), new Against.NothingBeyond()),
        Of("specialProcedure.named", "本地列明的特别程序", new Names()),
        Of("specialProcedure.writtenNotice", "特别程序所需时间书面告知", YesNo, new Against.BestFirst("yes", "no")),

        // 延续、送达、费用
        Of("renewal.lapseEffect", "届满前未决定的后果", new OneOf("deemed-renewed", "staff-decide"), new Against.BestFirst("deemed-renewed", "staff-decide")),
        // Not compared: 许可法 第五十条 itself gives way to other laws, regulations and rules.
        Of("renewal.filingWindow", "延续须提前多久提出", new Limit()),
        Of("delivery.modes", "送达方式", new ListOf("counter", "electronic", "kiosk", "post")),
        Of("delivery.leastModes", "政务服务中心和外设大厅至少提供几种送达方式", new Count()),
        Of("delivery.limit", "颁发送达时限", new Limit(), Shorter),
        Of("delivery.alertLimit", "没有送达时限的，送达提醒的时点", new Limit()),
        Of("fee.default", "收费", new OneOf("none")),
        Of("fee.basis", "收费须有的依据", new ListOf("law", "administrative-regulation", "local-regulation"), new Against.NothingBeyond()),
        Of("fee.published", "收费要公布", new Names()),

        // 期间
        Of("clock.unit", "办理期限的单位", new OneOf("working-day", "calendar-day")),
        Of("clock.startDay", "开始当日", new OneOf("not-counted")),
        Of("clock.monthEnd", "没有对应日", new OneOf("last-day-of-month")),
        Of("clock.lastDayOff", "末日休假", new OneOf("next-working-day")),
        Of("clock.dayEnd", "末日到几时止", new Name()),
    ];
}
