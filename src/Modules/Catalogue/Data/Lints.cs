using System.Collections.Concurrent;
using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// What the linter says, kept by the guide's text and by all that it is held against: lists, library and siblings (the catalogue's count of changes), law, day. The
/// same guide in the same context is looked at once; pages that show many guides ask here.
/// </summary>
internal sealed class Lints(LintContexts contexts, Library library, PublishedGuides published, IRulebooks rulebooks, TimeProvider clock)
{
    /// <summary>Some hundred bytes each; when they are too many all are forgotten.</summary>
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<string, IReadOnlyList<LintFinding>> kept = new();
    private int looks;

    /// <summary>How often the linter itself has looked, since the process began.</summary>
    public int Looks => looks;

    public async ValueTask<IReadOnlyList<LintFinding>> Of(Guide guide, CancellationToken cancel = default)
    {
        var bound = (await library.Index(cancel)).Bind(guide);
        var today = clock.Now().Date;
        var law = rulebooks.For(bound.Place, bound.Type, bound.EffectiveFrom > today ? bound.EffectiveFrom : today);
        var changes = await published.Changes(cancel);
        var key = $"{Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(GuideText.Of(bound))))}/{changes}/{law.Hash}/{today:yyyyMMdd}";
        if (kept.TryGetValue(key, out var known)) return known;
        Interlocked.Increment(ref looks);
        var findings = Linter.Look(bound, await contexts.For(bound, cancel));
        if (kept.Count >= Most) kept.Clear();
        return kept[key] = findings;
    }
}
