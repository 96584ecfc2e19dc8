using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// The drafts' store. A draft is found by its applicant only; its content is sealed; every write names the version that it stands on, so two
/// writers never overwrite each other.
/// </summary>
internal sealed class Drafts(IDbContextFactory<CasesDb> contexts, ISubjects subjects, ICatalogue catalogue, TimeProvider clock)
{
    /// <summary>The key of the one draft that an ordinary visit goes on with; freed when it is handed in.</summary>
    private const string Resumed = "web-";

    /// <summary>The key of a row of a batch: it has no pages, its batch shows how it stands.</summary>
    public const string OfBatch = "batch-";

    private const int MostTries = 20;

    /// <summary>One answer for what is not there and for what is somebody else's.</summary>
    public static Refusal Unknown { get; } =
        new("cases.not-found", "没有找到这份申请草稿，可能已经提交或者删除。请到“我的办件”查看。", PlatformRules.Permission);

    public static Refusal ChangedMeanwhile { get; } =
        new("cases.changed-meanwhile", "这份申请在另一个页面里刚刚有了改动。为免覆盖，这次的修改还没有保存。", PlatformRules.NoSilentOverwrite);

    public static string ResumedKey(string item) => Resumed + item;

    /// <summary>128 random bits: an address that cannot be guessed.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public async ValueTask<Draft?> Find(string id, Actor actor, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.Subject == actor.Subject, cancel);
        return row is null || !actor.May(Power.Apply, row.Item) ? null : await Open(row, cancel);
    }

    /// <summary>The draft that an account began under this key; null: it began none, or it is gone.</summary>
    public async ValueTask<Draft?> OfKey(string key, Actor owner, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.Owner == owner.Id && d.Key == key, cancel) is { } row ? await Open(row, cancel) : null;
    }

    /// <summary>A draft that a window goes on with: of the account that began it, for whomever, or opened there for the applicant (<see cref="OpenDraftAtCounter"/>).</summary>
    public async ValueTask<Draft?> Held(string id, Actor owner, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var row = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(
            d => d.Id == id && (d.Owner == owner.Id || db.DraftOpenings.Any(o => o.Draft == id && o.Officer == owner.Id && o.Until > now)), cancel);
        return row is null ? null : await Open(row, cancel);
    }

    /// <summary>What an account has begun and not handed in, newest first.</summary>
    public async ValueTask<IReadOnlyList<DraftRow>> Unfinished(Actor owner, int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Drafts.AsNoTracking().Where(d => d.Owner == owner.Id && !d.Submitted).OrderByDescending(d => d.ChangedAt).Take(most).ToListAsync(cancel);
    }

    /// <summary>The newest draft of an item that is not handed in, by id.</summary>
    public async ValueTask<string?> Unfinished(string item, Actor actor, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Drafts.AsNoTracking()
            .Where(d => d.Subject == actor.Subject && d.Owner == actor.Id && d.Item == item && !d.Submitted && !d.Key.StartsWith(OfBatch))
            .OrderByDescending(d => d.ChangedAt).Select(d => d.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Begins a draft; the same owner and key give the same draft.</summary>
    public async ValueTask<Draft> Begin(Guide guide, Actor actor, string key, DraftContent content, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Existing() is { } there) return there;
        var id = NewId();
        db.Drafts.Add(new DraftRow
        {
            Id = id,
            Owner = actor.Id,
            Key = key,
            Subject = actor.Subject!,
            Item = guide.Item,
            GuideVersion = guide.Version,
            Version = 1,
            Answers = await Seal(id, actor.Subject!, content, cancel),
            ChangedAt = clock.Now(),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Begun in the same moment by another tab, or it is a fault.
            db.ChangeTracker.Clear();
            if (await Existing() is null) throw;
        }

        return (await Existing())!;

        async Task<Draft?> Existing() =>
            await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.Owner == actor.Id && d.Key == key, cancel) is { } row ? await Open(row, cancel) : null;
    }

    /// <summary>Writes what <paramref name="change"/> makes of the draft as it now stands; null from it is a conflict that it found.</summary>
    public async ValueTask<Outcome<Draft>> Change(
        string id, Actor actor, Func<Draft, DraftContent?> change, CancellationToken cancel = default)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await Find(id, actor, cancel) is not { Submitted: false } draft) return Unknown;
            if (draft.Locked) return SigningRules.DraftLocked;
            if (change(draft) is not { } content) return ChangedMeanwhile;
            var after = draft with { Content = content, Version = draft.Version + 1, ChangedAt = clock.Now() };
            var box = await Seal(id, draft.Subject, content, cancel);
            if (await Write(after, d => d.SetProperty(r => r.Answers, box).SetProperty(r => r.ChangedAt, after.ChangedAt), cancel)) return after;
        }

        return ChangedMeanwhile;
    }

    /// <summary>Reserves the number that this draft's case will have; the first one stays.</summary>
    public async ValueTask<CaseNumber> Reserve(Draft draft, Actor actor, CaseNumber offered, CancellationToken cancel = default)
    {
        for (var now = draft; ; now = (await Find(draft.Id, actor, cancel))!)
        {
            if (now.Number is { } taken) return taken;
            var text = offered.ToString();
            if (await Write(now with { Version = now.Version + 1 }, d => d.SetProperty(r => r.CaseNumber, text), cancel, evenLocked: true)) return offered;
        }
    }

    public async ValueTask MarkSubmitted(Draft draft, CancellationToken cancel = default)
    {
        var key = draft.Key.StartsWith(Resumed, StringComparison.Ordinal) ? $"filed-{draft.Id}" : draft.Key;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(
            () => db.Drafts.Where(d => d.Id == draft.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Submitted, true).SetProperty(d => d.Key, key), cancel),
            cancel);
    }

    /// <summary>Goes on under the guide now in force; answers to questions that it still asks stay.</summary>
    public ValueTask<bool> MoveTo(Draft draft, Guide guide, CancellationToken cancel = default) =>
        Write(draft with { Version = draft.Version + 1 }, d => d.SetProperty(r => r.GuideVersion, guide.Version), cancel);

    public async ValueTask<bool> Discard(string id, Actor actor, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.InTransaction(
            () => db.Drafts.Where(d => d.Id == id && d.Subject == actor.Subject && !d.Submitted && !d.Locked && d.CaseNumber == null).ExecuteDeleteAsync(cancel), cancel) == 1;
    }

    /// <summary>False: another write came before.</summary>
    private async ValueTask<bool> Write(
        Draft after, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<DraftRow>> set, CancellationToken cancel,
        bool evenLocked = false)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var before = after.Version - 1;
        return await db.InTransaction(
            () => db.Drafts.Where(d => d.Id == after.Id && d.Version == before && !d.Submitted && (evenLocked || !d.Locked)).ExecuteUpdateAsync(
                s =>
                {
                    s.SetProperty(d => d.Version, after.Version);
                    set(s);
                },
                cancel),
            cancel) == 1;
    }

    private async ValueTask<Draft?> Open(DraftRow row, CancellationToken cancel)
    {
        if (await subjects.Open(row.Subject, Context(row.Id), row.Answers, cancel) is not { } plain) return null;
        var guide = await catalogue.Version(row.Item, row.GuideVersion, cancel)
            ?? throw new InvalidOperationException($"Draft {row.Id} pins {row.Item} v{row.GuideVersion}, which the catalogue does not have.");
        return new Draft(
            row.Id, row.Key, row.Subject, guide, row.Version, row.ChangedAt, JsonSerializer.Deserialize<DraftContent>(plain, Json.Options)!,
            row.CaseNumber is { } number ? CaseNumber.Parse(number) : null, row.Submitted) { Locked = row.Locked };
    }

    private ValueTask<byte[]> Seal(string id, string subject, DraftContent content, CancellationToken cancel) =>
        subjects.Seal(subject, Context(id), JsonSerializer.SerializeToUtf8Bytes(content, Json.Options), cancel);

    private static string Context(string id) => $"draft/{id}";
}
