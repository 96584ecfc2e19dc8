using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>What time or the applicant brought about: deemed withdrawal (重庆办法 第十八条), withdrawal, deemed renewal (行政许可法 第五十条).</summary>
internal static class LapseDrafts
{
    public static NoticeDraft DeemedWithdrawn(Occasion m) => new(
        NoticeDrafts.DeemedWithdrawal,
        "视为撤回申请告知书",
        "视撤",
        [
            m.Heading(new NoticeFieldModel("期限届满日", Words.ShortOf(m.Day("lapsedOn")))),
            new(null) { Paragraphs = [$"您提出的“{m.Guide.Name}”申请，到{Words.ShortOf(m.Day("lapsedOn"))}补正期限届满时还没有补齐。依照规定，视为您撤回了申请，本件到此结束。"] },
            new("没有补齐的内容")
            {
                Items = [.. m.Entry.Data.GetProperty("missing").EnumerateArray().Select(d => NameOf(m, d.GetProperty("id").GetString()!, d.GetProperty("kind").GetString() == "material"))],
            },
            new("这意味着什么") { Paragraphs = ["这不是不予批准，不影响您以后申请。材料备齐后可以随时重新申请，此前填写的内容和材料可以再用；您提交的材料仍属于您，可以取回；尚未到期的费用不再收取。"] },
        ],
        m.Entry.Basis,
        AcceptanceDrafts.Seal);

    public static NoticeDraft Withdrawn(Occasion m) => new(
        NoticeDrafts.Withdrawal,
        "撤回申请回执",
        "撤",
        [
            m.Heading(new NoticeFieldModel("撤回时间", Words.Of(m.Entry.At))),
            new(null) { Paragraphs = [$"已收到您对“{m.Guide.Name}”申请的撤回。自{Words.Of(m.Entry.At)}起，本件停止办理，办理期限不再计算。"] },
            new("这意味着什么") { Paragraphs = ["您提交的材料仍属于您，可以取回；尚未到期的费用不再收取。以后可以随时重新申请。"] },
        ],
        m.Entry.Basis,
        AcceptanceDrafts.Seal);

    /// <summary>终止: told to who acts for an applicant who is no more (行政许可法 第七十条 knows the same for licences that stand).</summary>
    public static NoticeDraft Terminated(Occasion m)
    {
        var death = m.Text("ground") == "death";
        return new NoticeDraft(
            NoticeDrafts.Termination,
            "终止办理告知书",
            "终",
            [
                m.Heading(new NoticeFieldModel("送达对象", "本件的代理人或者依法承继的人"), new NoticeFieldModel("终止时间", Words.Of(m.Entry.At))),
                new(null) { Paragraphs = [$"“{m.Guide.Name}”申请的申请人已经{(death ? "死亡" : "终止")}，自{Words.Of(m.Entry.At)}起本件终止办理，办理期限不再计算。"] },
                new("依据的证明") { Paragraphs = m.Reasons },
                new("这意味着什么") { Paragraphs = ["这不是不予批准，也不算逾期。交来的材料可以由依法承继的人取回；依法可以由承继人办理的，请以自己的名义另行申请。"] },
            ],
            m.Entry.Basis,
            AcceptanceDrafts.Seal);
    }

    public static NoticeDraft DeemedRenewed(Occasion m) => new(
        NoticeDrafts.DeemedRenewal,
        "视为准予延续告知书",
        "视延",
        [
            m.Heading(new NoticeFieldModel("原有效期至", Words.ShortOf(m.Day("expiredOn"))), new NoticeFieldModel("延续自", Words.ShortOf(m.Day("renewedFrom")))),
            new(null)
            {
                Paragraphs =
                [
                    $"您按时提出了“{m.Guide.Name}”申请，本机关在原有效期届满前没有作出是否准予延续的决定。依照规定，视为准予延续，自{Words.ShortOf(m.Day("renewedFrom"))}起继续有效。",
                    "这与准予延续的决定具有同样的效力。您可以凭本文书继续从事相应的活动，本机关将为您换发证件。",
                ],
            },
        ],
        m.Entry.Basis,
        null);

    private static string NameOf(Occasion m, string id, bool material) =>
        material ? m.MaterialName(id) : $"申请表：{m.Guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id}";
}
