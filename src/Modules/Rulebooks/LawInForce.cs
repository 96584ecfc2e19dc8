using System.Collections.Concurrent;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>The rulebooks' answers to the other modules, from memory.</summary>
internal sealed class LawInForce(IReadOnlyList<Rulebook> rulebooks, WorkCalendar calendar) : IRulebooks
{
    private readonly ConcurrentDictionary<string, RuleSet> pinned = [];
    private volatile Shelf shelf = new(rulebooks, []);

    public Shelf Shelf => shelf;

    public WorkCalendar Calendar => calendar;

    public RuleSet For(RegionCode place, ItemType type, DateOnly on) => shelf.For(place, type, on);

    public ValueTask Pin(RuleSet rules, CancellationToken cancel = default)
    {
        pinned.TryAdd(rules.Hash, rules);
        return ValueTask.CompletedTask;
    }

    public RuleSet? Pinned(string hash) => pinned.GetValueOrDefault(hash);

    public Article? Find(Citation basis) =>
        shelf.Find(basis) is var (rulebook, article) ? new Article(rulebook.Cite(article), rulebook.Title, article.Summary) : null;
}
