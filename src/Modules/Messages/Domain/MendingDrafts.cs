namespace OneWindow.Messages;

/// <summary>What was put right, or is about to be taken back: everybody who had been told otherwise hears of it.</summary>
internal static class MendingDrafts
{
    /// <summary>Null: no words for this event here.</summary>
    public static MessageText? Of(Happening h) => h.Entry.Type switch
    {
        "case.rectified/1" => MessageDrafts.Text(
            h, "文书更正了", "先前发给您的一份文书有写错的地方，已经更正，请以新的文书为准。旧文书查验时会显示已更正。", "请登录查看更正后的文书；把旧文书交给过别人的，请一并告诉他。"),
        "case.clock-corrected/1" => MessageDrafts.Text(
            h, h.Word("clock") == "statutory" ? "法定期限更正了" : "承诺期限更正了", "先前的期限记录有误，已经更正；原来的记录保留。", null, h.DueOf("corrected"), MessageDrafts.Late(h)),
        "case.revocation-proposed/1" => MessageDrafts.Text(
            h, $"拟{Verb(h)}办理结果", $"本机关拟{Verb(h)}您的办理结果，事实和理由写在告知书里。作出决定以前，结果继续有效。", "请登录查看告知书，提出意见或者要求听证。",
            Happening.DayIn(h.Inside("answerBy"), "day"), "期满没有提出意见的，依法作出决定。", "/defence"),
        "case.revocation-answered/1" => h.Inside("holdBy") is { } hearing
            ? MessageDrafts.Text(h, "收到了听证要求", "我们会组织听证，并提前通知您时间和地点。", null, Happening.DayIn(hearing, "day"), MessageDrafts.Late(h))
            : MessageDrafts.Text(h, "收到了您的意见", "我们会复核您的陈述申辩，再由另一人作出决定。", null),
        "case.revoked/1" => MessageDrafts.Text(
            h, $"办理结果被{Verb(h)}", $"您的办理结果被依法{Verb(h)}，理由写在决定书里。",
            "请登录查看决定书。不同意的，可以在决定书写明的期限内申请行政复议或者提起诉讼；没有异议的，不用做什么。"),
        "case.revocation-dropped/1" => MessageDrafts.Text(h, "决定不撤销", "办理结果继续有效。", null),
        "case.reopened/1" => MessageDrafts.Text(
            h, "重新办理", "您的申请按原编号重新办理，原来的决定不再有效。依据和要求写在告知书里。", null, h.DueOf("promised") ?? h.DueOf("statutory"), MessageDrafts.Late(h)),
        "case.alerted/1" => Missed(h),
        "case.delay-explained/1" => MessageDrafts.Text(
            h, "没有按承诺办结的原因", "经办人写明了原因和新的预计日期，写在告知书里。", null, h.Day("expected"), MessageDrafts.Late(h)),
        _ => null,
    };

    /// <summary>A promise was missed. The reason itself is read after signing in.</summary>
    private static MessageText Missed(Happening h)
    {
        var explained = h.Before.LastOrDefault(e => e.Type == "case.delay-explained/1");
        return MessageDrafts.Text(
            h, "没有按承诺的日期办结",
            (explained is null ? "承诺的日期已过，还没有办结，向您致歉。已经要求经办人写明原因，写明后当天再告诉您。" : "承诺的日期已过，还没有办结，向您致歉。原因写在告知书里。")
            + $"可以打咨询电话 {h.Guide.ConsultationPhone} 询问。",
            null, explained is null ? h.Facts.StatutoryDue : Happening.DayIn(explained.Data, "expected"), MessageDrafts.Late(h));
    }

    private static string Verb(Happening h) => h.Word("ground") is "law-changed" or "circumstances-changed" ? "撤回" : "撤销";
}
