using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>人员和岗位: what the three administrators do to accounts. Every change stands in the security log, in the same save.</summary>
internal sealed class ManagePeople(
    IdentityDb db, Lendings lendings, Sessions sessions, Presence presence, SubjectVault subjects, InMemoryDirectory directory, IRulebooks rulebooks, SessionClock sessionClock, TimeProvider clock)
{
    private static Refusal Changed { get; } = new("identity.changed-meanwhile", "这个账号刚刚被别人改过，请看过现在的情况后再办。", PlatformRules.NoSilentOverwrite);

    /// <summary>Staff accounts within the administrator's place: the condition of every query here.</summary>
    public static IQueryable<AccountRow> Within(IQueryable<AccountRow> accounts, Actor actor)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return accounts.Where(a => a.Role != Role.Applicant && (long)(object)a.Place >= from && (long)(object)a.Place < end);
    }

    public Task<AccountRow?> Find(string id, Actor actor, CancellationToken cancel) => lendings.Reach(db.Accounts, actor).SingleOrDefaultAsync(a => a.Id == id, cancel);

    public Task<AskedPostRow?> Waiting(string account, CancellationToken cancel) =>
        db.AskedPosts.SingleOrDefaultAsync(p => p.Account == account && p.SettledAt == null, cancel);

    /// <summary>开设账号, closed until the post is agreed to. One account a person: the same resident number is refused.</summary>
    public Task<Outcome<string>> Open(NewPerson person, Actor actor, CancellationToken cancel) =>
        Open(person.Name, person.User, subjects.IndexOf(person.Number), person.Post, actor, cancel);

    /// <param name="index">The blind index of the resident number.</param>
    public async Task<Outcome<string>> Open(string name, string user, string index, AskedPost post, Actor actor, CancellationToken cancel)
    {
        if (AccountRules.CheckUser(user) is { } wrong) return wrong;
        if (CheckPost(post, actor) is { } not) return not;
        if (LendingRules.MayGive(await lendings.RightOf(actor, cancel), post.Role, post.Organisation, more: true) is { } beyond) return beyond;
        if (await db.Accounts.AnyAsync(a => a.NumberIndex == index, cancel))
        {
            return new Refusal("identity.person-has-account", "这个人已经有账号：一个人只有一个账号，换岗请在原账号上办理；系统、安全、审计三员须由不同的人担任。", PlatformRules.Permission);
        }

        if (await db.Accounts.AnyAsync(a => a.User == user, cancel)) return new Refusal("identity.user-taken", "这个用户名已经有人用了，请换一个。", PlatformRules.Input);
        var account = new AccountRow
        {
            Id = Ids.New(), User = user, Name = name, NumberIndex = index, Role = post.Role, Place = post.Place, Organisation = post.Organisation, Unit = post.Unit,
            // A password that nobody knows: the account is no invented one, and nothing opens it yet.
            PasswordHash = AccountDoor.HashOfHanded(Ids.New()), StartPasswordUntil = sessionClock.Now, Active = false, Stamp = Ids.New(), CreatedAt = clock.Now(),
        };
        db.Add(account);
        db.Add(Asked(account.Id, post, actor));
        await db.SaveWithEvent(clock.Now(), SecurityEventKind.AccountOpened, account.Id, actor.Id, cancel, RoleWords.CodeOf(post.Role));
        return account.Id;
    }

    /// <summary>提出换岗: the account keeps the post it has until the new one is agreed to.</summary>
    public async Task<Refusal?> Ask(AccountRow account, AskedPost post, Actor actor, CancellationToken cancel)
    {
        if (CheckPost(post, actor) is { } not) return not;
        if (LendingRules.MayGive(await lendings.RightOf(actor, cancel), post.Role, post.Organisation, more: !account.Active) is { } beyond) return beyond;
        if (account.Active && AccountRules.MayHold(await Beside(account, post.Further, cancel), post.AsHeld) is { } separate) return separate;
        if (!account.Active && post.Further) return Changed;
        if (await Waiting(account.Id, cancel) is not null) return Changed;
        db.Add(Asked(account.Id, post, actor));
        await db.SaveWithEvent(clock.Now(), SecurityEventKind.PostAsked, account.Id, actor.Id, cancel, RoleWords.CodeOf(post.Role));
        return null;
    }

    /// <summary>同意或者不同意: by another than who asked. What was signed in under the old post ends at once.</summary>
    public async Task<Refusal?> Settle(AccountRow account, string asked, bool agrees, string? against, Actor actor, CancellationToken cancel)
    {
        if (await Waiting(account.Id, cancel) is not { } post || post.Id != asked) return Changed;
        if (agrees)
        {
            if (AccountRules.MayAgree(actor.Id, post.AskedBy, account.Id) is { } separate) return separate;
            if (account.Active && !post.Further && account.Role != post.Role && AccountRules.MayLeave(account.Role, await IsAlone(account, cancel)) is { } last) return last;
            // What was agreed to meanwhile counts too: the three administrators stay three people over all posts.
            if (account.Active && AccountRules.MayHold(await Beside(account, post.Further, cancel), post.AsHeld()) is { } both) return both;
            if (post.Further)
            {
                db.Add(new HeldPostRow { Id = Ids.New(), Account = account.Id, Role = post.Role, Place = post.Place, Organisation = post.Organisation, Unit = post.Unit, Since = clock.Now() });
                account.Stamp = Ids.New();
            }
            else (account.Role, account.Place, account.Organisation, account.Unit, account.Active, account.Stamp) = (post.Role, post.Place, post.Organisation, post.Unit, true, Ids.New());
        }

        (post.SettledBy, post.SettledAt, post.Agreed, post.Against) = (actor.Id, clock.Now(), agrees, agrees ? null : against);
        await db.SaveWithEvent(
            clock.Now(), agrees ? SecurityEventKind.PostAgreed : SecurityEventKind.PostRefused, account.Id, actor.Id, cancel, RoleWords.CodeOf(post.Role));
        presence.Forget();
        sessions.Forget(account.Id);
        return null;
    }

    /// <summary>发放初始密码: shown once, opens only the choosing of one's own. Ends what is signed in.</summary>
    public async Task<string> GiveStartPassword(AccountRow account, Actor actor, CancellationToken cancel)
    {
        var password = PasswordRules.ToBegin();
        (account.PasswordHash, account.StartPasswordUntil, account.Stamp) = (AccountDoor.HashOfHanded(password), sessionClock.Now.Plus(PasswordRules.StartsWithin), Ids.New());
        (account.Failures, account.LockedUntil) = (0, null);
        await db.SaveWithEvent(clock.Now(), SecurityEventKind.StartPasswordGiven, account.Id, actor.Id, cancel);
        sessions.Forget(account.Id);
        return password;
    }

    /// <summary>撤下动态口令: the phone is lost; at the next sign-in another is set up.</summary>
    public async Task TakeSecondFactor(AccountRow account, Actor actor, CancellationToken cancel)
    {
        (account.TotpBox, account.Stamp) = (null, Ids.New());
        await db.SaveWithEvent(clock.Now(), SecurityEventKind.SecondFactorTaken, account.Id, actor.Id, cancel);
        sessions.Forget(account.Id);
    }

    /// <summary>停用: who leaves is shut out everywhere, here at once, on other nodes within seconds; what he had taken on is handed on within the minute (<see cref="IPresence"/>).</summary>
    public async Task<Refusal?> Close(AccountRow account, string why, Actor actor, CancellationToken cancel)
    {
        if (!account.Active) return Changed;
        if (AccountRules.MayLeave(account.Role, await IsAlone(account, cancel)) is { } last) return last;
        var right = await lendings.RightOf(actor, cancel);
        foreach (var held in await db.HeldPosts.Where(p => p.Account == account.Id && p.EndedAt == null).ToListAsync(cancel))
        {
            if (LendingRules.MayGive(right, held.Role, held.Organisation, more: false) is { } beyond) return beyond;
            if (AccountRules.MayLeave(held.Role, await IsAlone(account.Id, held.Role, cancel)) is { } further) return further;
            held.EndedAt = clock.Now();
        }

        if (await Waiting(account.Id, cancel) is { } post) (post.SettledBy, post.SettledAt, post.Against) = (actor.Id, clock.Now(), why);
        (account.Active, account.Stamp) = (false, Ids.New());
        await db.SaveWithEvent(clock.Now(), SecurityEventKind.AccountClosed, account.Id, actor.Id, cancel);
        presence.Forget();
        sessions.Forget(account.Id);
        return null;
    }

    /// <summary>结束兼任: a further post ends; what was signed in under any post signs in anew.</summary>
    public async Task<Refusal?> EndPost(AccountRow account, string post, Actor actor, CancellationToken cancel)
    {
        if (await db.HeldPosts.SingleOrDefaultAsync(p => p.Id == post && p.Account == account.Id && p.EndedAt == null, cancel) is not { } held) return Changed;
        // A post that was not lent is not his to end either, whoever holds it beside one that was.
        if (LendingRules.MayGive(await lendings.RightOf(actor, cancel), held.Role, held.Organisation, more: false) is { } beyond) return beyond;
        if (AccountRules.MayLeave(held.Role, await IsAlone(account.Id, held.Role, cancel)) is { } last) return last;
        (held.EndedAt, account.Stamp) = (clock.Now(), Ids.New());
        await db.SaveWithEvent(clock.Now(), SecurityEventKind.PostEnded, account.Id, actor.Id, cancel, RoleWords.CodeOf(held.Role));
        presence.Forget();
        sessions.Forget(account.Id);
        return null;
    }

    private Task<bool> IsAlone(AccountRow account, CancellationToken cancel) => IsAlone(account.Id, account.Role, cancel);

    private async Task<bool> IsAlone(string account, Role role, CancellationToken cancel) =>
        !await db.Accounts.AnyAsync(a => a.Active && a.Id != account && (a.Role == role || db.HeldPosts.Any(p => p.Account == a.Id && p.Role == role && p.EndedAt == null)), cancel);

    /// <summary>What the person holds beside a post that is asked for: one that takes the place of his own stands beside the others only, but follows the own one.</summary>
    private async Task<IReadOnlyList<Post>> Beside(AccountRow account, bool further, CancellationToken cancel)
    {
        var posts = await db.PostsOf(account, cancel);
        // An administrator becomes no other administrator: his own role counts, the place of it does not.
        return further ? posts : [.. posts.Where(p => p.Id != Post.Own), Post.OwnOf(account) with { Organisation = null }];
    }

    public Refusal? CheckPost(AskedPost post, Actor actor) =>
        !actor.Place.Contains(post.Place)
            ? new Refusal("identity.post-elsewhere", "岗位不在您管理的区划之内，请选择本地的机构。", PlatformRules.Permission)
            : PostRules.Check(post.Role, post.Place, directory.Organisation(post.Organisation), rulebooks.For(post.Place, ItemType.PublicService, clock.Now().Date));

    private AskedPostRow Asked(string account, AskedPost post, Actor actor) => new()
    {
        Id = Ids.New(), Account = account, Role = post.Role, Place = post.Place, Organisation = post.Organisation, Unit = post.Unit, Why = post.Why, Further = post.Further, AskedBy = actor.Id, AskedAt = clock.Now(),
    };
}

/// <param name="Why">On what ground: an appointment, a change of duty.</param>
/// <param name="Further">Beside what he has; false: instead of his own.</param>
internal sealed record AskedPost(Role Role, RegionCode Place, string Organisation, string? Unit, string Why, bool Further = false)
{
    public Post AsHeld => new("", Role, Place, Organisation, Unit);
}

/// <param name="Number">居民身份证号: kept only as its blind index.</param>
internal sealed record NewPerson(string Name, string User, string Number, AskedPost Post);
