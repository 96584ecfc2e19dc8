using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>Whatever staff do is noted with who did it; told twice it is one row.</summary>
internal sealed class KeepDoneActWhenStaffAct(IDbContextFactory<CasesDb> contexts, CaseDesk desk, IDirectory directory) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        var number = CaseNumber.Parse(happened.Number);
        var (region, id) = (number.Region.Number, number.Id);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Region == region && e.CaseId == id && e.Seq == happened.Sequence, cancel);
        if (row is null) return;
        var entry = CaseEnvelope.Read(row.Body);
        // What another system did, and what time or the platform did, is no hand's of this house.
        if (entry.Role is Role.Applicant or Role.System || entry.Outside is not null) return;
        if (await db.DoneActs.AnyAsync(d => d.Region == region && d.CaseId == id && d.Seq == happened.Sequence, cancel)) return;
        if (await desk.Open(number, cancel) is not { } open) return;
        db.Add(new DoneActRow
        {
            Region = region, CaseId = id, Seq = happened.Sequence, Account = entry.Actor, Role = entry.Role.ToString(), Organisation = entry.Organisation,
            What = WorkLog.TitleOf(entry.Event, open, directory), At = entry.At,
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Told to two nodes in the same moment, or it is a fault.
            db.ChangeTracker.Clear();
            if (!await db.DoneActs.AnyAsync(d => d.Region == region && d.CaseId == id && d.Seq == happened.Sequence, cancel)) throw;
        }
    }
}
