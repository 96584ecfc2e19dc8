using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>
/// 未按承诺办结告知书 (platform/第二十四条): the same day, by itself: the cause in an officer's words, or that he is being asked for it; the new day; whom to ask.
/// What he writes down later is told by a second one.
/// </summary>
internal static class DelayDrafts
{
    private const string Explained = "case.delay-explained/1";

    public static bool Concerns(Occasion m) => m.Entry.Type == Explained || IsMissed(m.Entry);

    /// <summary>Null: explained before the promised day, which is told with the letter if it comes to that.</summary>
    public static NoticeDraft? Of(Occasion m)
    {
        var missed = m.Log.FirstOrDefault(IsMissed);
        if (missed is null) return null;
        var explained = m.Log.LastOrDefault(e => e.Type == Explained);
        var promised = m.Facts.PromisedDue ?? missed.Data.GetProperty("since").Deserialize<DateOnly>().AddDays(-1);
        return new NoticeDraft(
            NoticeDrafts.Delay,
            explained is not null && explained.Sequence > missed.Sequence ? "未按承诺办结的说明" : "未按承诺办结告知书",
            "误",
            [
                m.Heading(new NoticeFieldModel("承诺的日期", Words.ShortOf(promised))),
                new(null) { Paragraphs = [$"您的“{m.Guide.Name}”申请，没有在承诺的{Words.ShortOf(promised)}前办结，向您致歉。这次误期已经记入，不会消除。"] },
                new("原因") { Paragraphs = [explained is null ? $"经办人还没有登记原因，已经要求他在{Words.ShortOf(AnswerBy(m))}前写明，写明后当天再告诉您。" : Cause(explained)] },
                new("新的预计日期") { Paragraphs = [Expected(m, explained)] },
                new("向谁询问")
                {
                    Paragraphs = [$"{m.Organisation.Name}，咨询电话 {m.Guide.ConsultationPhone}；监督投诉电话 {m.Guide.ComplaintPhone}。超过法定期限的，您可以依法申请行政复议或者提起诉讼。"],
                },
            ],
            [.. m.Entry.Basis, .. m.BasisOf("delay.answerLimit")],
            null);
    }

    public static bool IsMissed(Contracts.CaseEntry entry) => entry.Type == "case.alerted/1" && entry.Data.GetProperty("what").GetString() == "promise-missed";

    private static string Cause(Contracts.CaseEntry explained) =>
        explained.Paper is { } paper && paper.TryGetProperty("reasons", out var words) ? words.GetString()! : "原因已经登记，内容已依法删除。";

    private static string Expected(Occasion m, Contracts.CaseEntry? explained)
    {
        if (explained is not null) return $"预计{Words.ShortOf(explained.Data.GetProperty("expected").Deserialize<DateOnly>())}前办结。";
        return m.Facts.StatutoryDue is { } statutory && statutory >= m.Date
            ? $"经办人写明新的日期以前，以法定期限为准：最迟{Words.ShortOf(statutory)}。"
            : $"经办人会在{Words.ShortOf(AnswerBy(m))}前写明新的日期，写明后当天再告诉您。";
    }

    private static DateOnly AnswerBy(Occasion m) =>
        Deadlines.After(m.Entry.At, m.Rules.Find("delay.answerLimit")?.Limit ?? TimeLimit.WorkingDays(1), m.Calendar).Day;
}
