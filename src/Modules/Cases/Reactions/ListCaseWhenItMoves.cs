using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>Sees to it that every case is listed as it stands, also after a crash between its act and its lists.</summary>
internal sealed class ListCaseWhenItMoves(IDbContextFactory<CasesDb> contexts, CaseDesk desk, CaseListings listings) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        var number = CaseNumber.Parse(happened.Number);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Listings.AnyAsync(l => l.Region == number.Region.Number && l.Id == number.Id && l.Version >= happened.Sequence, cancel)) return;
        if (await desk.Open(number, cancel) is { } open) await listings.Show(open.State);
    }
}
