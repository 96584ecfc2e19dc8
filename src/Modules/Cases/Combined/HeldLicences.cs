using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>A licence that was granted here and stands.</summary>
/// <param name="Name">Of the item, as its guide had it.</param>
internal sealed record HeldLicence(string Item, string Name, CaseNumber Case, Instant GrantedFor);

/// <summary>
/// 联动变更 (河北方案 三（一）): what an applicant holds by our own log. A combination that changes common data asks who holds what; what we know is answered
/// before he is asked, and what he holds and no part changes is named.
/// </summary>
internal sealed class HeldLicences(IDbContextFactory<CasesDb> contexts, CaseDesk desk)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<HeldLicence>> Of(string subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var closed = await db.Listings.AsNoTracking().Where(l => l.Subject == subject && l.Status == CaseStatus.Closed)
            .OrderByDescending(l => l.ReceivedAt).Take(Most).ToListAsync(cancel);
        return
        [
            .. (await desk.Open(closed, cancel))
                .Where(c => c is { State: { Granted: true, Master: null }, Guide.Result.Kind: ResultKind.Licence } && c.State.Mends?.Revocation?.RevokedOn is null)
                .Select(c => new HeldLicence(c.State.Item, c.Guide.Name, c.Number, c.State.ReceivedAt)),
        ];
    }

    /// <summary>The answers that follow from what he holds; empty where the combination asks nothing of the kind.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Answers(Guide guide, string subject, CancellationToken cancel)
    {
        var asked = (guide.Combination?.Parts ?? []).Where(p => p is { HolderOf.Count: > 0, OnlyIf.IsSimple: true }).ToList();
        if (asked.Count == 0) return new Dictionary<string, string>();
        var held = (await Of(subject, cancel)).Select(h => h.Item).ToHashSet(StringComparer.Ordinal);
        return asked.Where(p => p.HolderOf.Any(held.Contains)).Select(p => p.OnlyIf!).DistinctBy(s => s.Field).ToDictionary(s => s.Field, s => s.Value);
    }

    /// <summary>Held, and changed by no part; what this very filing made or changes is not among them.</summary>
    public async Task<IReadOnlyList<HeldLicence>> Unlinked(Guide guide, string subject, Instant filedAt, CancellationToken cancel)
    {
        if (guide.Combination is not { Kind: CombinationKind.Change } combination) return [];
        var linked = combination.Parts.SelectMany(p => p.HolderOf.Append(p.Item)).ToHashSet(StringComparer.Ordinal);
        return [.. (await Of(subject, cancel)).Where(h => h.GrantedFor < filedAt && !linked.Contains(h.Item)).DistinctBy(h => h.Item)];
    }
}
