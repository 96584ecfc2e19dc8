namespace OneWindow.Cases;

/// <summary>What the events of wholes and parts make of a case.</summary>
internal static class CombinedEvolution
{
    /// <summary>Null: not one of them.</summary>
    public static CaseState? Next(CaseState state, CaseEvent happened, Stamp stamp) => happened switch
    {
        PartExamined e => Of(state, m => m with { Findings = [.. (m.Findings ?? []).Where(f => f.Part != e.Part), new PartFindings(e.Part, e.Defects)] }),
        ExaminationOver => Of(state, m => m with { ExaminationOver = true }) with { Alerts = [.. state.Alerts, Alert.ExaminationLate] },
        ConflictRaised e => Of(state, m => m with { Conflicts = [.. m.Conflicts, new Conflict(stamp.Sequence, e.Parts, Settled: false)] }),
        ConflictSettled e => Of(state, m => m with { Conflicts = [.. m.Conflicts.Select(c => c.Id == e.Conflict ? c with { Settled = true } : c)] }),
        PartHeard e => Heard(state, e, stamp),
        CombinationEnded e => Of(state, m => m with { Outcome = e.Outcome }) with { Status = CaseStatus.Closed },
        PreconditionMet e => PartRules.Met(state, e),
        RulingAwaited e => PartRules.Awaits(state, e),
        RulingGiven e => PartRules.Given(state, e),
        _ => null,
    };

    private static CaseState Of(CaseState state, Func<Master, Master> change) => state with { Master = change(state.Master!) };

    /// <summary>A part that is open again opens the whole again. The whole's clocks stop with its last decision and are not wound up once more.</summary>
    private static CaseState Heard(CaseState state, PartHeard e, Stamp stamp)
    {
        var master = CombinationRules.Heard(state.Master!, e);
        var next = state with { Master = master with { Outcome = null }, Status = CaseStatus.Combined };
        if (!master.IsDecided() || next.DecidedOn is not null) return next;
        return CaseEvolution.Stopped(next, stamp.At) with { DecidedOn = stamp.At.Date, Granted = master.Parts.Any(p => p.Outcome == PartOutcome.Granted) };
    }
}
