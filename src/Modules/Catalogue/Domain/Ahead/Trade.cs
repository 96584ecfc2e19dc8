using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>行当: what somebody may want to open, what is asked about it, and the permits it takes, from seed/guidance/trades.yaml.</summary>
/// <param name="Look">What to look at before renting.</param>
internal sealed record Trade(string Id, string Name, string Look, IReadOnlyList<TradeQuestion> Questions, IReadOnlyList<TradePermit> Permits)
{
    public TradeBundle? Bundle { get; init; }

    /// <summary>What an address says, and the first choice of every question that it does not answer.</summary>
    public IReadOnlyDictionary<string, string> Answers(Func<string, string?> given) => Questions.ToDictionary(
        q => q.Id, q => given(q.Id) is { } value && q.Choices.Contains(value) ? value : q.Choices[0]);

    public IReadOnlyList<TradePermit> Chosen(IReadOnlyDictionary<string, string> answers) => [.. Permits.Where(p => p.OnlyIf?.Holds(answers) != false)];
}

internal sealed record TradeQuestion(string Id, string Ask, IReadOnlyList<string> Choices);

/// <param name="Item">The item's short name; the place's own or that of the nearest region above is meant.</param>
internal sealed record TradePermit(string Item)
{
    public Situation? OnlyIf { get; init; }

    /// <summary>Permits that are had before this one is filed.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>What the trade itself answers on the item's form.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>From the question here to the field of the form that it answers.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> OnForm(IReadOnlyDictionary<string, string> answers) => Forms.Fill(Answers, Fields, answers);
}

/// <summary>一起办: a combination in which some of the permits are filed once.</summary>
/// <param name="Parts">Short names of the permits that it covers.</param>
internal sealed record TradeBundle(string Item, IReadOnlyList<string> Parts)
{
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> OnForm(IReadOnlyDictionary<string, string> answers) => Forms.Fill(Answers, Fields, answers);
}

/// <summary>What is known already, as answers on a form.</summary>
internal static class Forms
{
    public static IReadOnlyDictionary<string, string> Fill(
        IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> answers)
    {
        var filled = own.ToDictionary(a => a.Key, a => a.Value);
        foreach (var (question, field) in fields)
        {
            if (answers.TryGetValue(question, out var value)) filled[field] = value;
        }

        return filled;
    }
}

/// <summary>不知道办哪个: a question of the tree and where each answer leads.</summary>
internal sealed record WayQuestion(string Id, string Ask, IReadOnlyList<WayAnswer> Answers);

/// <param name="To">The next question; else an <paramref name="Item"/>, a trade's <paramref name="Plan"/>, or a <paramref name="Search"/>.</param>
internal sealed record WayAnswer(string Words, string? To = null, string? Item = null, string? Plan = null, string? Search = null);
