namespace OneWindow.Messages;

/// <summary>What may happen on the way to a decision and after it: special procedures, more time, the end without a decision, and what becomes of a promise.</summary>
internal static class LaterDrafts
{
    /// <summary>Null: no words for this event here.</summary>
    public static MessageText? Of(Happening h) => h.Entry.Type switch
    {
        "case.terminated/1" => MessageDrafts.Text(h, "已终止", "这件事不再办理，原因写在办件记录里。", "有疑问的，请打咨询电话；没有疑问的，不用做什么。"),
        "case.passed-on/1" => MessageDrafts.Text(
            h, "转给另一个单位办理", $"您的办件转给{h.Word("toName")}继续办理，编号和办结日期都不变。", null, h.Facts.PromisedDue, MessageDrafts.Late(h)),
        "case.item-changed/1" when h.Word("step") == "resumed" => MessageDrafts.Text(
            h, "恢复办理", "这个事项恢复办理，您的办件接着办，期限接着计算。", null, h.DueOf("promised") ?? h.Facts.PromisedDue, MessageDrafts.Late(h)),
        "case.item-changed/1" => MessageDrafts.Text(
            h, "事项有变动", $"您申办的事项有变动：{h.Word("reason")?.TrimEnd('。')}。您的办件怎么处理，办理部门会书面告诉您。", null),
        "case.item-change-settled/1" => h.Word("outcome") switch
        {
            "handed-over" => MessageDrafts.Text(h, "移交承接机关办理", "您的办件移交承接的机关继续办理，编号和办结日期都不变，详见告知书。", null, h.Facts.PromisedDue, MessageDrafts.Late(h)),
            "held" => MessageDrafts.Text(h, "暂停办理", "这个事项停止执行，您的办件暂停办理，事项恢复时自动恢复。详见告知书。", null),
            _ => MessageDrafts.Text(h, "继续办理", "这个事项虽有变动，您的办件照常办完，详见告知书。", null, h.Facts.PromisedDue, MessageDrafts.Late(h)),
        },
        "case.procedure-begun/1" => MessageDrafts.Text(
            h, "启动了特别程序",
            $"办理中需要{Procedure(h)}{(h.Day("until") is { } until ? $"，预计到{MessageDrafts.Day(until)}结束" : "")}。"
            + (h.Inside("statutory") is null && h.Inside("promised") is null ? "办理期限照常计算。" : "这段时间依法不计入办理期限。"),
            null, h.Inside("promised") is null ? h.Facts.PromisedDue : null, h.Inside("promised") is null ? MessageDrafts.Late(h) : null),
        "case.procedure-ended/1" => MessageDrafts.Text(
            h, "特别程序结束了", $"{Procedure(h)}结束了，接着办理。", null, h.DueOf("promised") ?? h.Facts.PromisedDue, MessageDrafts.Late(h)),
        "case.procedure-time-over/1" => MessageDrafts.Text(
            h, "特别程序没有按时结束", $"{Procedure(h)}没有在告知您的时间内结束，办理期限从现在起恢复计算。", null, h.DueOf("promised") ?? h.Facts.PromisedDue, MessageDrafts.Late(h)),
        "case.visit-proposed/1" => MessageDrafts.Text(
            h, "约您现场核查", $"办理中需要到现场核查，约在{MessageDrafts.Day(h.Day("on"))}{h.Word("from")?[..5]}。核查什么，可以先看。", "请登录确认日期，或者改期。", h.Day("on"),
            "到时没有确认的，按这个时间到场。", "/inspection"),
        "case.visit-recorded/1" => h.Inside("failed") is { ValueKind: System.Text.Json.JsonValueKind.Array } failed && failed.GetArrayLength() > 0
            ? MessageDrafts.Text(h, "现场核查有不合格的地方", $"现场核查有 {failed.GetArrayLength()} 项不合格，列在办件页上，每项都写明了依据。", "请尽快改正，改正后与窗口约定复查。")
            : MessageDrafts.Text(h, "现场核查完成", "现场核查各项合格，接着办理。", null, h.Facts.PromisedDue, MessageDrafts.Late(h)),
        "case.recusal-decided/1" => h.Entry.Data.TryGetProperty("granted", out var granted) && granted.GetBoolean()
            ? MessageDrafts.Text(h, "工作人员回避", "一名工作人员依法回避，您的办件由其他人员接着办理，期限不变。", null, h.Facts.PromisedDue, MessageDrafts.Late(h))
            : MessageDrafts.Text(h, "决定：不需要回避", "主管审查后决定，被申请的工作人员不需要回避，理由写在办件记录里。", null, h.Facts.PromisedDue, MessageDrafts.Late(h)),
        "case.hearing-announced/1" => MessageDrafts.Text(
            h, "听证的时间和地点", $"听证定在{MessageDrafts.Day(h.Day("on"))}{h.Word("from")?[..5]}，地点：{h.Word("place")}。不收费。", "请带身份证件准时参加，也可以委托代理人参加；不能到的，请打咨询电话。",
            h.Day("on"), "没有到场的，听证照常举行，决定以听证笔录为依据。"),
        "case.limit-extended/1" => MessageDrafts.Text(
            h, h.Word("clock") == "statutory" ? "法定期限延长了" : "承诺期限延长了", "办理期限依法延长，理由写在告知书里。", null, h.DueOf("extended"), MessageDrafts.Late(h)),
        "case.commitment-checked/1" => h.Word("outcome") is "kept" or "corrected"
            ? MessageDrafts.Text(h, "承诺核查完成", h.Word("outcome") == "kept" ? "核查情况与您的承诺一致。" : "核查中发现的问题已经改正。", null)
            : MessageDrafts.Text(h, "承诺核查发现不一致", "核查情况与您的承诺不一致，我们将依法处理。作出决定以前，办理结果继续有效。", "您可以与办理单位联系，说明情况。"),
        "case.revocation-decided/1" => h.Inside("again") is null
            ? MessageDrafts.Text(
                h, "办理结果被撤销", "办理结果被依法撤销，理由写在决定书里。",
                "请登录查看决定书。不同意的，可以在决定书写明的期限内申请行政复议或者提起诉讼；没有异议的，不用做什么。")
            : MessageDrafts.Text(
                h, "请按期改正", "核查发现与承诺不一致的地方，请改正。办理结果继续有效。", "请在期限前改正。", Happening.DayIn(h.Inside("again"), "day"),
                "到时再次核查；仍没有改正的，将依法处理。"),
        "case.left-to-people/1" => MessageDrafts.Text(
            h, "转为人工审查", "您的申请没有全部通过自动审批的规则，由审查人员来看。系统不会自动作出不予批准的决定。", null, h.Facts.PromisedDue, MessageDrafts.Late(h)),
        "case.looked-at-again/1" => MessageDrafts.Text(
            h, "人工复核完成", h.Entry.Data.GetProperty("stands").GetBoolean() ? "审查人员看过了，批准无误。" : "审查人员发现批准有误，将另行依法处理；处理以前结果继续有效。", null),
        "case.parcel-sent/1" => MessageDrafts.Text(h, "结果已交给寄递企业", $"寄递单号 {h.Word("waybill")}。", "请留意收件；办件页上可以看到送到哪里了。"),
        "case.delivery-failed/1" => MessageDrafts.Text(h, "这次没有送到", "结果没有送到您手里。", "窗口会改用别的方式送达，请留意电话；也可以打咨询电话说您希望怎样送达。"),
        "case.fee-charged/1" => MessageDrafts.Text(
            h, "请您缴费", $"办这件事依法要缴{h.Word("fee")}。", "请登录后按页面上的缴款码缴费：手机、窗口、自助终端都可以。缴费后会有电子票据。", path: ""),
        "case.fee-paid/1" => MessageDrafts.Text(h, "收到您的缴费", "您缴的费用收到了，电子票据可以在办件页上看到和下载。", null),
        "case.fee-waived/1" => MessageDrafts.Text(h, "有一笔费用不用缴了", "有一笔费用免缴，或者因为办件结束而不再收取。", null),
        "case.fee-refunded/1" => MessageDrafts.Text(h, "已退费", "费用已经按您缴费时的方式退回，到账时间以银行为准。", null),
        _ => MendingDrafts.Of(h),
    };

    private static string Procedure(Happening h) =>
        h.Guide.SpecialProcedures.FirstOrDefault(p => p.Id == h.Word("procedure"))?.Name is { } name ? $"“{name}”" : "特别程序";
}
