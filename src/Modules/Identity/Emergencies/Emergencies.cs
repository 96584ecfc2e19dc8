using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>Answers whether somebody reads under an emergency, and marks the request that does.</summary>
internal sealed class Emergencies(IDbContextFactory<IdentityDb> contexts, IHttpContextAccessor requests, TimeProvider clock) : IEmergencies
{
    /// <summary>What the register writes as the purpose of every opening of such a request, and the person reads.</summary>
    public const string Purpose = "应急授权查看";

    private static readonly object Key = new();

    public bool InUse => requests.HttpContext is { } context && IsUsedIn(context);

    public static bool IsUsedIn(HttpContext context) => context.Items.ContainsKey(Key);

    public async ValueTask<bool> Opens(Actor actor, string ofCase, CancellationToken cancel = default)
    {
        if (!EmergencyRules.Askers.Contains(actor.Role) || requests.HttpContext is not { } request) return false;
        // Asked even where it is no number at all: who guesses is answered the same way.
        var known = CaseNumber.TryParse(ofCase, out var number);
        var now = clock.Now();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var held = await Held(db, actor.Id, now, cancel);
        if (!known || held.Find(e => EmergencyRules.Covers(e, number, now)) is not { } emergency) return false;
        await db.SaveWithEvent(now, SecurityEventKind.EmergencyUsed, actor.Id, actor.Id, cancel, $"{number}（{emergency.Id}）");
        request.Items[Key] = emergency.Id;
        return true;
    }

    /// <summary>What holds for somebody now.</summary>
    public async Task<IReadOnlyList<EmergencyRow>> Of(string account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Held(db, account, clock.Now(), cancel);
    }

    public async Task<bool> ReviewWaits(Actor actor, CancellationToken cancel)
    {
        var (from, end, now) = (actor.Place.Number, actor.Place.End, clock.Now());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<EmergencyRow>().AnyAsync(
            e => (long)(object)e.Place >= from && (long)(object)e.Place < end && e.Until != null && e.ReviewedAt == null && (e.Until <= now || e.EndedAt != null), cancel);
    }

    private static Task<List<EmergencyRow>> Held(IdentityDb db, string account, Instant now, CancellationToken cancel) =>
        db.Set<EmergencyRow>().AsNoTracking().Where(e => e.By == account && e.Until > now && e.EndedAt == null).ToListAsync(cancel);
}
