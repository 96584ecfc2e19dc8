using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>补录计数: every result that was typed in by hand stands on the list of its line system for good.</summary>
internal sealed class CountTypedResults(CasesDb db, ICatalogue catalogue, ICases cases) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (message.Topic is not ("case.approved/1" or "case.refused/1")) return;
        var decided = message.Read<CaseHappened>();
        if (await catalogue.Version(decided.Item, decided.GuideVersion, cancel) is not { HandledIn: not null }) return;
        var number = CaseNumber.Parse(decided.Number);
        var entry = (await cases.Log(number, cancel)).Single(e => e.Sequence == decided.Sequence);
        if (entry.Outside is not { ByHand: true } mark) return;
        var id = $"typed-{number}-{decided.Sequence}";
        if (await db.News.AnyAsync(n => n.Id == id, cancel)) return;
        db.News.Add(new NewsRow
        {
            Id = id, System = mark.System, Number = mark.Number, Region = number.Region.Number, CaseId = number.Id, Organisation = decided.Organisation,
            Place = decided.Place.Number, Act = decided.Type == "case.approved/1" ? "approved" : "refused", HappenedAt = mark.At, HeardAt = entry.At, Body = "", Signature = "",
            State = NewsState.Typed, Sequence = decided.Sequence,
        });
        await db.SaveChangesAsync(cancel);
    }
}
