using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 特别程序: only those that the guide lists (河北方案 二(一)), each on its own clock where it has a limit. The eight kinds of the base law stand
/// outside the statutory limit for the days that were told in writing, and no longer (行政许可法 第四十五条); what the promise does while they
/// run is the place's (重庆办法 第二十五条: it runs on).
/// </summary>
internal static class ProcedureRules
{
    public static Refusal? MayBegin(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (ReviewRules.MayBegin(state, act, by, context, at) is { } refusal) return refusal;
        if (act is not BeginProcedure begin) return context.Guide.SpecialProcedures.Count > 0 ? null : NotListed(context);
        if (Find(context, begin.Procedure) is null) return NotListed(context);
        if (state.Procedures.Any(p => p.Id == begin.Procedure))
        {
            return new Refusal("cases.procedure-running", "这个特别程序已经在进行，结束后才能再次启动。", BasisOf(context));
        }

        return begin.Until < at.Date ? new Refusal("cases.due-out-of-range", "告知申请人的截止日期不能早于今天。", BasisOf(context)) : null;
    }

    public static ProcedureBegun Begin(CaseState state, BeginProcedure act, CaseContext context, Instant at)
    {
        var listed = Find(context, act.Procedure)!;
        var own = listed.Limit is { } limit ? CaseClocks.Start(limit, BasisOf(context), at, context.Calendar) : null;
        return new ProcedureBegun(
            listed.Id, act.Until, own,
            Standstill(state.Promised, context.Rules.Says("specialProcedure.promisedClock", "excluded")),
            Standstill(state.Statutory, context.Rules.Says("specialProcedure.statutoryClock", "excluded") && IsOfTheLaw(listed, context.Rules)));

        // Days that the applicant was not told in writing stop nothing.
        CaseClock? Standstill(CaseClock? clock, bool stops) => stops && clock is not null && act.Until is { } until
            ? Expected(clock.Clock.Suspend(at, StandstillCause.SpecialProcedure, BasisOf(context), listed.Name), [.. Told(state), until], context.Calendar)
            : null;
    }

    public static Refusal? MayEnd(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Procedures.Count == 0) return new Refusal("cases.no-procedure", "本件没有正在进行的特别程序。", BasisOf(context));
        if (act is not EndProcedure end) return null;
        if (state.Procedures.All(p => p.Id != end.Procedure)) return new Refusal("cases.no-procedure", "这个特别程序没有在进行，请核对。", BasisOf(context));
        if (context.Guide.Review?.Site?.Procedure == end.Procedure && state.Work?.Visit is { Standing: not VisitStanding.Done }) return VisitRules.StillOpen(state, context);
        var name = NameOf(context, end.Procedure);
        if (OfficersRule(name, context.Rules) is { } officers && end.Officers < int.Parse(officers.Value, System.Globalization.CultureInfo.InvariantCulture))
        {
            return new Refusal("cases.officers-too-few", $"{name}应当由 {officers.Value} 名以上人员进行，请写明每个人。", officers.Basis);
        }

