using OneWindow.Contracts;
using OneWindow.Kernel;
using static OneWindow.Cases.CaseStatus;

namespace OneWindow.Cases;

/// <summary>业务系统 that handles the case, as far as we know of it.</summary>
internal sealed record CaseAtLine(string System)
{
    public Instant? HandedOverAt { get; init; }

    /// <summary>SM3 of the package, hex.</summary>
    public string? Package { get; init; }

    /// <summary>The last act told to us: when it happened there, and when we heard.</summary>
    public Instant? HappenedAt { get; init; }

    public Instant? HeardAt { get; init; }

    /// <summary>补录: how many results were typed in by hand.</summary>
    public int ByHand { get; init; }
}

/// <summary>
/// 由业务系统办理的件: received, accepted and delivered here, reviewed and decided there. Its acts come back under the same table: judged by the
/// instant at which they happened, while what was not told in time is judged by ours. Late news rewrites nothing.
/// </summary>
internal static class LineRules
{
    /// <summary>Clocks of two houses differ a little; more than this is a mistake.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly CaseStatus[] Running = [Accepted, UnderReview, RefusalDue];

    /// <summary>What the other system does, and nobody here while it does.</summary>
    public static readonly IReadOnlyList<string> Theirs =
        [nameof(BeginReview), nameof(RecordReview), nameof(BeginProcedure), nameof(EndProcedure), nameof(ExtendLimit), nameof(TellHearingRight), nameof(AnnounceHearing), nameof(HoldHearing), nameof(Approve), nameof(Refuse)];

    public static IEnumerable<Step> Steps =>
    [
        .. Running.Select(from => new Step("–", from, nameof(RecordHandOver), [from], Who.Platform, MayHandOver, "line.newsLimit")),
        .. Running.Select(from => new Step("T15", from, nameof(EnterOutsideResult), [Approved, Refused], Who.Reviewers, MayTypeIn, "line.newsLimit")),
    ];

    public static bool IsElsewhere(CaseContext context) => context.Guide.HandledIn is not null;

    /// <summary>False: an act of connected items on an item that is handled here; it is not even shown as closed.</summary>
    public static bool MayConcern(CaseContext context, string act) => act is not (nameof(EnterOutsideResult) or nameof(RecordHandOver)) || IsElsewhere(context);

    /// <summary>Who may do this step: people here, or the system that the guide names.</summary>
    public static Refusal? Bars(Step step, CaseState state, CaseAct? act, CaseContext context, Instant heard)
    {
        var basis = BasisOf(context);
        var line = context.Guide.HandledIn;
        if (act?.Outside is not { } mark)
        {
            var theirs = (Theirs.Contains(step.Act) || step.Act == nameof(DecideByRules)) && Running.Contains(state.Status);
            return line is not null && theirs ? new Refusal("cases.handled-elsewhere", $"本件由{line.Name}办理，这一步在那边办，结果由该系统回传。", basis) : null;
        }

        if (line is null) return new Refusal("cases.handled-here", "这个事项在本平台办理，不接收业务系统的办理消息。", basis);
        if (line.Id != mark.System) return new Refusal("cases.other-line", $"本件由{line.Name}办理，不接收别的系统的消息。", basis);
        if (mark.At > heard.Plus(Skew)) return new Refusal("cases.news-from-future", "办理时间晚于现在，请核对。", basis);
        // What was decided before the case was ordered anew is not the answer to the order.
        var again = state.Mends?.Reopened?.At.Date;
        if ((again > state.AcceptedOn ? again : state.AcceptedOn) is { } since && mark.At.Date < since) return new Refusal("cases.news-before-acceptance", "办理时间早于受理日期，请核对。", basis);
        if (mark.ByHand) return null;
        if (!Theirs.Contains(step.Act)) return new Refusal("cases.not-from-line", "这一步在本平台办理，不由业务系统回传。", basis);
        return state.Line?.HappenedAt is { } last && mark.At < last
            ? new Refusal("cases.news-out-of-order", "办理时间早于该系统已经回传的上一步，次序不符。", basis)
            : null;
    }

