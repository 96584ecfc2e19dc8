using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>转办的件: every unit that had a case finds it on its list, and so does the one that has it.</summary>
internal sealed class ListCaseWhenPassedOn(CasesDb db, CaseDesk desk) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (message.Topic is not ("case.passed-on/1" or "case.item-change-settled/1")) return;
        var passed = message.Read<CaseHappened>();
        var number = CaseNumber.Parse(passed.Number);
        if (await desk.Open(number, cancel) is not { State: { Units: { } units } state }) return;
        var known = await db.Passed.Where(p => p.Region == number.Region.Number && p.CaseId == number.Id).ToListAsync(cancel);
        foreach (var (organisation, place) in units.Former.Select(f => (f.Organisation, f.Place)).Append((state.Organisation, units.Place)))
        {
            var row = known.FirstOrDefault(k => k.Organisation == organisation);
            if (row is null) db.Passed.Add(row = new PassedRow { Region = number.Region.Number, CaseId = number.Id, Organisation = organisation, Place = place.Number });
            (row.PassedAt, row.Current) = (passed.At, organisation == state.Organisation);
        }

        await db.SaveChangesAsync(cancel);
    }
}
