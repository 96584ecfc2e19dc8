using OneWindow.Contracts;
using OneWindow.Kernel;
using static OneWindow.Cases.CaseStatus;

namespace OneWindow.Cases;

/// <summary>
/// 同步审查、限时办结 (重庆办法 第二十四条; 青岛办法 第六条、第三十三条; 河北方案 三（一）; 行政许可法 第二十六条、第四十二条): the whole hears of its parts, names who is
/// late, has conflicts of opinion settled on record, and ends when every part has ended, with as much granted as was granted.
/// </summary>
internal static class CombinationRules
{
    private static readonly CaseStatus[] Running = [Combined, Closed];

    public static IEnumerable<Step> Steps =>
    [
        .. Running.Select(from => new Step("T28", from, nameof(HearPart), [Combined, Closed], Who.Time, MayHear, "joint.leadDepartment")),
        new("T28", Combined, nameof(RaiseConflict), [Combined], Who.Branches, MayRaise, "joint.leadDepartment"),
        new("T28", Combined, nameof(SettleConflict), [Combined], Who.Supervisors, MaySettle, "joint.leadDepartment"),
        new("T18b", Combined, nameof(ExtendLimit), [Combined], Who.Reviewers, ExtensionRules.MayExtend, "decision.jointExtension"),
        new("T13", Combined, nameof(FileSupplement), [Combined], Who.ApplicantOrWindow, ToleranceRules.MayFileSupplement, "tolerant.mode"),
    ];

    /// <summary>False: one item, one case, about which no departments speak with each other.</summary>
    public static bool MayConcern(CaseState state, string act) =>
        state.Master is not null || act is not (nameof(ExaminePart) or nameof(RaiseConflict) or nameof(SettleConflict));

    /// <summary>A question that leads to the parts: what somebody applies for is his own choice and is not corrected.</summary>
    public static bool Chooses(Guide guide, string field) => guide.Combination?.Parts.Any(p => p.OnlyIf?.Asks(field) == true) == true;

    /// <summary>What is filed is what the answers choose, and something is.</summary>
    public static Refusal? MayFile(Guide guide, IReadOnlyDictionary<string, string> facts, FiledCombination? filed)
    {
        if (guide.Combination is not { } combination) return null;
        var chosen = combination.Chosen(facts);
        if (chosen.Count == 0) return new Refusal("cases.nothing-chosen", "还没有选择要办的事项，请至少选择一项。", PlatformRules.Input);
        return filed is null || filed.Parts.Select(p => p.Id).SequenceEqual(chosen.Select(p => p.Id))
            ? null
            : new Refusal("cases.parts-changed", "选择的事项刚有改动，请核对后重新提交。", PlatformRules.NoSilentOverwrite);
    }

    /// <summary>The parts of a filing; each needs only what is filed with it.</summary>
    public static FiledCombination Of(Combination combination, IReadOnlyDictionary<string, string> facts, Func<CombinedPart, CaseNumber> number)
    {
        var chosen = combination.Chosen(facts);
        return new FiledCombination(combination.Kind,
        [
            .. chosen.Select(p => new MasterPart(
                p.Id, number(p).ToString(), p.Item, p.Version, p.Organisation, p.Place, [.. p.Needs.Where(need => chosen.Any(c => c.Id == need))])),
        ]);
    }

    /// <summary>总时限: the promise of the whole; where the place sets one for this bundle, that one (河北方案 三（一）).</summary>
    public static (TimeLimit Limit, Citation Basis) Promise(CaseContext context)
    {
        var own = (context.Guide.PromisedLimit, CaseClocks.BasisOf(context.Rules, "decision.promisedLimit"));
        return BundleLimit(context) is { } set ? (set.Limit, set.Basis) : own;
    }

    /// <summary>法定总时限: joint licences have one of their own (行政许可法 第四十二条); other wholes have none, each part its own.</summary>
    public static Rule? StatutoryLimit(CaseContext context) =>
        context.Guide is { Combination.Kind: CombinationKind.Joint, Type: ItemType.Licence } ? context.Rules.Find("decision.jointLimit") : null;

    private static Rule? BundleLimit(CaseContext context) =>
        context.Rules.Find("bundle.limit") is { } limit && context.Rules.Find("bundle.parts") is { } named
        && named.Entries.All(name => context.Guide.Combination!.Parts.Any(p => p.Name == name)) ? limit : null;

