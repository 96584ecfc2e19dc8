using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>前后关系: which part waits for which, in what stages they run, and the longest way through them.</summary>
/// <param name="Stages">Parts that run at the same time, stage after stage.</param>
/// <param name="Critical">The longest way, first part first.</param>
internal sealed record PartGraph(IReadOnlyList<PartSpan> Spans, IReadOnlyList<IReadOnlyList<string>> Stages, IReadOnlyList<string> Critical)
{
    /// <summary>What the parts would take one after another, and what the longest way takes.</summary>
    public Span Sum => Span.Of(Spans.Select(s => s.Limit));

    public Span Longest => Spans.Count == 0 ? Span.None : Spans.MaxBy(s => s.Ends.AtMostHours)!.Ends;

    /// <param name="parts">With what they wait for; names that are not among them do not count.</param>
    /// <returns>Null where the parts wait for each other in a circle: see <see cref="CycleIn"/>.</returns>
    public static PartGraph? Of(IReadOnlyList<(string Id, IReadOnlyList<string> Needs, TimeLimit Limit)> parts)
    {
        var known = parts.Select(p => p.Id).ToHashSet();
        var done = new Dictionary<string, PartSpan>();
        var before = new Dictionary<string, string?>();
        var stages = new List<IReadOnlyList<string>>();
        while (done.Count < parts.Count)
        {
            var ready = parts.Where(p => !done.ContainsKey(p.Id) && p.Needs.Where(known.Contains).All(done.ContainsKey)).ToList();
            if (ready.Count == 0) return null;
            foreach (var part in ready)
            {
                var last = part.Needs.Where(known.Contains).Select(n => done[n]).MaxBy(s => s.Ends.AtMostHours);
                before[part.Id] = last?.Id;
            }

            foreach (var part in ready)
            {
                var starts = before[part.Id] is { } last ? done[last].Ends : Span.None;
                done[part.Id] = new PartSpan(part.Id, [.. part.Needs.Where(known.Contains)], stages.Count, part.Limit, starts, starts.Plus(part.Limit));
            }

            stages.Add([.. ready.Select(p => p.Id)]);
        }

        var way = new List<string>();
        for (var at = done.Values.MaxBy(s => s.Ends.AtMostHours)?.Id; at is not null; at = before[at]) way.Insert(0, at);
        return new PartGraph([.. parts.Select(p => done[p.Id])], stages, way);
    }

    /// <summary>The first circle found, in its order; empty: there is none.</summary>
    public static IReadOnlyList<string> CycleIn(IReadOnlyList<(string Id, IReadOnlyList<string> Needs)> parts)
    {
        var needs = parts.DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Needs);
        var clear = new HashSet<string>();
        foreach (var (start, _) in parts)
        {
            if (Walk(start, [], needs, clear) is { Count: > 0 } cycle) return cycle;
        }

        return [];
    }

    private static List<string> Walk(string at, List<string> way, Dictionary<string, IReadOnlyList<string>> needs, HashSet<string> clear)
    {
        if (way.IndexOf(at) is var met and >= 0) return [.. way.Skip(met)];
        if (clear.Contains(at) || !needs.TryGetValue(at, out var next)) return [];
        way.Add(at);
        foreach (var need in next)
        {
            if (Walk(need, way, needs, clear) is { Count: > 0 } cycle) return cycle;
        }

        way.RemoveAt(way.Count - 1);
        clear.Add(at);
        return [];
    }
}

/// <param name="Stage">From zero.</param>
internal sealed record PartSpan(string Id, IReadOnlyList<string> Needs, int Stage, TimeLimit Limit, Span Starts, Span Ends);

/// <summary>A length of time by its units: five working days and thirty calendar days are not thirty-five of anything.</summary>
internal sealed record Span(int WorkingDays, int CalendarDays, int Months, int Hours)
{
    public static Span None { get; } = new(0, 0, 0, 0);

    public static Span Of(IEnumerable<TimeLimit> limits) => limits.Aggregate(None, (sum, limit) => sum.Plus(limit));

    public Span Plus(TimeLimit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDay => this with { WorkingDays = WorkingDays + limit.Amount },
        LimitUnit.CalendarDay => this with { CalendarDays = CalendarDays + limit.Amount },
        LimitUnit.Month => this with { Months = Months + limit.Amount },
        _ => this with { Hours = Hours + limit.Amount },
    };

    /// <summary>For drawing: a working day as long as any other.</summary>
    public int Hundredths => (100 * (WorkingDays + CalendarDays + (31 * Months))) + (100 * Hours / 24);

    /// <summary>At its longest: what compares lengths of different units.</summary>
    public int AtMostHours => (24 * (WorkingDays + (2 * ((WorkingDays + 4) / 5)) + CalendarDays + (31 * Months))) + Hours;

    /// <summary>As one limit: what a guide can promise. Nothing takes less than a working day where several bodies act.</summary>
    public TimeLimit ToLimit() => this switch
    {
        { CalendarDays: 0, Months: 0, Hours: 0 } => TimeLimit.WorkingDays(Math.Max(1, WorkingDays)),
        { WorkingDays: 0, Months: 0, Hours: 0 } => new TimeLimit(CalendarDays, LimitUnit.CalendarDay),
        { WorkingDays: 0, CalendarDays: 0, Hours: 0 } => new TimeLimit(Months, LimitUnit.Month),
        { WorkingDays: 0, CalendarDays: 0, Months: 0 } => new TimeLimit(Hours, LimitUnit.Hour),
        _ => new TimeLimit((AtMostHours + 23) / 24, LimitUnit.CalendarDay),
    };

    public override string ToString() => this == None ? "当场" : string.Join("加 ", new[]
    {
        new TimeLimit(WorkingDays, LimitUnit.WorkingDay), new TimeLimit(CalendarDays, LimitUnit.CalendarDay), new TimeLimit(Months, LimitUnit.Month), new TimeLimit(Hours, LimitUnit.Hour),
    }.Where(l => l.Amount > 0));
}
