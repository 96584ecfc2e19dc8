using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>由业务系统办理的件 in words, for staff and for the applicant: who handles it, and both instants of what came back.</summary>
internal static class LineWords
{
    public static string? Reason(OpenCase open) => open.Guide.HandledIn is { } line && open.State.Status is CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue
        ? $"由{open.Guide.HandledIn!.Name}办理，{Standing(open.State)}"
        : null;

    private static string Standing(CaseState state) => state.Line switch
    {
        null or { HandedOverAt: null, HappenedAt: null } => "正在交出",
        _ when state.Has(Alert.ResultMissing) => "期限已到，结果还没有回传，请催办",
        { HappenedAt: { } at, HeardAt: { } heard } => $"最近一步{Words.Of(at)}办，{Words.Of(heard)}收到",
        { HandedOverAt: { } at } => $"{Words.Of(at)}交出，等待回传",
        _ => "等待回传",
    };

    public static string? Lead(OpenCase open) => open.Guide.HandledIn is { } line && open.State.Status is CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue
        ? $"已受理，审查和决定由{open.Guide.HandledIn!.Name}办理。"
        : null;

    /// <summary>Both instants in plain words; null for what happened here.</summary>
    public static string? Both(OutsideMark? mark, Guide guide, Instant heard)
    {
        if (mark is null) return null;
        var name = guide.HandledIn?.Id == mark.System ? guide.HandledIn.Name : mark.System;
        return mark.ByHand
            ? $"补录：{name}{Words.Of(mark.At)}办理（对方编号 {mark.Number}），没有自动回传，本平台{Words.Of(heard)}由人录入，扫描件已存。"
            : $"{name}{Words.Of(mark.At)}办理（对方编号 {mark.Number}），本平台{Words.Of(heard)}收到。";
    }

    /// <summary>The same for the applicant, without the other system's number.</summary>
    public static string? Told(OutsideMark? mark, Guide guide, Instant heard)
    {
        if (mark is null) return null;
        var name = guide.HandledIn?.Id == mark.System ? guide.HandledIn.Name : "业务系统";
        return mark.ByHand
            ? $"这一步由{name}在{Words.Of(mark.At)}办理，工作人员{Words.Of(heard)}录入本平台。"
            : $"这一步由{name}在{Words.Of(mark.At)}办理，我们{Words.Of(heard)}得知。";
    }
}
