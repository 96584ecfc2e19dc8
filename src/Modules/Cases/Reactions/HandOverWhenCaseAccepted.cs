using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>移交业务系统: an accepted case of a connected item is packed, signed and put in the queue; heard twice, it is the same package.</summary>
internal sealed class HandOverWhenCaseAccepted(CasesDb db, CaseDesk desk, ICatalogue catalogue, ICases cases, ISigner signer, TimeProvider clock) : IReaction
{
    public string Topic => "case.accepted/1";

    public async Task React(Message message, CancellationToken cancel)
    {
        var accepted = message.Read<CaseHappened>();
        if (await catalogue.Version(accepted.Item, accepted.GuideVersion, cancel) is not { HandledIn: { } line }) return;
        var number = CaseNumber.Parse(accepted.Number);
        var id = LinePackage.IdOf(number, accepted.Sequence);
        if (await db.Packages.AnyAsync(p => p.Id == id, cancel) || await desk.Open(number, cancel) is not { State.AcceptedOn: not null } open) return;
        var text = LinePackage.Of(open, accepted, await cases.Files(number, cancel)).Text();
        var hash = LinePackage.HashOf(text);
        var signature = await signer.Sign(LinePackage.SignedAs(id), hash, cancel);
        var now = clock.Now();
        db.Packages.Add(new PackageRow
        {
            Id = id, Region = number.Region.Number, CaseId = number.Id, System = line.Id, Organisation = open.State.Organisation, Place = open.State.Place.Number,
            Body = text, Hash = hash, KeyId = signature.KeyId, Signature = signature.Value, CreatedAt = now, DueAt = now,
        });
        await db.SaveChangesAsync(cancel);
    }
}