    public static Citation LimitBasis(CaseContext context) => Promise(context).Basis;

    /// <summary>The parts that the whole still waits for.</summary>
    public static IEnumerable<MasterPart> Undecided(CaseState state) => state.Master!.Parts.Where(p => p.Outcome is null);

    public static IEnumerable<CaseTimer> Timers(CaseState state)
    {
        if (state.DecidedOn is not null) yield break;
        if (state.Promised is { } promised && !state.Has(Alert.PromiseMissed)) yield return new CaseTimer(TimerKind.PromiseDue, promised.Due.Lapses);
        if (state.Statutory is { } statutory && !state.Has(Alert.StatutoryMissed)) yield return new CaseTimer(TimerKind.StatutoryDue, statutory.Due.Lapses);
    }

    public static Refusal? MayHear(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (act is not HearPart hear) return null;
        if (state.Master?.Part(hear.Part) is not { } part) return new Refusal("cases.no-such-part", "本件没有这个事项。", PlatformRules.Order);
        return hear.Version <= part.Heard ? new Refusal("cases.heard-already", "这个消息已经记下。", PlatformRules.NoSilentOverwrite) : null;
    }

    /// <summary>What a part's case comes to for the whole.</summary>
    public static (PartOutcome? Outcome, bool Over) Standing(CaseState part) => part.Status switch
    {
        Withdrawn or DeemedWithdrawn => (PartOutcome.Withdrawn, true),
        Terminated => (part.Whole?.Lost is null ? PartOutcome.Terminated : PartOutcome.PreconditionLost, true),
        NotAccepted => (PartOutcome.Refused, true),
        Approved or DeemedRenewed or Delivering or Closed when part.Granted => (PartOutcome.Granted, part.Status == Closed),
        Refused or Delivering or Closed => (PartOutcome.Refused, part.Status == Closed),
        _ => (null, false),
    };

    public static Master Heard(Master master, PartHeard e) => master with
    {
        Parts = [.. master.Parts.Select(p => p.Id == e.Part ? p with { Outcome = e.Outcome, Over = e.Over, Heard = e.Version } : p)],
    };

    /// <summary>Null: a part is open, or it has been said.</summary>
    public static CombinationOutcome? Ends(Master master)
    {
        if (!master.Parts.All(p => p.Over)) return null;
        var granted = master.Parts.Count(p => p.Outcome == PartOutcome.Granted);
        return granted == master.Parts.Count ? CombinationOutcome.All : granted > 0 ? CombinationOutcome.Some : CombinationOutcome.None;
    }

    public static Refusal? MayRaise(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Master!.IsDecided()) return new Refusal("cases.all-decided", "各事项都已作出决定，不能再提出意见不一致。", LeadBasis(context));
        if (act is not RaiseConflict raise) return null;
        if (raise.Parts.Count < 2 || raise.Parts.Distinct().Count() != raise.Parts.Count || raise.Parts.Any(p => state.Master.Part(p) is null))
        {
            return new Refusal("cases.parts-unknown", "请选择意见不一致的两个以上事项。", PlatformRules.Input);
        }

        if (raise.Parts.Any(p => state.Master.Part(p)!.Outcome is not null)) return new Refusal("cases.part-decided", "所选的事项有的已经作出决定，只能就还没有决定的事项提出。", LeadBasis(context));
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明哪里意见不一致、各方的理由。", LeadBasis(context)) : null;
    }

    public static Refusal? MaySettle(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (!state.Master!.Conflicts.Any(c => !c.Settled)) return new Refusal("cases.no-conflict", "没有等待裁定的意见不一致。", LeadBasis(context));
        if (act is not SettleConflict settle) return null;
        if (!state.Master.Conflicts.Any(c => c.Id == settle.Conflict && !c.Settled)) return new Refusal("cases.no-conflict", "这一项已经裁定，或者没有这一项。", LeadBasis(context));
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明怎样裁定和理由。", LeadBasis(context)) : null;
    }

    public static ConflictSettled Settle(CaseState state, SettleConflict act) =>
        new(act.Conflict, state.Master!.Conflicts.First(c => c.Id == act.Conflict).Parts);

    private static Citation LeadBasis(CaseContext context) => CaseClocks.BasisOf(context.Rules, "joint.leadDepartment");
}
