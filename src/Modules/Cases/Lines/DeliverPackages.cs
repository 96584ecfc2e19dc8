using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 交出: works off the packages. What fails waits longer each time and never gives up, for the case was accepted here; it stands on the list with its
/// reason meanwhile. Two nodes that send the same package at once send the same package.
/// </summary>
internal sealed class DeliverPackages(
    IDbContextFactory<CasesDb> contexts, IServiceScopeFactory scopes, LineLink link, DemonstrationLine demonstration, TimeProvider clock, ILogger<DeliverPackages> log)
    : DueLoop(Poll, log)
{
    public override string Title => "条线数据交换";

    private const int Most = 100;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);
    private readonly SemaphoreSlim turn = new(1, 1);

    public override async Task<int> RunDue(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var done = 0;
            while (await Due(cancel) is { Count: > 0 } due)
            {
                foreach (var id in due) await Step(id, cancel);
                done += due.Count;
            }

            await using var scope = scopes.CreateAsyncScope();
            return done + await demonstration.Speak(scope.ServiceProvider.GetRequiredService<HearNews>(), cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<List<string>> Due(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Packages.AsNoTracking().Where(p => p.State == PackageState.Waiting && p.DueAt <= now).OrderBy(p => p.DueAt).Select(p => p.Id).Take(Most).ToListAsync(cancel);
    }

    private async Task Step(string id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Packages.SingleOrDefaultAsync(p => p.Id == id && p.State == PackageState.Waiting, cancel) is not { } row) return;
        await using var scope = scopes.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<CaseDesk>();
        var open = await desk.Open(CaseNumber.From(row.Region, row.CaseId), cancel);
        if (open is null || !open.State.Status.BeforeDecision())
        {
            (row.State, row.Reason) = (PackageState.Dropped, "交出以前本件已经结束");
        }
        else
        {
            var sent = await link.Send(row, cancel);
            row.Attempts++;
            switch (sent)
            {
                case Sent.Taken taken:
                    (row.State, row.Reason, row.Receipt, row.TakenAt) = (PackageState.Taken, null, taken.Receipt, clock.Now());
                    var told = await desk.Do(open, Actor.Clockwork, new RecordHandOver(row.System, row.Id, row.Hash, taken.Receipt), $"handover-{row.Id}");
                    if (!told.Try(out _, out var why)) row.Reason = why.Message;
                    break;
                case Sent.Later later:
                    (row.Reason, row.DueAt) = (later.Reason, clock.Now().Plus(row.Attempts <= Pauses.Length ? Pauses[row.Attempts - 1] : Longest));
                    Log.LogWarning("The package {Package} did not reach {System}: {Reason}.", row.Id, row.System, later.Reason);
                    break;
                case Sent.Refused refused:
                    (row.State, row.Reason) = (PackageState.Refused, refused.Reason);
                    Log.LogWarning("The package {Package} was refused by {System}: {Reason}.", row.Id, row.System, refused.Reason);
                    break;
            }
        }

        row.Version++;
        if (!await db.TrySave(cancel)) Log.LogInformation("The package {Package} was sent by another node too.", row.Id);
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }
}