        return act.Paper is null ? new Refusal("cases.report-missing", $"请写明{name}的结果，存入案卷。", BasisOf(context)) : null;
    }

    public static ProcedureEnded End(CaseState state, EndProcedure act, CaseContext context, Instant at)
    {
        var (promised, statutory) = Resumed(state, act.Procedure, context.Calendar, at);
        return new ProcedureEnded(act.Procedure, act.Officers, promised, statutory);
    }

    /// <summary>The told days are over and the procedure is not: the clocks count again.</summary>
    public static ProcedureTimeOver TimeOver(CaseState state, Instant at, CaseContext context)
    {
        var procedure = state.Procedures.First(p => p.StopsAClock && TimeIsOver(p) <= at);
        var (promised, statutory) = Resumed(state, procedure.Id, context.Calendar, TimeIsOver(procedure)!.Value);
        return new ProcedureTimeOver(procedure.Id, procedure.Until!.Value, promised, statutory);
    }

    public static ProcedureOverdue Overdue(CaseState state, Instant at)
    {
        var procedure = state.Procedures.First(p => !p.Late && p.Own?.Due.Lapses <= at);
        return new ProcedureOverdue(procedure.Id, procedure.Own!.Due.Day);
    }

    public static IEnumerable<CaseTimer> Timers(CaseState state)
    {
        foreach (var procedure in state.Procedures)
        {
            if (procedure.StopsAClock) yield return new CaseTimer(TimerKind.ProcedureTime, TimeIsOver(procedure)!.Value);
            if (procedure is { Own: { } own, Late: false }) yield return new CaseTimer(TimerKind.ProcedureLimit, own.Due.Lapses);
        }
    }

    /// <summary>No decision while one is open (requirements-summary T15).</summary>
    public static Refusal? StillOpen(CaseState state, CaseContext context) => state.Procedures.Count == 0
        ? null
        : new Refusal(
            "cases.procedure-open", $"{string.Join("、", state.Procedures.Select(p => NameOf(context, p.Id)))}还没有结束，不能作出决定。", BasisOf(context));

    public static string NameOf(CaseContext context, string id) => Find(context, id)?.Name ?? id;

    public static SpecialProcedure? Find(CaseContext context, string id) => context.Guide.SpecialProcedures.FirstOrDefault(p => p.Id == id);

    /// <summary>The last day of a clock that stands still: as if every open procedure ended on the day that was told.</summary>
    public static CaseClock Expected(LegalClock clock, IReadOnlyList<DateOnly> told, WorkCalendar calendar)
    {
        var ended = told.Order().Aggregate(clock, (c, until) => c.Resume(CaseTimers.EndOf(until), StandstillCause.SpecialProcedure));
        return new CaseClock(clock, ended.Due(calendar)!.Value);
    }

    /// <summary>What was told of the procedures that stop a clock now.</summary>
    public static IEnumerable<DateOnly> Told(CaseState state, string? but = null) =>
        state.Procedures.Where(p => p.StopsAClock && p.Id != but).Select(p => p.Until!.Value);

    private static (CaseClock? Promised, CaseClock? Statutory) Resumed(CaseState state, string id, WorkCalendar calendar, Instant at)
    {
        var procedure = state.Procedures.First(p => p.Id == id);
        return (Again(state.Promised, procedure.StopsPromised), Again(state.Statutory, procedure.StopsStatutory));

        CaseClock? Again(CaseClock? clock, bool stood) => stood && clock is not null
            ? Expected(clock.Clock.Resume(at, StandstillCause.SpecialProcedure), [.. Told(state, but: id)], calendar)
            : null;
    }

    private static Instant? TimeIsOver(CaseProcedure procedure) => procedure.Until is { } until ? CaseTimers.EndOf(until) : null;

    private static bool IsOfTheLaw(SpecialProcedure listed, RuleSet rules) =>
        rules.Find("specialProcedure.kinds") is { } kinds && kinds.Entries.Any(kind => listed.Name.Contains(kind, StringComparison.Ordinal));

    /// <summary>核实实质内容 (第三十四条) and 检验、检测、检疫 (第五十五条) take two; a review of papers does not.</summary>
    private static Rule? OfficersRule(string name, RuleSet rules) =>
        AnyOf(name, "检验", "检测", "检疫") ? rules.Find("inspection.officers")
        : AnyOf(name, "现场", "核查", "勘验") ? rules.Find("verification.officers")
        : null;

    private static bool AnyOf(string name, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (name.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static Refusal NotListed(CaseContext context) =>
        new("cases.procedure-not-listed", "办事指南没有列出这个特别程序，不能启动。", BasisOf(context));

    private static Citation BasisOf(CaseContext context) =>
        (context.Rules.Find("specialProcedure.named") ?? context.Rules.Find("specialProcedure.kinds"))?.Basis ?? PlatformRules.Order;
}
