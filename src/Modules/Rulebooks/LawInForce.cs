using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>The rulebooks' answers to the other modules, from memory; the database is asked only for what is new to this process.</summary>
internal sealed class LawInForce(IReadOnlyList<Rulebook> rulebooks, WorkCalendar calendar, IDbContextFactory<RulebooksDb> contexts) : IRulebooks
{
    private readonly ConcurrentDictionary<string, RuleSet> pinned = [];
    private volatile Shelf shelf = new(rulebooks, []);
    private volatile int changesRead;

    public Shelf Shelf => shelf;

    public WorkCalendar Calendar => calendar;

    public RuleSet For(RegionCode place, ItemType type, DateOnly on) => shelf.For(place, type, on);

    public async ValueTask Pin(RuleSet rules, CancellationToken cancel = default)
    {
        if (pinned.ContainsKey(rules.Hash)) return;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Pins.AnyAsync(p => p.Hash == rules.Hash, cancel))
        {
            db.Add(new PinRow { Hash = rules.Hash, Body = PinnedText.Print(rules) });
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                // Two cases at once; the other wrote the same text. Anything else is still missing, and said.
                await using var again = await contexts.CreateDbContextAsync(cancel);
                if (!await again.Pins.AnyAsync(p => p.Hash == rules.Hash, cancel)) throw;
            }
        }

        pinned.TryAdd(rules.Hash, rules);
    }

    /// <summary>Reads the row, once in the life of the process, where another process pinned it.</summary>
    public RuleSet? Pinned(string hash)
    {
        if (pinned.TryGetValue(hash, out var known)) return known;
        using var db = contexts.CreateDbContext();
        if (db.Pins.AsNoTracking().SingleOrDefault(p => p.Hash == hash) is not { } row) return null;
        return pinned.GetOrAdd(hash, PinnedText.Read(hash, row.Body));
    }

    public Article? Find(Citation basis) => shelf.ArticleOf(basis);

    /// <summary>Lays the changed settings over the texts, if any were added since. A change holds from a later day, so being minutes late harms nobody.</summary>
    public async Task Refresh(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Changes.CountAsync(cancel) == changesRead) return;
        var rows = await db.Changes.AsNoTracking().OrderBy(c => c.Rulebook).ThenBy(c => c.Version).ToListAsync(cancel);
        shelf = new Shelf(rulebooks, [.. rows.Where(r => shelf.Find(r.Rulebook) is not null).Select(r => r.ToChange())]);
        changesRead = rows.Count;
    }
}
