using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// When a year's days off are announced or changed, every open deadline that it moves is moved by an act, with the reason in the log: never
/// silently. Which calendar was laid over the cases last is remembered, so this costs one comparison while nothing changes.
/// </summary>
internal sealed class ReprojectDeadlines(
    IDbContextFactory<CasesDb> contexts, CarriedOut carried, CaseDesk desk, IRulebooks rulebooks, ILogger<ReprojectDeadlines> log)
    : DueLoop(Pause, log)
{
    public override string Title => "重算期限";

    /// <summary>Calendars are read at start: another look is for what failed half way.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);
    private const string Remembered = "cases-calendar";
    private const int Most = 500;
    private string? laid;

    public override Task<int> RunDue(CancellationToken cancel) => InTurn(
        async () =>
        {
            var current = Fingerprint(rulebooks.Calendar);
            if (laid == current) return 0;
            var moved = await Lay(current, cancel);
            laid = current;
            return moved;
        },
        cancel);

    private async Task<int> Lay(string current, CancellationToken cancel)
    {
        var last = await carried.Last(Remembered, cancel);
        var moved = last is null || last == current ? 0 : await MoveAll(current, cancel);
        await carried.Remember(Remembered, current, cancel);
        return moved;
    }

    private async Task<int> MoveAll(string calendar, CancellationToken cancel)
    {
        var ended = Enum.GetValues<CaseStatus>().Where(s => s.IsEnd()).ToList();
        var (moved, after) = (0, new CaseKey(0, 0));
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var page = await db.Cases.AsNoTracking()
                .Where(c => !ended.Contains(c.Status))
                .Where(c => c.Region > after.Region || (c.Region == after.Region && c.Id > after.Id))
                .OrderBy(c => c.Region).ThenBy(c => c.Id).Select(c => new CaseKey(c.Region, c.Id)).Take(Most).ToListAsync(cancel);
            if (page.Count == 0) return moved;
            foreach (var key in page)
            {
                if (await desk.Open(CaseNumber.From(key.Region, key.Id), cancel) is not { } open) continue;
                if ((await desk.Do(open, Actor.Clockwork, new Reproject(), $"calendar-{calendar[..16]}")).Try(out _, out _)) moved++;
            }

            after = page[^1];
        }
    }

    private static string Fingerprint(WorkCalendar calendar)
    {
        var days = calendar.Years.Select(y => $"{y.Year}:{string.Join(',', y.Off.Keys.Order())}/{string.Join(',', y.Work.Keys.Order())}");
        return Convert.ToHexStringLower(Sm3.Of(System.Text.Encoding.UTF8.GetBytes(string.Join(';', days))));
    }
}
