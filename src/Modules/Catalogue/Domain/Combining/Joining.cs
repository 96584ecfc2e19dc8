namespace OneWindow.Catalogue;

/// <summary>One part, or the combination's own questionnaire, asks for a field or a material.</summary>
/// <param name="Part">Null: the questionnaire.</param>
/// <param name="Required">In its own situation.</param>
/// <param name="OnlyIf">By its own names, with what the questions themselves hang on.</param>
internal sealed record Ask<T>(PlannedPart? Part, string Own, string Label, T Thing, bool Required, Situations OnlyIf)
{
    public string Name => $"{Part?.Id}.{Own}";

    /// <summary>The entry of the library that it is; null: only its name tells.</summary>
    public string? Entry { get; init; }
}

/// <summary>One field or material of the union, and all who ask for it; the first gives it its form.</summary>
internal sealed record Joined<T>(string Id, string Label, string Where, IReadOnlyList<Ask<T>> Asks)
{
    /// <summary>Filled when the names of all fields are known.</summary>
    public Situations When { get; init; } = Situations.Always;

    public string? NameOf(string part, string own) => Asks.Any(a => a.Part?.Id == part && a.Own == own) ? Id : null;
}

/// <summary>
/// Which of many asks are for one thing: what a clerk mapped, else what is one entry of the library, else what has the same name. The first keeps its identifier; another thing with
/// an identifier that is taken gets its part's in front.
/// </summary>
internal static class Joining
{
    public static List<Joined<T>> Join<T>(string what, IReadOnlyList<Ask<T>> asks, IReadOnlyList<Mapping> mappings, CombinationPlan plan)
    {
        var groups = new List<(string Key, string Where, Mapping? Mapping, List<Ask<T>> Asks)>();
        var times = new Dictionary<(string?, string), int>();
        var entries = asks.Where(a => a.Entry is not null).DistinctBy(a => a.Label).ToDictionary(a => a.Label, a => a.Entry);
        string Known(Ask<T> ask) => (ask.Entry ?? entries.GetValueOrDefault(ask.Label)) is { } entry ? $"@{entry}" : ask.Label;
        // One thing is spoken of by the name that the first gives it.
        var spoken = asks.DistinctBy(Known).ToDictionary(Known, a => a.Label);
        foreach (var ask in asks)
        {
            var name = Known(ask);
            var mapping = mappings.FirstOrDefault(m => m.Of.Contains(ask.Name));
            var where = $"{what}:{mapping?.Label ?? spoken[name]}";
            // Twice in one guide is two things there, and stays two.
            var nth = times[(ask.Part?.Id, name)] = times.GetValueOrDefault((ask.Part?.Id, name)) + 1;
            var key = mapping is not null ? $"={mapping.Id}" : $"{name}#{nth}" + (plan.HowOf(where) == Settlement.Apart ? $"/{ask.Part?.Id}" : "");
            if (groups.Find(g => g.Key == key).Asks is { } known) known.Add(ask);
            else groups.Add((key, where, mapping, [ask]));
        }

        var (ids, labels) = (new HashSet<string>(), new HashSet<string>());
        var joined = new List<Joined<T>>();
        foreach (var (_, where, mapping, all) in groups)
        {
            var first = all[0];
            var id = mapping?.Id ?? first.Own;
            if (!ids.Add(id)) ids.Add(id = Free(ids, $"{first.Part?.Id ?? what}-{first.Own}"));
            var label = mapping?.Label ?? first.Label;
            if (!labels.Add(label) && first.Part is { } part) labels.Add(label = $"{label}（{part.Name}）");
            var counts = plan.HowOf(where);
            joined.Add(new Joined<T>(id, label, where, [.. all.OrderByDescending(a => a.Part is not null && a.Part.Id == counts)]));
        }

        return joined;
    }

    private static string Free(HashSet<string> taken, string id)
    {
        var free = id;
        for (var n = 2; taken.Contains(free); n++) free = $"{id}-{n}";
        return free;
    }
}
