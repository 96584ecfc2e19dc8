using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 代理人 acts within the powers, the scope and the term that the principal wrote down (青岛办法 第二十五条; 民法典 第一百六十五条): asked at every act of every
/// case, so that no way in forgets it. The log names the authority on which an act rests.
/// </summary>
internal static class AgentRules
{
    /// <summary>Acts of applicants and the powers of which each takes one. An act that is not here no agent may do.</summary>
    private static readonly Dictionary<string, Power[]> Powers = new(StringComparer.Ordinal)
    {
        [nameof(Submit)] = [Power.Apply],
        [nameof(AskForPerson)] = [Power.Apply],
        [nameof(FileCorrection)] = [Power.Correct],
        [nameof(FileSupplement)] = [Power.Correct],
        [nameof(Withdraw)] = [Power.Withdraw],
        [nameof(RequestHearing)] = [Power.Plead],
        [nameof(RequestRecusal)] = [Power.Plead],
        [nameof(AnswerRevocation)] = [Power.Plead],
        // Who was given 预约 alone settles the day of a visit and nothing else.
        [nameof(AnswerVisit)] = [Power.Plead, Power.Book],
        [nameof(RecordDelivery)] = [Power.Collect],
    };

    /// <summary>Why an agent may not; null: he may, or acts for himself.</summary>
    public static Refusal? Bars(Actor by, string act, string item, RuleSet rules, Instant at)
    {
        if (by.Authority is not { } authority) return null;
        var basis = CaseClocks.BasisOf(rules, "application.agent");
        if (!authority.HoldsOn(at.Date)) return new Refusal("cases.authority-expired", "委托的期限已经届满，请先由委托人续办委托，或者由委托人本人办理。", basis);
        if (!authority.Covers(item)) return new Refusal("cases.authority-scope", "委托的范围不含本事项，请先由委托人补充委托，或者由委托人本人办理。", basis);
        return !Powers.TryGetValue(act, out var powers)
            ? new Refusal("cases.authority-power", "这一步不能委托他人办理，请由委托人本人办理。", basis)
            : !powers.Any(p => authority.For(p, item, at.Date) is not null)
                ? new Refusal("cases.authority-power", $"委托的权限不含“{string.Join("”或者“", powers.Select(PowerWords.Of))}”，请先由委托人补充委托，或者由委托人本人办理。", basis)
                : null;
    }

    /// <summary>The authority on which this act rests, for the log; null: nobody acted for another, or on none that is written down here.</summary>
    public static string? RestsOn(ActRequest request) =>
        request.By.Authority is { } authority && Powers.TryGetValue(request.Act.GetType().Name, out var powers)
        && powers.Select(p => authority.For(p, request.Context.Guide.Item, request.At.Date)).FirstOrDefault(g => g is { Id.Length: > 0 }) is { } grant ? grant.Id : null;

    /// <summary>What the principal reads that somebody did for him; null: nothing that an agent does.</summary>
    public static string? WordsOf(Type happened) => happened.Name switch
    {
        nameof(CaseSubmitted) => "提交了申请",
        nameof(PersonAskedFor) => "要求由工作人员办理",
        nameof(CorrectionFiled) => "提交了补正",
        nameof(SupplementFiled) => "补交了容缺材料",
        nameof(CaseWithdrawn) => "撤回了申请",
        nameof(HearingRequested) => "申请了听证",
        nameof(RecusalRaised) => "申请了工作人员回避",
        nameof(RevocationAnswered) => "提交了陈述申辩",
        nameof(VisitAnswered) => "答复了现场核查的日期",
        nameof(CaseDelivered) => "领取了结果",
        _ => null,
    };
}
