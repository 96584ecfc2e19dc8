using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>Who was asked, by when, and what came of it; the words are read from the log.</summary>
internal static class OpinionLines
{
    public static IReadOnlyList<OpinionModel> Of(OpenCase open, IReadOnlyList<CaseEntry> log) =>
        [.. (open.State.Work?.Opinions ?? []).Select(o => Line(o, open, log))];

    /// <summary>What somebody was asked: the guide's question, or the words of who asked.</summary>
    public static string? Question(OpenCase open, AskedOpinion asked, IReadOnlyList<CaseEntry> log) =>
        open.Guide.Review?.Units.FirstOrDefault(u => u.Id == asked.Id)?.Question
        ?? Written(log.LastOrDefault(e => CaseEnvelope.Read(e.Body).Event is OpinionAsked a && a.Asked.Id == asked.Id));

    /// <summary>Why it was sent back, if it was.</summary>
    public static string? SentBack(AskedOpinion asked, IReadOnlyList<CaseEntry> log) =>
        Written(log.LastOrDefault(e => CaseEnvelope.Read(e.Body).Event is CaseSentBack b && b.Opinion == asked.Id));

    private static OpinionModel Line(AskedOpinion asked, OpenCase open, IReadOnlyList<CaseEntry> log)
    {
        var (kind, standing) = asked switch
        {
            { Answer: OpinionAnswer.Agrees } => (StatusKind.Done, "同意"),
            { Answer: OpinionAnswer.Objects } => (StatusKind.Bad, "不同意"),
            { Waived: true } => (StatusKind.Neutral, "不再等"),
            { Late: true } => (StatusKind.Bad, "逾期"),
            _ => (StatusKind.Soon, asked.Obligatory ? "等意见，决定以前须有" : "等意见"),
        };
        var last = log.LastOrDefault(e => CaseEnvelope.Read(e.Body).Event switch
        {
            OpinionGiven g => g.Id == asked.Id && asked.Answer is not null,
            OpinionWaived w => w.Id == asked.Id,
            _ => false,
        });
        return new OpinionModel(WorkLog.WhoIsAsked(asked, open.Context.Staff), Words.Of(asked.Due.Day), kind, standing, Written(last));
    }

    private static string? Written(CaseEntry? entry) =>
        entry?.Paper is { ValueKind: JsonValueKind.Object } paper && paper.TryGetProperty("reasons", out var reasons) ? reasons.GetString() : null;
}
