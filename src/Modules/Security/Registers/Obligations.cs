using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Security;

/// <summary>One system and one kind of assessment, today.</summary>
internal sealed record Obligation(AssetRow Asset, AssessmentKind Kind, AssessmentStanding Standing);

/// <summary>A system, a level at which it is run, and who answers for it there.</summary>
/// <param name="Person">Null: nobody, or somebody who has left.</param>
/// <param name="Left">The account that was named and is not open any more.</param>
internal sealed record Duty(AssetRow Asset, string Level, StaffMember? Person, string? Left);

/// <summary>What the registers ask for today: computed when it is asked, never stored.</summary>
internal sealed class Obligations(IDbContextFactory<SecurityDb> contexts, IRulebooks rulebooks, IStaff staff, TimeProvider clock)
{
    public async Task<IReadOnlyList<Obligation>> Assessments(RegionCode place, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = Systems(db, place);
        var systems = await mine.OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync(cancel);
        var last = await db.Assessments.AsNoTracking().Where(a => mine.Any(s => s.Id == a.Asset)).GroupBy(a => new { a.Asset, a.Kind })
            .Select(g => new { g.Key.Asset, g.Key.Kind, On = g.Max(a => a.TestedOn) }).ToDictionaryAsync(g => (g.Asset, g.Kind), g => g.On, cancel);
        return [.. systems.SelectMany(_ => Enum.GetValues<AssessmentKind>(), (s, k) => new Obligation(s, k, Of(s, k, last.TryGetValue((s.Id, k), out var on) ? on : null)))];
    }

    public async Task<IReadOnlyList<Duty>> Duties(RegionCode place, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = Systems(db, place);
        var systems = await mine.OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync(cancel);
        var named = await db.Duties.AsNoTracking().Where(d => mine.Any(s => s.Id == d.Asset)).ToDictionaryAsync(d => (d.Asset, d.Level), d => d.Account, cancel);
        return
        [
            .. from system in systems
               from level in system.LevelList
               let account = named.GetValueOrDefault((system.Id, level))
               let person = account is null ? null : staff.Find(account)
               select new Duty(system, level, person, person is null ? account : null),
        ];
    }

    public Interval? Find(RegionCode place, string? key) => DueDays.Find(rulebooks.For(place, ItemType.PublicService, clock.Now().Date), key);

    private AssessmentStanding Of(AssetRow system, AssessmentKind kind, DateOnly? last)
    {
        var place = RegionCode.From(system.Place);
        return AssessmentStanding.Of(last, Find(place, DueDays.KeyOf(kind, system.Grade)), Find(place, DueDays.RemindAhead), clock.Now().Date);
    }

    private static IQueryable<AssetRow> Systems(SecurityDb db, RegionCode place)
    {
        var (from, end) = (place.Number, place.End);
        return db.Assets.AsNoTracking().Where(a => a.Place >= from && a.Place < end && a.Kind == AssetKind.System && a.RetiredOn == null);
    }
}
