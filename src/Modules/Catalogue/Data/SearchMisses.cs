using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>无结果搜索: counts what people looked for in vain, without keeping who, and without showing what few have typed.</summary>
internal sealed class SearchMisses(CatalogueDb db, TimeProvider clock)
{
    /// <summary>Seen less often, a question might tell of one person: it is counted, never shown.</summary>
    public const int ShownFrom = 3;

    private const int LongestWords = 24;

    /// <summary>A place keeps no more than this many, so that nobody fills the table with noise.</summary>
    private const int MostOfPlace = 5_000;

    /// <summary>What is kept of a question: its matter, digits masked, cut; null where nothing worth keeping is left.</summary>
    public static string? Kept(string question)
    {
        var matter = SearchText.Matter(question);
        var words = string.Concat(matter.Select(c => char.IsDigit(c) ? '#' : c));
        if (words.Length > LongestWords) words = words[..LongestWords];
        return words.Count(char.IsLetter) >= 2 ? words : null;
    }

    public async Task Count(string question, RegionCode place, CancellationToken cancel)
    {
        if (Kept(question) is not { } words) return;
        var id = Id(place, words);
        var (now, number) = (clock.Now(), place.Number);
        await db.InTransaction(
            async () =>
            {
                var counted = await db.SearchMisses.Where(m => m.Id == id)
                    .ExecuteUpdateAsync(s => s.SetProperty(m => m.Count, m => m.Count + 1).SetProperty(m => m.LastAt, now), cancel);
                if (counted > 0 || await IsFull(number, cancel)) return 0;
                db.Add(new SearchMissRow { Id = id, Place = number, Words = words, Count = 1, FirstAt = now, LastAt = now });
                return await db.SaveChangesAsync(cancel);
            },
            cancel);
    }

    private Task<bool> IsFull(long place, CancellationToken cancel) =>
        db.SearchMisses.Where(m => m.State == MissState.Open && m.Place == place).OrderBy(m => m.Count).ThenBy(m => m.Id).Skip(MostOfPlace - 1).AnyAsync(cancel);

    private static string Id(RegionCode place, string words) => Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes($"{place} {words}")))[..16];
}
