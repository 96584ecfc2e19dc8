using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>A case was decided: it is noted, and its item's figures are made anew in the night.</summary>
internal sealed class NoteDecidedCase(IDbContextFactory<CatalogueDb> contexts, string topic) : IReaction
{
    private static readonly TimeOnly AtNight = new(2, 0);

    public string Topic => topic;

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.DecidedCases.AnyAsync(d => d.Number == happened.Number, cancel)) return;
        db.Add(new DecidedCaseRow { Number = happened.Number, Item = happened.Item, DecidedAt = happened.At });
        var row = await db.Experiences.SingleOrDefaultAsync(e => e.Id == happened.Item, cancel);
        if (row is null) db.Add(row = new ItemExperienceRow { Id = happened.Item });
        if (row.DueAt is null)
        {
            row.DueAt = Instant.At(happened.At.Date.AddDays(1), AtNight);
            row.Version++;
        }

        // Another node noted it, or the night's work changed the row: the delivery comes again.
        if (!await db.TrySave(cancel)) throw new DbUpdateConcurrencyException("The item's figures were just being made.");
    }
}
