using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>
/// Which event is told, and in what words. Every state change after acceptance is told (青岛办法 第二十八条, 鄠邑细则 第十五条), and every
/// outcome of the examination (重庆办法 第十七条). An event that this version has no words for is told in general words: none is kept back.
/// </summary>
internal static class MessageDrafts
{
    /// <summary>What is not told: the applicant's own act with its answer on the screen, or no change of state.</summary>
    private static readonly HashSet<string> Quiet =
    [
        "case.submitted/1", "case.correction-filed/1", "case.reviewed/1", "case.alerted/1", "case.contact-recorded/1", "case.lateness-explained/1", "case.handed-over/1",
        "case.procedure-overdue/1", "case.person-asked-for/1", "case.claimed/1", "case.released/1", "case.handed-on/1",
        "case.visit-answered/1", "case.recusal-raised/1", "case.minutes-recorded/1", "case.opinion-asked/1", "case.opinion-given/1", "case.opinion-overdue/1", "case.opinion-waived/1", "case.sent-back/1",
        "case.part-examined/1", "case.examination-over/1", "case.part-heard/1", "case.conflict-raised/1", "case.conflict-settled/1", "case.ruling-awaited/1", "case.ruling-given/1",
        "case.act-undone/1", "case.delay-explained/1", "case.rectification-proposed/1", "case.clock-entry-proposed/1", "case.proposal-declined/1",
    ];

    /// <summary>Outcomes of the examination of what was filed: told within the limit of acceptance (重庆办法 第十七条).</summary>
    private static readonly HashSet<string> Outcomes =
        ["case.accepted/1", "case.correction-requested/1", "case.acceptance-refused/1"];

    public static bool Tells(string type) => !Quiet.Contains(type);

    /// <summary>Of what is mostly the office's own affair, what is told all the same: a promise that was missed, and why.</summary>
    public static bool MayTell(string type) => type is "case.alerted/1" or "case.delay-explained/1";

    public static bool Tells(CaseEntry entry, IEnumerable<CaseEntry> log) => entry.Type == "case.alerted/1"
        ? IsMissed(entry)
        : log.Any(e => e.Sequence < entry.Sequence && IsMissed(e));

    private static bool IsMissed(CaseEntry entry) => entry.Type == "case.alerted/1" && entry.Data.GetProperty("what").GetString() == "promise-missed";

    /// <summary>The limit of the place for its own answer; what became so by law is no answer of the window's.</summary>
    public static Rule? LimitOf(Happening happening) =>
        Outcomes.Contains(happening.Entry.Type) && happening.Facts.Channel == Channel.Online && happening.Word("mode") != "deemed"
            ? happening.Rules.Find("acceptance.limit.online")
            : null;

    public static MessageText Of(Happening h) => h.Entry.Type switch
    {
        "case.accepted/1" => Accepted(h),
        "case.correction-requested/1" => CorrectionRequested(h),
        "case.correction-period-extended/1" => Text(
            h, "补正期限延长了", "窗口延长了您的补正期限。", "请在新的期限前一次补齐。", h.Day("due"), Lapse(h), "/correction"),
        "case.acceptance-refused/1" => Text(
            h, "不予受理", "您的申请没有被受理，理由写在通知书里。",
            "请登录查看通知书。不同意的，可以在通知书写明的期限内申请行政复议或者提起诉讼；不打算继续的，不用做什么。"),
        "case.deemed-withdrawn/1" => Text(
            h, "视为撤回", $"补正期限（{Day(h.Day("lapsedOn"))}）已过，没有收到全部补正，依照规定视为您撤回了申请。",
            "还想办的，可以随时重新申请；不打算继续的，不用做什么。"),
        "case.withdrawn/1" => Text(h, "已撤回", "您的申请已经撤回，不再办理。不是您本人或者您委托的人撤回的，请马上打咨询电话。", null),
        "case.supplement-filed/1" => SupplementFiled(h),
        "case.supplement-lapsed/1" => Text(
            h, "容缺材料没有按时补齐", $"补交期限（{Day(h.Day("lapsedOn"))}）已过，还缺{string.Join('、', h.Materials(h.Inside("missing")))}。",
            "请尽快与窗口联系。",
            otherwise: h.Word("effect") == "refusal-task" ? "审查人员会据此作出决定，有可能不予批准；系统不会自动作出不予批准的决定。" : "由工作人员决定怎样处理。"),
        "case.review-begun/1" => Text(h, "开始审查", "审查人员开始审查您的申请。", null, h.Facts.PromisedDue, Late(h)),
        "case.approved/1" => Text(h, "已批准", "您的申请已经批准，正在准备送达。结果会按您选的方式送到您手里。", null),
        "case.refused/1" => Text(
            h, "不予批准", "您的申请没有得到批准，理由写在决定书里，决定书会按您选的方式送达。",
            "请收到后阅读决定书。不同意的，可以在决定书写明的期限内申请行政复议或者提起诉讼；没有异议的，不用做什么。"),
        "case.deemed-renewed/1" => Text(
            h, "视为准予延续", $"原证照到{Day(h.Day("expiredOn"))}届满前，没有作出是否延续的决定，依照规定视为准予延续，从{Day(h.Day("renewedFrom"))}起有效。", null),
        "case.delivery-begun/1" => DeliveryBegun(h),
        "case.delivered/1" => Text(h, "已送达，办结", "结果已经送达，这件事办完了。您愿意的话，可以在办件页上评价。没有收到结果的，请马上打咨询电话。", null),
        "case.combination-ended/1" => Text(
            h, "各个事项都办完了", h.Word("outcome") switch
            {
                "all" => "您一次申请的各个事项都已批准并送达。",
                "some" => "您一次申请的各个事项都有了结果：有的批准了，有的没有。每一项各有文书和救济途径。",
                _ => "您一次申请的各个事项都没有获得批准。每一项各有文书和救济途径。",
            },
            null),
        "case.precondition-met/1" => Text(h, "前置事项已经批准", "本件等的前置事项获得批准，接着办理。", null, h.DueOf("promised"), Late(h)),
        "case.reprojected/1" => Text(h, "办结日期调整了", $"{h.Word("reason") ?? "放假安排有变"}，办结日期随之重新计算。", null, h.DueOf("promised") ?? h.Facts.PromisedDue, Late(h)),
        _ => LaterDrafts.Of(h) ?? Text(h, "有新进展", $"您的办件有了新进展，现在的状态是“{h.Facts.StatusName}”。", "请登录查看要不要您做什么。"),
    };

