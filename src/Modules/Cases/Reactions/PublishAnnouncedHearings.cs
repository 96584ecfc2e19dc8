using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>听证公告 follows the announcement: the last one that was meant for everybody stands there; heard twice it changes nothing.</summary>
internal sealed class PublishAnnouncedHearings(IDbContextFactory<CasesDb> contexts, CaseDesk desk, ICases cases) : IReaction
{
    public string Topic => "case.hearing-announced/1";

    public async Task React(Message message, CancellationToken cancel)
    {
        var number = CaseNumber.Parse(message.Read<CaseHappened>().Number);
        if (await desk.Open(number, cancel) is not { } open) return;
        var told = (await cases.Log(number, cancel)).LastOrDefault(e => e.Type == Topic);
        if (told is null || CaseEnvelope.Read(told.Body).Event is not HearingAnnounced announced) return;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Hearings.FirstOrDefaultAsync(h => h.Region == number.Region.Number && h.CaseId == number.Id, cancel);
        if (row is null && !announced.Public) return;
        if (row is null)
        {
            db.Add(row = new HearingRow
            {
                Region = number.Region.Number, CaseId = number.Id, Item = open.State.Item, Name = open.Guide.Name, Organisation = open.State.Organisation, Place = announced.Place,
            });
        }

        // A day that was published is corrected where it was published, also when those concerned were told one by one this time.
        (row.On, row.From, row.Place, row.Sequence) = (announced.On, announced.From, announced.Place, told.Sequence);
        await db.SaveChangesAsync(cancel);
    }
}
