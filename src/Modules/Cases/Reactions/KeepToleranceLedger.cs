using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>容缺台账 follows its cases: written anew from the case's state, so hearing twice or late changes nothing.</summary>
internal sealed class KeepToleranceLedger(IDbContextFactory<CasesDb> contexts, CaseDesk desk) : IReaction
{
    public string Topic => "case.";

    /// <summary>What begins, changes or ends a tolerance; everything else leaves the ledger alone.</summary>
    private static readonly HashSet<string> Concerning =
    [
        "case.accepted/1", "case.supplement-filed/1", "case.supplement-lapsed/1", "case.approved/1", "case.refused/1", "case.withdrawn/1", "case.terminated/1", "case.deemed-renewed/1",
    ];

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        if (!Concerning.Contains(happened.Type) || await desk.Open(CaseNumber.Parse(happened.Number), cancel) is not { State.Supplement: { } supplement } open) return;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var state = open.State;
        var rows = await db.Tolerances.Where(t => t.Region == state.Region && t.CaseId == state.Id).ToListAsync(cancel);
        var undecided = state.Status is CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue;
        foreach (var material in supplement.Materials)
        {
            var row = rows.FirstOrDefault(r => r.Material == material);
            if (row is null) db.Add(row = Begin(open, supplement, material));
            var missing = supplement.Open.Contains(material);
            row.SuppliedOn ??= missing ? null : happened.At.Date;
            (row.Owed, row.Lapsed) = (missing && undecided, missing && state.Has(Alert.SupplementLapsed));
        }

        await db.SaveChangesAsync(cancel);
    }

    private static ToleranceRow Begin(OpenCase open, Supplement supplement, string material) => new()
    {
        Region = open.State.Region,
        CaseId = open.State.Id,
        Material = material,
        Place = open.State.Place.Number,
        Organisation = open.State.Organisation,
        Item = open.State.Item,
        GuideVersion = open.State.GuideVersion,
        Subject = open.State.Subject,
        Promised = supplement.Promised == true,
        Due = supplement.Due,
        Effect = open.Rules.Find("tolerant.overdueEffect")?.Value ?? "staff-decide",
        Basis = CaseClocks.BasisOf(open.Rules, open.Rules.Find("tolerant.overdueEffect") is null ? "tolerant.mode" : "tolerant.overdueEffect").ToString(),
    };
}
