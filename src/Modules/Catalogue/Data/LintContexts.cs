using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>Puts together what a guide is held against: law, lists, library, and the guides of the same basic code in the places that must agree.</summary>
internal sealed class LintContexts(IDbContextFactory<CatalogueDb> contexts, Library library, PublishedGuides guides, IRulebooks rulebooks, TimeProvider clock)
{
    /// <summary>At most so many siblings are compared.</summary>
    private const int MostSiblings = 60;

    public async Task<LintContext> For(Guide guide, CancellationToken cancel = default)
    {
        var today = clock.Now().Date;
        var day = guide.EffectiveFrom > today ? guide.EffectiveFrom : today;
        var law = rulebooks.For(guide.Place, guide.Type, day);
        var index = await library.Index(cancel);
        return new LintContext
        {
            Law = law,
            Proofs = Listed(index, LibraryKind.Proof, guide.Place, e => NewProof.MayBeAskedFor(e, law, day)),
            Intermediaries = Listed(index, LibraryKind.Intermediary, guide.Place, e => e.HoldsOn(day)),
            Library = index,
            Siblings = await Siblings(guide, law, cancel),
        };
    }

    /// <summary>Every guide in force of a basic code, wherever it is: for the page that lays them side by side.</summary>
    public async Task<IReadOnlyList<Guide>> OfCode(string basicCode, RegionCode within, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (from, end) = (within.Number, within.End);
        var keys = await db.Items.AsNoTracking().Where(i => i.BasicCode == basicCode && i.State == ItemState.InUse && i.Place >= from && i.Place < end)
            .OrderBy(i => i.Place).ThenBy(i => i.Key).Take(MostSiblings).Select(i => i.Key).ToListAsync(cancel);
        var found = new List<Guide>();
        foreach (var key in keys)
        {
            if (await guides.Current(key, cancel) is { Combination: null } guide) found.Add(guide);
        }

        return found;
    }

    /// <summary>A list that holds nothing for the place is not at hand: nothing is said of it.</summary>
    private static IReadOnlyList<LibraryEntry>? Listed(LibraryIndex index, LibraryKind kind, RegionCode place, Func<LibraryEntry, bool> holds)
    {
        var all = index.Of(kind).ToList();
        return all.Count == 0 ? null : [.. all.Where(e => (e.Place is not { } of || of.Contains(place)) && holds(e))];
    }

    private async Task<IReadOnlyList<Guide>> Siblings(Guide guide, RuleSet law, CancellationToken cancel)
    {
        if (guide.BasicCode is not { } code || guide.Combination is not null) return [];
        var scope = ScopeOf(guide.Place, law.Find("guide.uniformStandard")?.Value);
        return [.. Ordered(guide, (await OfCode(code, scope, cancel)).Where(g => g.Item != guide.Item && Binds(guide, g)))];
    }

    /// <summary>What lies under a guide's place has to agree with it, not it with them.</summary>
    public static bool Binds(Guide guide, Guide sibling) => sibling.Place.Level <= guide.Place.Level;

    /// <summary>Those above it first: they are the standard.</summary>
    public static IEnumerable<Guide> Ordered(Guide guide, IEnumerable<Guide> siblings) =>
        siblings.OrderBy(s => !s.Place.Contains(guide.Place)).ThenBy(s => s.Place.Level).ThenBy(s => s.Item, StringComparer.Ordinal);

    /// <summary>省内统一 or 市内统一; a municipality is its own province.</summary>
    public static RegionCode ScopeOf(RegionCode place, string? standard)
    {
        var above = place.UpTheTree().ToList();
        var province = above.FirstOrDefault(p => p.Level == RegionLevel.Province);
        var city = above.FirstOrDefault(p => p.Level == RegionLevel.City);
        var municipality = place.ToString()[..2] is "11" or "12" or "31" or "50";
        return standard == "province" || municipality || city.Level != RegionLevel.City ? province : city;
    }
}
