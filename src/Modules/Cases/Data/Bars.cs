using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>不得再次申请 (行政许可法 第七十八、七十九条): what an applicant's own cases bar him from.</summary>
internal sealed class Bars(IDbContextFactory<CasesDb> contexts, ICatalogue catalogue)
{
    /// <summary>The longest bar that one of the applicant's own cases has laid on this item, wherever it is handled.</summary>
    public async ValueTask<Bar?> On(Guide guide, string subject, CancellationToken cancel)
    {
        if (guide.SafetyAreas is null) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var bodies = await db.Listings.AsNoTracking().Where(l => l.Subject == subject)
            .Join(db.Cases.AsNoTracking(), l => new { l.Region, l.Id }, c => new { c.Region, c.Id }, (_, c) => c.Body)
            .Where(body => body.Contains("\"barredUntil\"")).ToListAsync(cancel);
        Bar? longest = null;
        foreach (var state in bodies.Select(StoredCase.StateOf))
        {
            if (state.Mends?.Dishonesty is not { BarredUntil: { } until } found || until <= longest?.Until || !await SameItem(guide, state, cancel)) continue;
            longest = new Bar(until, found.Fraud, state.Number.ToString());
        }

        return longest;
    }

    private async ValueTask<bool> SameItem(Guide guide, CaseState state, CancellationToken cancel) =>
        state.Item == guide.Item
        || (guide.BasicCode is { } code && await catalogue.Version(state.Item, state.GuideVersion, cancel) is { } other && other.BasicCode == code);
}
