using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>
/// 名册: people and posts by a workbook. Every row goes the way that the pages go (<see cref="ManagePeople"/>): the same checks, the same two hands, the same lines of
/// the security log. What is done already is not done again, so that the same file twice, or one that was broken off, changes nothing more.
/// </summary>
internal sealed class RosterDesk(IdentityDb db, ManagePeople people, Lendings lendings, SubjectVault subjects, InMemoryDirectory directory, SessionClock sessionClock, TimeProvider clock)
{
    private const int Chunk = 200;

    /// <summary>After this a submission that has not ended was broken off.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static Refusal Changed { get; } = new("identity.changed-meanwhile", "这份名册刚刚有人办理过，请看过现在的情况后再办。", PlatformRules.NoSilentOverwrite);

    public static Refusal StillWrong { get; } = new("identity.roster-faults", "还有填错的行。请改好表格重新上传，或者勾选“错误的行不办”，只办其余的行。", PlatformRules.Input);

    public IQueryable<RosterRow> Within(Actor actor)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return db.Set<RosterRow>().Where(r => (long)(object)r.Place >= from && (long)(object)r.Place < end);
    }

    public Task<RosterRow?> Find(string id, Actor actor, CancellationToken cancel) => Within(actor).SingleOrDefaultAsync(r => r.Id == id, cancel);

    public static IReadOnlyList<RosterEntry> EntriesOf(RosterRow row) => JsonSerializer.Deserialize<IReadOnlyList<RosterEntry>>(row.Entries, Json.Options)!;

    /// <summary>Takes a file in; nothing is done yet. The same file again before it was submitted is the same upload.</summary>
    public async Task<Outcome<string>> Upload(string name, byte[] content, Actor actor, CancellationToken cancel)
    {
        if (!RosterBook.Read(content, RosterRules.MostRows + 1).Try(out var rows, out var unread)) return unread;
        var offices = directory.Now.Under(actor.Place).GroupBy(o => o.Name).ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First() : null);
        if (!RosterRules.Read(rows, offices, subjects.IndexOf).Try(out var entries, out var wrong)) return wrong;
        var hash = Convert.ToHexStringLower(Sm3.Of(content));
        if (await db.Set<RosterRow>().AsNoTracking().Where(r => r.By == actor.Id && r.FileHash == hash && r.SubmittedAt == null).Select(r => r.Id).FirstOrDefaultAsync(cancel) is { } known) return known;
        var row = new RosterRow
        {
            Id = Ids.New(), Place = actor.Place, File = Path.GetFileName(name), FileHash = hash, By = actor.Id, At = clock.Now(), Entries = JsonSerializer.Serialize(entries, Json.Options),
        };
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        return row.Id;
    }

    public async Task<IReadOnlyList<(RosterEntry Entry, RosterStep Step, IReadOnlyList<RosterFault> Faults)>> Judge(RosterRow row, Actor actor, CancellationToken cancel)
    {
        var entries = EntriesOf(row);
        return RosterRules.Judge(entries, await Known(entries, actor, cancel));
    }

    /// <summary>提交: opens and asks, row by row, and closes at once; what gives rights waits for the security administrator.</summary>
    /// <param name="leaveOut">Rows that are not right are left out knowingly.</param>
    public async Task<Refusal?> Submit(RosterRow row, int seen, bool leaveOut, Actor actor, CancellationToken cancel)
    {
        if (row.Version != seen || row.AppliedAt is not null || (row.SubmittedAt is { } begun && sessionClock.Now < begun.Plus(Patience))) return Changed;
        var judged = await Judge(row, actor, cancel);
        if (!leaveOut && judged.Any(j => j.Step == RosterStep.Wrong)) return StillWrong;
        (row.SubmittedAt, row.Version) = (sessionClock.Now, row.Version + 1);
        if (!await db.TrySave(cancel)) return Changed;
        List<RosterEntry> done = [];
        foreach (var (entry, step, _) in judged)
        {
            // Once begun it goes to the end, whoever closes his browser.
            done.Add(step is RosterStep.Wrong or RosterStep.Same ? entry with { Done = step } : await Apply(entry, step, actor));
            if (done.Count % Chunk == 0) db.ChangeTracker.Clear();
        }

        await Keep(row.Id, done, kept => kept.AppliedAt = clock.Now());
        return null;
    }

    /// <summary>The security administrator agrees to all that still waits, or to nothing of it.</summary>
    public async Task<Refusal?> Settle(RosterRow row, int seen, bool agrees, string? against, Actor actor, CancellationToken cancel)
    {
        if (row.Version != seen || row.AppliedAt is null || row.SettledAt is not null) return Changed;
        (row.SettledBy, row.SettledAt, row.Agreed, row.Against, row.Version) = (actor.Id, clock.Now(), agrees, agrees ? null : against, row.Version + 1);
        if (!await db.TrySave(cancel)) return Changed;
        List<RosterEntry> done = [];
        foreach (var entry in EntriesOf(row))
        {
            done.Add(entry is { Asked: { } asked, Account: { } id } && await people.Find(id, actor, CancellationToken.None) is { } account
                ? entry with { Refused = (await people.Settle(account, asked, agrees, against, actor, CancellationToken.None))?.Message }
                : entry);
            if (done.Count % Chunk == 0) db.ChangeTracker.Clear();
        }

        await Keep(row.Id, done, _ => { });
        return null;
    }

    /// <summary>发放初始密码 for those whom this file opened and who have none of their own yet. Shown once: a second time gives nothing.</summary>
    public async Task<Outcome<IReadOnlyList<RosterPasswordModel>>> GivePasswords(RosterRow row, Actor actor, CancellationToken cancel)
    {
        if (row.PasswordsAt is not null)
        {
            return new Refusal("identity.passwords-given", "这份名册的初始密码已经发放过，只显示一次。个别人丢失的，请在他的页面上重新发放。", PlatformRules.NoSilentOverwrite);
        }

        (row.PasswordsAt, row.Version) = (clock.Now(), row.Version + 1);
        if (!await db.TrySave(cancel)) return Changed;
        List<RosterPasswordModel> given = [];
        foreach (var entry in EntriesOf(row).Where(e => e.Done == RosterStep.Open && e.Account is not null))
        {
            if (await people.Find(entry.Account!, actor, CancellationToken.None) is not { Active: true, PasswordHash: not null, StartPasswordUntil: not null } account) continue;
            given.Add(new RosterPasswordModel(entry.Name, entry.User, entry.Organisation is { } office ? directory.Organisation(office)?.Name ?? "" : "", await people.GiveStartPassword(account, actor, CancellationToken.None)));
            if (given.Count % Chunk == 0) db.ChangeTracker.Clear();
        }

        return given;
    }

    private async Task<RosterEntry> Apply(RosterEntry entry, RosterStep step, Actor actor)
    {
        var none = CancellationToken.None;
        var post = entry.Closes ? null : new AskedPost(entry.Role!.Value, entry.Place!.Value, entry.Organisation!, entry.Unit, entry.Why);
        if (step == RosterStep.Open)
        {
            if (!(await people.Open(entry.Name, entry.User, entry.NumberIndex!, post!, actor, none)).Try(out var opened, out var why)) return entry with { Refused = why.Message };
            return entry with { Done = step, Account = opened, Asked = (await people.Waiting(opened, none))?.Id };
        }

        if (await Named(entry.User, actor) is not { } account) return entry with { Refused = Changed.Message };
        var refused = step switch
        {
            RosterStep.Change => await people.Ask(account, post!, actor, none),
            RosterStep.Close => await people.Close(account, entry.Why, actor, none),
            _ => null,
        };
        if (refused is not null) return entry with { Refused = refused.Message };
        return entry with { Done = step, Account = account.Id, Asked = step == RosterStep.Close ? null : (await people.Waiting(account.Id, none))?.Id };
    }

    private Task<AccountRow?> Named(string user, Actor actor) => lendings.Reach(db.Accounts, actor).SingleOrDefaultAsync(a => a.User == user);

    /// <summary>As the page has it: a hall is a venue, and nobody's office.</summary>
    private Refusal? May(AskedPost post, Actor actor, LentRight right) =>
        directory.Organisation(post.Organisation) is { Kind: OrganisationKind.Hall } hall
            ? new Refusal("identity.post-in-a-hall", $"“{hall.Name}”是办事场所，不是用人的机构，请填所属的机构。", PlatformRules.Input)
            : people.CheckPost(post, actor) ?? LendingRules.MayGive(right, post.Role, post.Organisation, more: false);

    private async Task Keep(string id, List<RosterEntry> entries, Action<RosterRow> also)
    {
        db.ChangeTracker.Clear();
        var row = await db.Set<RosterRow>().SingleAsync(r => r.Id == id);
        row.Entries = JsonSerializer.Serialize(entries, Json.Options);
        row.Version++;
        also(row);
        await db.SaveChangesAsync();
    }

    private async Task<RosterKnown> Known(IReadOnlyList<RosterEntry> entries, Actor actor, CancellationToken cancel)
    {
        Dictionary<string, RosterAccount> accounts = [];
        HashSet<string> users = [], numbers = [];
        foreach (var some in entries.Chunk(Chunk))
        {
            var (named, indexed) = (some.Select(e => e.User).ToList(), some.Select(e => e.NumberIndex).OfType<string>().ToList());
            users.UnionWith(await db.Accounts.Where(a => named.Contains(a.User)).Select(a => a.User).ToListAsync(cancel));
            numbers.UnionWith(await db.Accounts.Where(a => indexed.Contains(a.NumberIndex!)).Select(a => a.NumberIndex!).ToListAsync(cancel));
            var mine = await lendings.Reach(db.Accounts.AsNoTracking(), actor).Where(a => named.Contains(a.User)).ToListAsync(cancel);
            var ids = mine.ConvertAll(a => a.Id);
            var waiting = await db.AskedPosts.AsNoTracking().Where(p => ids.Contains(p.Account) && p.SettledAt == null).ToListAsync(cancel);
            foreach (var a in mine)
            {
                var post = waiting.Find(p => p.Account == a.Id);
                accounts[a.User] = new(a.Id, a.Name ?? a.User, a.NumberIndex, a.Role, a.Organisation, a.Unit, a.Active, a.PasswordHash is null, post is null ? null : new(post.Role, post.Organisation, post.Unit));
            }
        }

        var right = await lendings.RightOf(actor, cancel);
        var open = await db.Accounts.Where(a => a.Active && AccountRules.Administrators.Contains(a.Role)).Select(a => a.Role).ToListAsync(cancel);
        return new RosterKnown(accounts, users, numbers, open.GroupBy(r => r).ToDictionary(g => g.Key, g => g.Count()), post => May(post, actor, right), right.Left);
    }
}

/// <param name="Password">Shown once.</param>
public sealed record RosterPasswordModel(string Name, string User, string Office, string Password);