    public static Refusal? MayHandOver(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        IsElsewhere(context) ? null : new Refusal("cases.handled-here", "这个事项在本平台办理，不移交业务系统。", BasisOf(context));

    /// <summary>补录: a result that did not come back, with the reason for typing it in, its number and instant there, and the scanned paper.</summary>
    public static Refusal? MayTypeIn(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context);
        if (!IsElsewhere(context)) return new Refusal("cases.handled-here", "这个事项在本平台办理，不需要补录。", basis);
        if (act is not EnterOutsideResult) return null;
        if (act.Outside is not { Number.Length: > 0, ByHand: true } mark) return new Refusal("cases.outside-number-missing", "请写明业务系统里的编号。", basis);
        if (act.Paper is null) return new Refusal("cases.reasons-missing", "请写明为什么补录；不予批准的，还要写明理由。", basis);
        return mark.Scan is null ? new Refusal("cases.scan-missing", "请上传业务系统出具的结果的扫描件。", basis) : null;
    }

    public static CaseEvent Result(CaseState state, EnterOutsideResult act, CaseContext context, Instant at) => act.Granted
        ? new CaseApproved(at.Date) { OverdueBy = TimeRules.OverdueBy(state, context, at), Check = CommitmentRules.CheckAfter(state, context, at) }
        : new CaseRefused(at.Date) { OverdueBy = TimeRules.OverdueBy(state, context, at) };

    /// <summary>The day on which a result should have come back at the latest: what is missing then is judged by our clock.</summary>
    public static CaseTimer? ResultTimer(CaseState state)
    {
        if (state.Has(Alert.ResultMissing)) return null;
        var due = new[] { state.Promised?.Due, state.Statutory?.Due }.Where(d => d is not null).Select(d => d!.Value.Lapses).OrderBy(i => i.Microseconds).ToList();
        return due.Count == 0 ? null : new CaseTimer(TimerKind.PromiseDue, due[0]);
    }

    /// <summary>What an act told to us adds to the record: that it was told late, and, of a decision, that it was late there.</summary>
    public static IEnumerable<(CaseAlerted Event, Citation Basis)> Lateness(CaseState before, CaseEvent happened, OutsideMark mark, CaseContext context, Instant heard)
    {
        if (!before.Has(Alert.NewsLate) && context.Rules.Find("line.newsLimit") is { } rule && Deadlines.After(mark.At, rule.Limit, context.Calendar) is var told && heard >= told.Lapses)
        {
            yield return (new CaseAlerted(Alert.NewsLate, told.Day), rule.Basis);
        }

        if (happened is not (CaseApproved or CaseRefused)) yield break;
        if (before.Promised is { } promised && mark.At >= promised.Due.Lapses && !before.Has(Alert.PromiseMissed))
        {
            yield return (new CaseAlerted(Alert.PromiseMissed, promised.Due.Day), CaseClocks.BasisOf(context.Rules, "decision.promisedLimit"));
        }

        if (before.Statutory is { } statutory && mark.At >= statutory.Due.Lapses && !before.Has(Alert.StatutoryMissed))
        {
            yield return (new CaseAlerted(Alert.StatutoryMissed, statutory.Due.Day), CaseClocks.BasisOf(context.Rules, "decision.statutoryLimit"));
        }
    }

    public static CaseAtLine Told(CaseAtLine? line, OutsideMark mark, Instant heard)
    {
        var known = line ?? new CaseAtLine(mark.System);
        return known with { HappenedAt = mark.At, HeardAt = heard, ByHand = known.ByHand + (mark.ByHand ? 1 : 0) };
    }

    public static CaseAtLine HandedOver(CaseAtLine? line, CaseHandedOver e, Instant at) =>
        (line ?? new CaseAtLine(e.System)) with { HandedOverAt = at, Package = e.Hash };

    public static Citation BasisOf(CaseContext context) => context.Rules.Find("line.newsLimit")?.Basis ?? PlatformRules.LineNews;
}
