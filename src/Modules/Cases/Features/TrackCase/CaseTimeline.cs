using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>Done, now, next: the log in plain words, then where the case waits, then what is still to come.</summary>
internal static class CaseTimeline
{
    /// <param name="own">Reasons that were written in words are shown to the applicant alone.</param>
    public static IReadOnlyList<TimelineStepModel> Of(OpenCase open, IReadOnlyList<CaseEntry> log, IReadOnlyList<DueDateModel> dates, bool own)
    {
        var steps = new List<TimelineStepModel>();
        foreach (var entry in log)
        {
            var happened = CaseEnvelope.Read(entry.Body).Event;
            if (EventWords.IsInside(happened)) continue;
            var told = EventWords.Of(happened, open);
            // The reviewer's opinion is for the decision; the applicant reads the decision's own reasons.
            var written = own && happened is not CaseReviewed ? WordsIn(entry) : null;
            steps.Add(new TimelineStepModel(
                told.Words,
                told.Ends ? StepStanding.Stopped : happened is CaseAlerted ? StepStanding.Missed : StepStanding.Done,
                Words.Of(entry.At),
                string.Concat(told.Detail, LineWords.Told(entry.Outside, open.Guide, entry.At), written) is { Length: > 0 } detail ? detail : null,
                happened is CaseSubmitted or CaseReviewed ? null : entry.Basis is [var basis, ..] && basis.Rulebook != PlatformRules.Rulebook ? basis : null));
        }

        if (!open.State.Status.IsEnd()) steps.Add(Now(open, dates));
        steps.AddRange(Next(open).Select(words => new TimelineStepModel(words, StepStanding.Next)));
        return steps;
    }

    /// <summary>The reasons that the office gave with an act. A review's opinion is the office's own.</summary>
    private static string? WordsIn(CaseEntry entry)
    {
        if (entry is not { Paper: { ValueKind: System.Text.Json.JsonValueKind.Object } paper, Role: not Role.Applicant }) return null;
        return paper.TryGetProperty("reasons", out var reasons) && reasons.ValueKind == System.Text.Json.JsonValueKind.String ? $"说明：{reasons.GetString()}" : null;
    }

    private static TimelineStepModel Now(OpenCase open, IReadOnlyList<DueDateModel> dates)
    {
        var state = open.State;
        var due = dates.Count > 0 ? $"最迟{Words.Of(dates[0].Day)}" : null;
        var promised = state.Promised is { } promise ? $"承诺{Words.Of(promise.Due.Day)}前办结" : null;
        var (words, when) = state.Status switch
        {
            CaseStatus.Submitted => ("窗口审核，答复是否受理", due),
            CaseStatus.CorrectionRequired => ("等您补正", $"最迟{Words.Of(state.Correction!.Due)}"),
            CaseStatus.Accepted or CaseStatus.UnderReview when open.Guide.HandledIn is { } line => ($"由{line.Name}审查和决定", promised),
            CaseStatus.Accepted => ("等待审查", promised),
            CaseStatus.UnderReview => ("审查和决定", promised),
            CaseStatus.Combined => ("各部门分别办理", promised),
            CaseStatus.OnHold => ("暂停办理，期限不计算", state.Change?.Until is { } until ? $"预计{Words.Of(until.Date)}恢复" : null),
            CaseStatus.RefusalDue => ("审查人员正在作出决定", promised),
            CaseStatus.Delivering => (state.Delivery == DeliveryMode.Electronic ? "等您签收" : $"送达中：{state.Delivery.Words()}", null),
            _ => ("准备送达", null),
        };
        return new TimelineStepModel(words, StepStanding.Now, when);
    }

    private static string[] Next(OpenCase open) => open.State.Status switch
    {
        CaseStatus.Accepted when open.Guide.HandledIn is not null => ["送达"],
        CaseStatus.Submitted or CaseStatus.CorrectionRequired => ["受理", "审查", "决定", "送达"],
        CaseStatus.Accepted => ["审查", "决定", "送达"],
        CaseStatus.Combined => ["全部办结"],
        CaseStatus.OnHold => ["恢复办理", "决定", "送达"],
        CaseStatus.UnderReview or CaseStatus.RefusalDue => ["送达"],
        _ => [],
    };
}
