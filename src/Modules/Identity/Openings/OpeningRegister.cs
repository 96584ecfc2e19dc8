using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>
/// 查看登记 (个人信息保护法 第五十一条、第五十四条): written before the answer goes out; what cannot be written down is not shown. The same page opened
/// again by the same person within <see cref="OneLook"/> is the same row, counted. A list is one row whoever stands on it; an export one row a person.
/// </summary>
internal sealed class OpeningRegister(IDbContextFactory<IdentityDb> contexts, ISubjects subjects, IDirectory directory, TimeProvider clock) : IOpenings, IDisposable
{
    public static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    private readonly MemoryCache recent = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>For one request, before its answer goes out.</summary>
    public async Task Record(HttpContext context, Actor actor, Glance glance, CancellationToken cancel)
    {
        var (opened, listed) = glance.Take();
        if (opened.Count == 0 && listed.Count == 0) return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        var export = context.ExportPurpose();
        var purpose = export ?? (Emergencies.IsUsedIn(context) ? Emergencies.Purpose : Purposes.Of(route, actor.Role));
        var number = context.ShownCase() ?? (context.Request.RouteValues.TryGetValue("number", out var value) && CaseNumber.TryParse(value as string, out var known) ? known.ToString() : null);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.Now();
        await db.InTransaction(async () =>
        {
            foreach (var (subject, depth) in opened) await Look(db, actor, subject, export is null ? depth : OpeningDepth.Exported, purpose, number, now, cancel);
            if (export is not null)
            {
                foreach (var subject in listed) await Look(db, actor, subject, OpeningDepth.Exported, purpose, null, now, cancel);
            }

            var all = export is null ? listed : [.. listed.Concat(opened.Keys).Order(StringComparer.Ordinal)];
            if (all.Count > 0) await List(db, actor, all, purpose, export is not null, now, cancel);
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
    }

    public async ValueTask<bool> InFull(Actor actor, string subject, string ofCase, CancellationToken cancel = default)
    {
        var since = clock.Now().Plus(-OneLook);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<OpeningRow>().AsNoTracking().AnyAsync(
            o => o.Account == actor.Id && o.FirstAt > since && o.Subject == subject && o.Case == ofCase && o.Depth == OpeningDepth.InFull, cancel);
    }

    public async ValueTask OpenInFull(Actor actor, string subject, string ofCase, string reason, string words, CancellationToken cancel = default)
    {
        var kept = await subjects.Seal(subject, $"identity.openings/{ofCase}", Encoding.UTF8.GetBytes(words), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(New(actor, subject, OpeningDepth.InFull, OpeningReasons.Words[reason], ofCase, clock.Now(), reason, kept));
        await db.SaveChangesAsync(cancel);
    }

    public async ValueTask Refused(Actor actor, string subject, string ofCase, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.SaveWithEvent(clock.Now(), SecurityEventKind.InFullRefused, actor.Id, actor.Id, cancel, ofCase);
    }

    public void Dispose() => recent.Dispose();

    /// <summary>The words beside the reason; null: none, or erased.</summary>
    public async ValueTask<string?> WordsOf(OpeningRow row, CancellationToken cancel) =>
        row.Words is { } kept && await subjects.Open(row.Subject, $"identity.openings/{row.Case}", kept, cancel) is { } plain ? Encoding.UTF8.GetString(plain) : null;

    private async Task Look(IdentityDb db, Actor actor, string subject, OpeningDepth depth, string purpose, string? number, Instant now, CancellationToken cancel)
    {
        var key = (actor.Id, actor.Role, actor.Organisation, subject, depth, purpose, number);
        if (depth != OpeningDepth.Exported && Same(key, now) is { } id
            && await db.Set<OpeningRow>().Where(o => o.Id == id).ExecuteUpdateAsync(o => o.SetProperty(r => r.Times, r => r.Times + 1).SetProperty(r => r.LastAt, now), cancel) == 1) return;
        var row = New(actor, subject, depth, purpose, number, now, null, null);
        db.Add(row);
        Remember(key, row.Id, now);
    }

    private async Task List(IdentityDb db, Actor actor, IReadOnlyList<string> people, string purpose, bool export, Instant now, CancellationToken cancel)
    {
        var joined = string.Join(' ', people);
        var key = (actor.Id, actor.Role, actor.Organisation, purpose, joined);
        if (!export && Same(key, now) is { } id
            && await db.Set<ListLookRow>().Where(l => l.Id == id).ExecuteUpdateAsync(l => l.SetProperty(r => r.Times, r => r.Times + 1).SetProperty(r => r.LastAt, now), cancel) == 1) return;
        var row = new ListLookRow
        {
            Id = Ids.New(), Account = actor.Id, Role = actor.Role, Office = actor.Organisation, Place = PlaceOf(actor), Purpose = purpose, Export = export,
            People = people.Count, Subjects = joined, FirstAt = now, LastAt = now, Times = 1,
        };
        db.Add(row);
        Remember(key, row.Id, now);
    }

    /// <summary>By the clock of the cases, which a demonstration can move.</summary>
    private string? Same(object key, Instant now) =>
        recent.TryGetValue(key, out (string Id, Instant Since) known) && now <= known.Since.Plus(OneLook) && now >= known.Since ? known.Id : null;

    private void Remember(object key, string id, Instant now) =>
        recent.Set(key, (id, now), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = OneLook });

    private OpeningRow New(Actor actor, string subject, OpeningDepth depth, string purpose, string? number, Instant now, string? reason, byte[]? words) => new()
    {
        Id = Ids.New(), Subject = subject, Account = actor.Id, Role = actor.Role, Office = actor.Organisation, Place = PlaceOf(actor), Depth = depth, Purpose = purpose,
        Case = number, Reason = reason, Words = words, FirstAt = now, LastAt = now, Times = 1,
    };

    private RegionCode PlaceOf(Actor actor) => actor.Organisation is { } office && directory.Organisation(office) is { } known ? known.Region : actor.Place;
}
