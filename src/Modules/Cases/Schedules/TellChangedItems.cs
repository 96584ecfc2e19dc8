using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 事项变动 reaches the open cases that nobody has touched since it was set: whose next timer does not know it yet. From the instant on each is told
/// by an act of time like any other; which changes were carried to the cases is remembered, so this costs a comparison while nothing changes.
/// </summary>
internal sealed class TellChangedItems(
    IDbContextFactory<CasesDb> contexts, IServiceScopeFactory scopes, CarriedOut carried, ICatalogue catalogue, IDirectory directory, TimeProvider clock)
{
    private const string Remembered = "cases-item-changes";
    private const int Most = 500;
    private static readonly CaseStatus[] Undecided = [.. Enum.GetValues<CaseStatus>().Where(s => s.BeforeDecision())];

    private string? told;

    /// <summary>How many cases were told.</summary>
    public async Task<int> Tell(CancellationToken cancel)
    {
        var now = clock.Now();
        var changed = await catalogue.ChangedItems(cancel);
        var due = changed.Select(c => (c.Item, c.Place, Marks: c.Timeline.Changes.Where(x => x.From <= now).Select(x => x.From.Microseconds).ToList())).Where(c => c.Marks.Count > 0).ToList();
        var current = Fingerprint(due.SelectMany(c => c.Marks.Select(m => $"{c.Item}@{m}")));
        if (told == current) return 0;
        var fired = 0;
        if (await carried.Last(Remembered, cancel) != current)
        {
            await using var scope = scopes.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<CaseDesk>();
            foreach (var (item, place, _) in due) fired += await Tell(desk, item, place, cancel);
            await carried.Remember(Remembered, current, cancel);
        }

        told = current;
        return fired;
    }

    private async Task<int> Tell(CaseDesk desk, string item, RegionCode place, CancellationToken cancel)
    {
        var counties = CaseReach.Counties(place, directory);
        var (moved, after) = (0, new CaseKey(0, 0));
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var page = await db.Listings.AsNoTracking().Where(c => counties.Contains(c.Region) && c.Tray != Tray.Closed && c.Item == item && Undecided.Contains(c.Status))
                .Where(c => c.Region > after.Region || (c.Region == after.Region && c.Id > after.Id))
                .OrderBy(c => c.Region).ThenBy(c => c.Id).Select(c => new CaseKey(c.Region, c.Id)).Take(Most).ToListAsync(cancel);
            if (page.Count == 0) return moved;
            foreach (var key in page)
            {
                if (await desk.Open(CaseNumber.From(key.Region, key.Id), cancel) is not { } open) continue;
                if (RunningCaseRules.Timers(open.State, open.Context).All(t => t.At > clock.Now())) continue;
                if ((await desk.Do(open, Actor.Clockwork, new LetTimePass(), $"time-{open.State.Version}", open.State.Version)).Try(out _, out _)) moved++;
            }

            after = page[^1];
        }
    }

    private static string Fingerprint(IEnumerable<string> marks) =>
        Convert.ToHexStringLower(Sm3.Of(System.Text.Encoding.UTF8.GetBytes(string.Join(';', marks.Order(StringComparer.Ordinal)))));
}