    private static MessageText Accepted(Happening h)
    {
        var by = h.DueOf("promised") ?? h.DueOf("statutory");
        if (h.Word("mode") == "deemed")
        {
            return Text(
                h, "视为受理", $"窗口没有在规定的时间内告诉您是否受理、要不要补正。依照规定，从{Day(h.Day("acceptedOn"))}起就算受理了，办理期限也从那天起算。", null, by, Late(h));
        }

        if (Happening.Inside(h.Inside("supplement"), "materials") is { } asked)
        {
            return Text(
                h, "已先受理，材料稍后补（容缺受理）", "您的申请已经受理，有的材料可以稍后补交。", $"请补交{string.Join('、', h.Materials(asked))}。",
                Happening.DayIn(h.Inside("supplement"), "due"),
                h.Rules.Says("tolerant.overdueEffect", "refusal-task") ? "逾期没有补齐的，审查人员会据此作出决定，有可能不予批准。" : "逾期没有补齐的，由工作人员决定怎样处理。",
                "/supplement");
        }

        return Text(h, h.Word("mode") == "after-correction" ? "补正后已受理" : "已受理", "窗口受理了您的申请，办理期限开始计算。", null, by, Late(h));
    }

    private static MessageText CorrectionRequested(Happening h)
    {
        var defects = h.Defects("defects");
        return Text(
            h, "请您补正", "窗口看了您的申请，有的内容需要补正。这是一次性告知，补齐后不会再要求别的。",
            $"请补正 {defects.Count} 项：{string.Join('、', defects)}。", h.Day("due"), Lapse(h), "/correction");
    }

    private static MessageText SupplementFiled(Happening h)
    {
        var open = h.Materials(h.Inside("open"));
        return open.Count == 0
            ? Text(h, "容缺的材料补齐了", "收到了您补交的材料，要求的都齐了。", null, h.DueOf("promised") ?? h.Facts.PromisedDue, Late(h))
            : Text(h, "收到了补交的材料", $"还有 {open.Count} 项没有补交。", $"请在原定的期限内补交{string.Join('、', open)}。", path: "/supplement");
    }

    private static MessageText DeliveryBegun(Happening h) => h.Word("mode") switch
    {
        "electronic" => Text(h, "结果出来了，请签收", "结果已经做成电子文书。", "请登录查看并签收；签收后这件事就办结了。", path: "/delivery"),
        "post" => Text(h, "结果已寄出", "结果按您留的地址寄出。", "请留意收件；几天后还没有收到的，请打咨询电话。"),
        "kiosk" => Text(h, "结果可以自助领取", "结果已经放到自助终端。", "请在自助终端或者网上的“查办件进度”页，凭办件编号、查询码和证件号码领取。"),
        _ => Text(h, "结果可以领取", "结果已经放到窗口。", "请带身份证件到窗口领取；委托别人领取的，带上委托书。"),
    };

    private static string Lapse(Happening h) => h.Rules.Says("correction.overdueEffect", "deemed-withdrawn")
        ? "逾期没有补正的，视为撤回申请，可以重新申请。"
        : "逾期没有补正的，由工作人员决定怎样处理。";

    public static string Late(Happening h) => $"到期没有结果的，可以打监督电话 {h.Guide.ComplaintPhone}。";

    public static string Day(DateOnly? day) => day is { } on ? Words.ShortOf(on) : "期满之日";

    public static MessageText Text(
        Happening h, string title, string happened, string? todo, DateOnly? by = null, string? otherwise = null, string path = "") => new(
        title, happened, todo, by, by is null && todo is null ? null : otherwise, $"/cases/{h.Facts.Number}{path}", h.Guide.Name, h.Facts.Number.ToString(),
        h.Organisation, h.Guide.ConsultationPhone);
}
