using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>
/// 事项变动后在办件的告知 (重庆办法 第十三条): ended as no longer required, with what becomes of materials and fees and to whom one may go; finished, handed
/// over or put on hold, with the text that it rests on.
/// </summary>
internal static class ChangeDrafts
{
    public static NoticeDraft Terminated(Occasion m) => m.Text("ground") switch
    {
        "no-longer-required" => NoLongerRequired(m),
        "precondition-lost" => Undecided(m),
        _ => LapseDrafts.Terminated(m),
    };

    /// <summary>前置事项没有获得批准 (重庆办法 第二十四条): not decided, with what is left to do.</summary>
    private static NoticeDraft Undecided(Occasion m) => new(
        NoticeDrafts.Termination,
        "终止办理告知书",
        "终",
        [
            m.Heading(new NoticeFieldModel("终止时间", Words.Of(m.Entry.At))),
            new(null) { Paragraphs = [$"您申请的“{m.Guide.Name}”要以另一个事项获得批准为前提。该事项没有获得批准，本件因此没有作出决定，自{Words.Of(m.Entry.At)}起终止办理。"] },
            new("这意味着什么") { Paragraphs = ["这不是对本件的不予批准。前置事项解决以后，可以重新申请，此前填写的内容和材料可以再用；对前置事项的决定不服的，按那份决定书写明的途径办理。"] },
            RefusalDrafts.Remedies(m),
        ],
        [.. m.Entry.Basis, .. RefusalDrafts.RemedyBasis(m)],
        AcceptanceDrafts.Seal);

    private static NoticeDraft NoLongerRequired(Occasion m) => new(
        NoticeDrafts.Termination,
        "终止办理告知书",
        "终",
        [
            m.Heading(new NoticeFieldModel("终止时间", Words.Of(m.Entry.At)), new NoticeFieldModel("依据", m.Text("rule"))),
            new(null) { Paragraphs = [$"您申请的“{m.Guide.Name}”已经取消，不再需要办理。自{Words.Of(m.Entry.At)}起本件终止办理，办理期限不再计算。"] },
            new("理由") { Paragraphs = m.Reasons },
            new("您的材料和费用") { Paragraphs = ["您提交的材料仍属于您，可以取回；本件已经缴纳的费用退还，尚未缴纳的不再收取。"] },
            RefusalDrafts.Remedies(m),
        ],
        [.. m.Entry.Basis, .. RefusalDrafts.RemedyBasis(m)],
        AcceptanceDrafts.Seal);

    public static NoticeDraft Settled(Occasion m) => new(
        NoticeDrafts.ItemChange,
        "事项变动告知书",
        "变",
        [
            m.Heading(new NoticeFieldModel("依据", m.Text("rule"))),
            new(null) { Paragraphs = [What(m)] },
            new("理由") { Paragraphs = m.Reasons },
            new("这意味着什么") { Paragraphs = [Means(m)] },
        ],
        m.Entry.Basis,
        AcceptanceDrafts.Seal);

    private static string What(Occasion m) => m.Text("outcome") switch
    {
        "handed-over" => $"“{m.Guide.Name}”改由{m.Entry.Data.GetProperty("to").GetProperty("name").GetString()}办理，您的申请移交该机关继续办理。",
        "held" => $"“{m.Guide.Name}”停止执行，您的申请暂停办理，事项恢复时自动恢复办理。",
        _ => $"“{m.Guide.Name}”有变动。依据上列规定，您的申请照常办完。",
    };

    private static string Means(Occasion m) => m.Text("outcome") switch
    {
        "handed-over" => "办件编号、受理日期和办结日期都不变，您不用重新申请，也不用再交材料。",
        "held" => m.Entry.Data.TryGetProperty("promised", out _) || m.Entry.Data.TryGetProperty("statutory", out _)
            ? "暂停的时间不计入办理期限。您不用做什么；也可以撤回申请。"
            : "您不用做什么；也可以撤回申请。",
        _ => "办件编号、受理日期和办结日期都不变，您不用做什么。",
    };
}
