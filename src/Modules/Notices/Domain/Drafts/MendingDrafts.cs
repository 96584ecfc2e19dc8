using System.Text.Json;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>
/// 更正、撤销、撤回: a document that takes the place of an earlier one and names it (platform/第二十二条; 行政许可法 第七条、第八条、第六十九条). The earlier one
/// stays as it was issued; its check page says what has taken its place.
/// </summary>
internal static class MendingDrafts
{
    private static readonly Dictionary<string, string> Grounds = new(StringComparer.Ordinal)
    {
        ["abuse"] = "准予的决定是工作人员滥用职权、玩忽职守作出的。",
        ["beyond-powers"] = "准予的决定超越了法定职权。",
        ["procedure"] = "准予的决定违反了法定程序。",
        ["unqualified"] = "申请人不具备申请资格，或者不符合法定条件。",
        ["fraud"] = "办理结果是以欺骗、贿赂等不正当手段取得的。",
        ["commitment-broken"] = "经核查，书面承诺不实，不符合法定条件。",
        ["law-changed"] = "准予所依据的法律、法规、规章已经修改或者废止，为了公共利益的需要。",
        ["circumstances-changed"] = "准予所依据的客观情况发生重大变化，为了公共利益的需要。",
    };

    /// <summary>The earlier document once more with the right words, headed by what it corrects and why.</summary>
    public static NoticeDraft Rectified(Occasion m)
    {
        var document = m.Entry.Data.GetProperty("document").GetInt32();
        var old = m.Earlier.Single(n => n.Sequence == document);
        var text = m.Corrected ?? throw new InvalidOperationException($"{m.Facts.Number}: the document of event {document} is not there.");
        var paper = m.Log.Last(e => e.Type == "case.rectification-proposed/1").Paper
            ?? throw new InvalidOperationException($"{m.Facts.Number}/{m.Entry.Sequence}: nothing says what is corrected.");
        var (wrong, right) = (paper.GetProperty("wrong").GetString()!, paper.GetProperty("right").GetString()!);
        var corrected = text.Each(t => t.Replace(wrong, right, StringComparison.Ordinal));
        return new NoticeDraft(
            NoticeDrafts.Rectification,
            $"{old.Title.Replace("（更正）", "", StringComparison.Ordinal)}（更正）",
            "更",
            [
                new("更正说明")
                {
                    Paragraphs = [$"本文书更正并代替《{old.Title}》（{old.Number}，{Words.ShortOf(old.IssuedAt.Date)}，验证码 {NoticeCode.Grouped(old.Code)}）。除下列更正外，其他内容不变；原文书查验时显示已更正。"],
                    Fields = [new("原文", wrong), new("更正为", right), new("理由", paper.GetProperty("reasons").GetString()!)],
                },
                .. corrected.Sections.Where(s => s.Heading != "更正说明"),
            ],
            [.. m.Log.Single(e => e.Sequence == document).Basis, .. m.Entry.Basis],
            text.Seal.Kind) { Replaces = old.Code };
    }

    public static NoticeDraft RevocationProposed(Occasion m)
    {
        var by = Words.ShortOf(m.Entry.Data.GetProperty("answerBy").GetProperty("day").Deserialize<DateOnly>());
        return new NoticeDraft(
            NoticeDrafts.RevocationNotice,
            $"拟{Verb(m)}告知书",
            "拟撤",
            [
                m.Heading(Given(m)),
                new(null) { Paragraphs = [$"本机关拟{Verb(m)}您的“{m.Guide.Name}”办理结果。作出决定以前，办理结果继续有效。"] },
                new("情形") { Paragraphs = [Grounds.GetValueOrDefault(m.Text("ground"), m.Text("ground"))] },
                new("事实和理由") { Paragraphs = m.Reasons },
                new("您的权利")
                {
                    Paragraphs =
                    [
                        $"您有权在{by}前陈述申辩{(m.Rules.Find("hearing.holdLimit") is null ? "" : "，也可以要求听证，听证不收费")}。可以在网上的办件页提出，也可以到窗口当面提出。",
                        "期满没有提出的，本机关依法决定；提出陈述申辩不会因此受到更重的处理。",
                    ],
                },
            ],
            m.Entry.Basis,
            null);
    }

    public static NoticeDraft Revoked(Occasion m)
    {
        var withdrawal = IsWithdrawal(m);
        var decision = m.Decision;
        return new NoticeDraft(
            NoticeDrafts.Revocation,
            $"{Verb(m)}决定书",
            "撤销",
            [
                m.Heading([.. Given(m), new("决定日期", Words.ShortOf(m.Day("decidedOn")))]),
                new(null) { Paragraphs = [$"本机关决定{Verb(m)}您的“{m.Guide.Name}”办理结果，自本文书送达之日起不再有效。"] },
                new("情形") { Paragraphs = [Grounds.GetValueOrDefault(m.Text("ground"), m.Text("ground"))] },
                new("理由") { Paragraphs = m.Reasons },
                new("陈述申辩和听证") { Paragraphs = [Heard(m)] },
                .. withdrawal ? (NoticeSectionModel[])[new("补偿") { Paragraphs = ["因此给您造成财产损失的，本机关依法给予补偿。请向本机关提出。"] }] : [],
                .. RefusalDrafts.False(m),
                RefusalDrafts.Remedies(m),
                new(NoticeDemands.ContactHeading) { Paragraphs = [RefusalDrafts.Contact(m)] },
            ],
            [.. m.Entry.Basis, .. RefusalDrafts.FalseBasis(m), .. RefusalDrafts.RemedyBasis(m)],
            null) { Replaces = decision?.Code };
    }

    private static string Verb(Occasion m) => IsWithdrawal(m) ? "撤回" : "撤销";

    private static bool IsWithdrawal(Occasion m) => m.Text("ground") is "law-changed" or "circumstances-changed";

    private static IEnumerable<NoticeFieldModel> Given(Occasion m) =>
        m.Earlier.LastOrDefault(n => n.Kind is NoticeDrafts.Approval or NoticeDrafts.DeemedRenewal) is { } decision
            ? [new NoticeFieldModel("办理结果", $"{decision.Title}（{decision.Number}）")]
            : [];

    private static string Heard(Occasion m)
    {
        var told = m.Log.Last(e => e.Type == "case.revocation-proposed/1");
        var answered = m.Log.LastOrDefault(e => e.Type == "case.revocation-answered/1" && e.Sequence > told.Sequence);
        var words = $"本机关{Words.ShortOf(told.At.Date)}书面告知了拟作出的决定和您的权利。";
        if (answered is null) return words + "期限内没有收到陈述申辩。";
        return words + (answered.Data.TryGetProperty("holdBy", out _) ? $"您{Words.ShortOf(answered.At.Date)}要求听证，听证已经举行，本决定以听证笔录为依据。" : $"您{Words.ShortOf(answered.At.Date)}陈述申辩的意见，本机关已经复核。");
    }
}
