using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>A permit of the plan with its days.</summary>
/// <param name="From">The day it is filed.</param>
/// <param name="By">The last day by which it is decided, its site visit included.</param>
/// <param name="Answers">What is known already of the item's form.</param>
internal sealed record AheadStep(
    TradePermit Permit, Guide Guide, TimeLimit Limit, DateOnly From, DateOnly By, bool Critical, IReadOnlyList<string> After, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>What has to be handed in, as far as the answers decide.</summary>
    public IReadOnlyList<GuideMaterial> Materials => [.. Guide.Materials.Where(m => m.OnlyIf?.MayHold(Answers, _ => true) != false)];

    /// <summary>现场核查, where the item has one.</summary>
    public TimeLimit? Visit => VisitOf(Guide);

    /// <summary>Promised limit and site visit together: the visit's days are not in the promise.</summary>
    public static TimeLimit LimitOf(Guide guide) => VisitOf(guide) is { } visit
        ? Span.Of([guide.PromisedLimit, visit]).ToLimit()
        : guide.PromisedLimit;

    private static TimeLimit? VisitOf(Guide guide) =>
        guide.Review?.Site is { } site ? guide.SpecialProcedures.FirstOrDefault(p => p.Id == site.Procedure)?.Limit : null;
}

/// <summary>
/// 先看后租: every permit that a trade takes in a place, each with its days from a start, the longest way marked. Whoever has what a permit waits for files it
/// the same day; the days that an applicant takes himself are not known and not in it.
/// </summary>
/// <param name="Missing">Short names of permits for which the place has published no guide.</param>
internal sealed record AheadPlan(Trade Trade, DateOnly Start, IReadOnlyList<AheadStep> Steps, IReadOnlyList<string> Missing)
{
    private static readonly TimeOnly Morning = new(9, 0);

    public DateOnly End => Steps.Count == 0 ? Start : Steps.Max(s => s.By);

    public int Visits => Steps.Sum(s => s.Guide.Visits);

    /// <summary>Of the fees that are known in full; those by measure or assessment are told beside.</summary>
    public Money Cost => Steps.SelectMany(s => s.Guide.Fees).Where(f => f.Unit is null).Aggregate(Money.Zero, (sum, fee) => sum + fee.Amount);

    public bool CostsMore => Steps.SelectMany(s => s.Guide.Fees).Any(f => f.Unit is not null);

    /// <param name="guide">The guide in force in the place for a short name; null: none.</param>
    public static AheadPlan Of(
        Trade trade, IReadOnlyDictionary<string, string> answers, Func<string, Guide?> guide, DateOnly start, WorkCalendar calendar)
    {
        var chosen = trade.Chosen(answers);
        var known = chosen.Select(p => (Permit: p, Guide: guide(p.Item))).ToList();
        var there = known.Where(k => k.Guide is not null).ToDictionary(k => k.Permit.Item, k => (k.Permit, Guide: k.Guide!));
        var graph = PartGraph.Of([.. there.Values.Select(t => (t.Permit.Item, t.Permit.Needs, AheadStep.LimitOf(t.Guide)))])
            ?? throw new InvalidOperationException($"the permits of {trade.Id} wait for each other");
        var begin = calendar.WorkingDayOnOrAfter(start);
        var steps = new Dictionary<string, AheadStep>();
        foreach (var span in graph.Spans.OrderBy(s => s.Stage))
        {
            var (permit, own) = there[span.Id];
            var from = span.Needs.Count == 0 ? begin : calendar.WorkingDayOnOrAfter(span.Needs.Max(n => steps[n].By));
            var by = span.Limit.IsOnTheSpot ? from : Deadlines.After(Instant.At(from, Morning), span.Limit, calendar).Day;
            steps[span.Id] = new AheadStep(
                permit, own, span.Limit, from, by, Critical: false, [.. span.Needs.Select(n => there[n].Guide.Name)], permit.OnForm(answers));
        }

        var way = LongestWay(steps, graph);
        return new AheadPlan(
            trade, begin, [.. steps.Select(s => s.Value with { Critical = way.Contains(s.Key) }).OrderBy(s => s.From).ThenBy(s => s.By)],
            [.. known.Where(k => k.Guide is null).Select(k => k.Permit.Item)]);
    }

    /// <summary>By the calendar: what ends last, and back through what each waited for longest.</summary>
    private static HashSet<string> LongestWay(Dictionary<string, AheadStep> steps, PartGraph graph)
    {
        var way = new HashSet<string>();
        for (var at = steps.Count == 0 ? null : steps.MaxBy(s => s.Value.By).Key; at is not null;)
        {
            way.Add(at);
            var needs = graph.Spans.First(s => s.Id == at).Needs;
            at = needs.Count == 0 ? null : needs.MaxBy(n => steps[n].By);
        }

        return way;
    }
}
