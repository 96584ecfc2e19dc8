using System.Collections.Concurrent;
using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>
/// All rulebooks and the changes laid over them; immutable, so that a change is a new shelf. Works out which parameters bind a place:
/// the nearest text first, of two texts of one place the later one, the base law as floor and filler for licences, the house last.
/// </summary>
internal sealed class Shelf
{
    private readonly ConcurrentDictionary<(long Place, ItemType Type), Span> resolved = [];
    private readonly ConcurrentDictionary<string, RuleSet> byContent = [];
    private readonly Dictionary<Citation, (Rulebook Rulebook, RulebookArticle Article)> articles;
    private readonly Dictionary<string, Rulebook> byKey;

    public Shelf(IReadOnlyList<Rulebook> rulebooks, IReadOnlyList<SettingChange> changes)
    {
        Rulebooks = rulebooks;
        Changes = changes;
        byKey = rulebooks.ToDictionary(r => r.Key, StringComparer.Ordinal);
        articles = rulebooks.SelectMany(r => r.Articles.Select(a => (r, a))).ToDictionary(x => x.r.Cite(x.a), x => (x.r, x.a));
    }

    public IReadOnlyList<Rulebook> Rulebooks { get; }

    public IReadOnlyList<SettingChange> Changes { get; }

    public Rulebook? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The article, also for a citation that goes on into paragraphs and items.</summary>
    public (Rulebook Rulebook, RulebookArticle Article)? Find(Citation citation)
    {
        if (articles.TryGetValue(citation, out var found)) return found;
        if (Find(citation.Rulebook) is not { } rulebook) return null;
        var article = rulebook.Articles.Where(a => citation.Article.StartsWith(a.Number, StringComparison.Ordinal)).MaxBy(a => a.Number.Length);
        return article is null ? null : (rulebook, article);
    }

    public Article? ArticleOf(Citation citation) =>
        Find(citation) is var (rulebook, article) ? new Article(rulebook.Cite(article), rulebook.Title, article.Summary) : null;

    public RuleSet For(RegionCode place, ItemType type, DateOnly day) =>
        resolved.GetOrAdd((place.Number, type), _ => new Span(Boundaries(place))).At(day, first => Resolve(place, type, first));

    /// <summary>The days on which the rules of the place can change: a text begins or ends, a change takes effect.</summary>
    private DateOnly[] Boundaries(RegionCode place) =>
    [
        .. Rulebooks.Where(r => r.Place.Contains(place)).SelectMany(r => r.To is { } to ? [r.From, to.AddDays(1)] : new[] { r.From })
            .Concat(Changes.Where(c => Find(c.Rulebook)!.Place.Contains(place)).Select(c => c.From))
            .Append(DateOnly.MinValue).Distinct().Order(),
    ];

    private RuleSet Resolve(RegionCode place, ItemType type, DateOnly day)
    {
        var binding = Rulebooks.Where(r => r.InForce(day) && r.Covers(place, type))
            .OrderBy(r => r.IsHouse).ThenByDescending(r => r.Place.Level).ThenByDescending(r => r.From).ThenBy(r => r.Key, StringComparer.Ordinal)
            .ToList();
        var law = binding.FirstOrDefault(r => r.IsBaseLaw);
        var rules = new SortedDictionary<string, Rule>(StringComparer.Ordinal);
        foreach (var rulebook in binding)
        {
            foreach (var rule in RulesOf(rulebook, type, day)) rules.TryAdd(rule.Key, OverLaw(rule, law));
        }

        var profile = (binding.FirstOrDefault(r => r.Place != RegionCode.Nation) ?? law ?? binding.FirstOrDefault(r => r.IsHouse))?.Key ?? "";
        var hash = HashOf(profile, type, rules.Values);
        var all = byContent.TryGetValue(hash, out var same) ? same.All : rules;
        var set = new RuleSet(place, type, day, profile, hash, all) { Warnings = [.. Expired(place, type, day)] };
        byContent.TryAdd(hash, set);
        return set;
    }

    private IEnumerable<Rule> RulesOf(Rulebook rulebook, ItemType type, DateOnly day) =>
        from article in rulebook.Articles
        from setting in article.Settings
        where setting.Scope.Covers(type)
        let change = Changes.Where(c => c.Rulebook == rulebook.Key && c.Replaces(setting.Key, setting.Scope) && c.From <= day).MaxBy(c => c.Version)
        select new Rule(setting.Key, change?.Value ?? setting.Value, rulebook.Cite(article), change?.From ?? rulebook.From);

    /// <summary>Where the law's entries stay beside the place's own, both bind; elsewhere the place's value binds: the loader has refused what is worse.</summary>
    private static Rule OverLaw(Rule local, Rulebook? law)
    {
        if (law is null || local.Basis.Rulebook == law.Key || Floor.Find(law, local.Key) is not var (article, floor)) return local;
        var joined = Parameters.All[local.Key].Against.Join(local.Value, floor.Value);
        return joined == local.Value ? local : local with { Value = joined, Beside = law.Cite(article) };
    }

    /// <summary>QD-61-1: a local text that has run out and has no successor in force binds nobody, and nobody may overlook it.</summary>
    private IEnumerable<RuleWarning> Expired(RegionCode place, ItemType type, DateOnly day) =>
        from old in Rulebooks
        where old.Covers(place, type) && old.To < day && !Rulebooks.Any(r => r.Regulation == old.Regulation && r.InForce(day))
        let last = old.Articles.FirstOrDefault(a => a.Settings.Any(s => s.Key == "profile.validity")) ?? old.Articles[^1]
        select new RuleWarning(
            "rulebooks.profile-expired",
            $"《{old.Title}》已于 {old.To:yyyy-MM-dd} 期满，还没有载入接替的文本。本地规定不再适用：许可事项按行政许可法办，其他事项由工作人员决定。请尽快载入新文本。",
            old.Cite(last));

    internal static string HashOf(string profile, ItemType type, IEnumerable<Rule> rules)
    {
        var text = new StringBuilder().Append("rules/1\n").Append(profile).Append('\n').Append(type).Append('\n');
        foreach (var rule in rules.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            text.Append(rule.Key).Append('=').Append(rule.Value).Append('\t').Append(rule.Basis).Append('\t').Append(rule.Beside)
                .Append('\t').AppendFormat(null, "{0:yyyy-MM-dd}", rule.From).Append('\n');
        }

        return Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The sets of one place and type, one for each span of days, worked out when first asked.</summary>
    private sealed class Span(DateOnly[] starts)
    {
        private readonly RuleSet?[] sets = new RuleSet?[starts.Length];

        public RuleSet At(DateOnly on, Func<DateOnly, RuleSet> resolve)
        {
            var found = Array.BinarySearch(starts, on);
            var i = found >= 0 ? found : ~found - 1;
            return Volatile.Read(ref sets[i]) ?? (sets[i] = resolve(starts[i]));
        }
    }
}
