using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>What a principal writes: to whom, which powers, in which matters, from when until when.</summary>
/// <param name="Items">Null: all.</param>
internal sealed record NewAuthority(
    AuthorityKind Kind, string Agent, string Number, string? Phone, IReadOnlyList<Power> Powers, IReadOnlyList<string>? Items, DateOnly From, DateOnly Until);

/// <summary>授权委托: given, accepted, staffed, confirmed, ended; each step a line of the security log, with identifiers only.</summary>
internal sealed class Authorities(IDbContextFactory<IdentityDb> contexts, SubjectVault subjects, IRulebooks rulebooks, SessionClock sessions, TimeProvider clock)
{
    public static Refusal Unknown { get; } = new("identity.not-found", "没有找到这份委托。可能已经终止，请回到列表查看。", PlatformRules.Permission);

    /// <summary>What relatives may be given: nothing that binds the elder.</summary>
    public static IReadOnlyList<Power> ForRelatives { get; } = [Power.Progress, Power.Messages, Power.Book];

    public static async ValueTask<byte[]> Seal(SubjectVault subjects, string principal, string id, AuthorityWords words, CancellationToken cancel) =>
        await subjects.Seal(principal, Context(id), JsonSerializer.SerializeToUtf8Bytes(words, Json.Options), cancel);

    /// <summary>Null where the principal or the agent was lawfully erased.</summary>
    public async ValueTask<AuthorityWords?> Words(AuthorityRow row, CancellationToken cancel) =>
        row.Box.Length > 0 && await subjects.Open(row.Principal, Context(row.Id), row.Box, cancel) is { } plain ? JsonSerializer.Deserialize<AuthorityWords>(plain, Json.Options) : null;

    /// <summary>By the principal himself, or at a counter in his presence by <paramref name="by"/>.</summary>
    public async Task<Outcome<string>> Give(string principal, NewAuthority given, Actor by, CancellationToken cancel)
    {
        if (!SubjectNumber.Read(given.Kind == AuthorityKind.Firm ? SubjectKind.Company : SubjectKind.Person, given.Number).Try(out var number, out var why)) return why;
        var today = clock.Now().Date;
        if (given.Powers.Count == 0) return No("power-missing", "请至少勾选一项权限。");
        if (given.Kind == AuthorityKind.Relative && given.Powers.Except(ForRelatives).Any()) return No("power-beyond", "亲友只能查看进度、收消息的抄送和约定日期；要替您提交、撤回或者领取的，请另外出具委托书。");
        if (given.Items is { Count: 0 }) return No("items-missing", "您选了“只限部分事项”，请至少选一个事项。");
        if (given.From < today) return No("from-past", "委托从今天或者以后的一天开始，请修改开始日期。");
        if (given.Until < given.From) return No("until-before", "到期的日子不能早于开始的日子，请修改。");
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (AuthorityTerms.TooLong(given.From, given.Until, await RulesFor(db, by, cancel), rulebooks.Calendar) is { } tooLong) return tooLong;
        var id = Ids.New();
        var index = subjects.IndexOf(number);
        if (await db.Subjects.AnyAsync(s => s.Id == principal && s.NumberIndex == index, cancel)) return No("to-oneself", "这是您自己的证件号码。请填写受托人的。");
        var (now, counter) = (clock.Now(), by.IsStaff);
        db.Add(new AuthorityRow
        {
            Id = id, Principal = principal, Kind = given.Kind, AgentIndex = index, Box = await Seal(subjects, principal, id, new AuthorityWords(given.Agent, number, given.Phone), cancel),
            Powers = string.Join('|', given.Powers.Distinct().Order()), Items = given.Items is { } items ? string.Join('|', items.Distinct()) : null,
            From = given.From, Until = given.Until, GivenBy = by.Id, GivenAt = now, AtCounter = counter,
        });
        await db.SaveWithEvent(sessions.Now, SecurityEventKind.AuthorityGiven, by.Id, by.Id, cancel, id);
        return id;
    }

    /// <summary>By the person whom it names under his own hat, or by who represents the firm.</summary>
    public async Task<Refusal?> Accept(string id, Actor by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Waiting(db, by, cancel) is not { } waiting || waiting.FirstOrDefault(a => a.Id == id) is not { } row) return Unknown;
        (row.Agent, row.AcceptedAt, row.AcceptedBy) = (by.Subject, clock.Now(), by.Id);
        await db.SaveWithEvent(sessions.Now, SecurityEventKind.AuthorityAccepted, by.Id, by.Id, cancel, id);
        return null;
    }

    /// <summary>What waits for the hat that is on to accept it: by number, and only where the name is right, so that a slip shows nobody's matters to a stranger.</summary>
    public async Task<IReadOnlyList<AuthorityRow>> Waiting(Actor by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Waiting(db, by, cancel) ?? [];
    }

    /// <summary>From either side, and from the counter's: with this request every right under it is over, also of whom a firm has assigned.</summary>
    public async Task<Refusal?> End(string id, AuthorityEnding ending, Actor by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Authorities.SingleOrDefaultAsync(a => a.Id == id && a.EndedAt == null, cancel) is not { } row || !await MayEnd(db, row, ending, by, cancel)) return Unknown;
        if (ending == AuthorityEnding.ByTelephone && AuthorityTerms.NotByPhone(await RulesFor(db, by, cancel)) is { } notSo) return notSo;
        (row.EndedAt, row.EndedBy, row.Ending, row.ToConfirm) = (clock.Now(), by.Id, ending, false);
        await db.SaveWithEvent(sessions.Now, SecurityEventKind.AuthorityEnded, by.Id, by.Id, cancel, id);
        return null;
    }

    /// <summary>The new legal representative stands by what the former one gave.</summary>
    public async Task<Refusal?> Confirm(string id, Actor by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (by.Authority is not null || await db.Authorities.SingleOrDefaultAsync(a => a.Id == id && a.Principal == by.Subject && a.EndedAt == null && a.ToConfirm, cancel) is not { } row) return Unknown;
        row.ToConfirm = false;
        await db.SaveWithEvent(sessions.Now, SecurityEventKind.AuthorityConfirmed, by.Id, by.Id, cancel, id);
        return null;
    }

    /// <summary>指派: a firm's own staff for a client. One answer for a wrong name, a wrong number and somebody unknown: nobody learns who is registered here.</summary>
    public async Task<Refusal?> Assign(string id, string name, string number, Actor by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await OfFirm(db, id, by, cancel) is null) return Unknown;
        var person = SubjectNumber.Read(SubjectKind.Person, number).Try(out var tidy, out _) ? await subjects.FindByNumber(tidy, cancel) : null;
        if (person is null || !PersonName.Same((await subjects.Find(person, cancel))?.Name, name) || !await db.Hats.AnyAsync(h => h.Subject == person && h.Capacity == Capacity.Self, cancel))
        {
            return No("staff-unknown", "没有找到这位已实名登录过的人员，或者姓名和证件号码对不上。请核对；没有登录过的，请他先用本人身份登录一次。");
        }

        if (await db.Staffing.AnyAsync(s => s.Authority == id && s.Person == person && s.RemovedAt == null, cancel)) return No("staff-already", "这位人员已经指派给这个客户。");
        db.Add(new StaffingRow { Id = Ids.New(), Authority = id, Person = person, By = by.Id, At = clock.Now() });
        await db.SaveWithEvent(sessions.Now, SecurityEventKind.AuthorityStaffed, by.Id, by.Id, cancel, id);
        return null;
    }

    public async Task<Refusal?> Remove(string id, string staffing, Actor by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await OfFirm(db, id, by, cancel) is null || await db.Staffing.SingleOrDefaultAsync(s => s.Id == staffing && s.Authority == id && s.RemovedAt == null, cancel) is not { } row) return Unknown;
        (row.RemovedAt, row.RemovedBy) = (clock.Now(), by.Id);
        await db.SaveWithEvent(sessions.Now, SecurityEventKind.AuthorityStaffed, by.Id, by.Id, cancel, id);
        return null;
    }

    private async Task<List<AuthorityRow>?> Waiting(IdentityDb db, Actor by, CancellationToken cancel)
    {
        if (by is not { Authority: null, Subject: { } subject }) return null;
        if (await subjects.Find(subject, cancel) is not { } own || await db.Subjects.Where(s => s.Id == subject).Select(s => s.NumberIndex).SingleOrDefaultAsync(cancel) is not { } index) return null;
        var (today, person) = (clock.Now().Date, own.Kind == SubjectKind.Person);
        // Given to him under a paper that he has replaced since.
        List<string> papers = [index, .. await db.FormerPapers.Where(p => p.Subject == subject).Select(p => p.NumberIndex).ToListAsync(cancel)];
        var rows = await db.Authorities.Where(a => papers.Contains(a.AgentIndex) && a.AcceptedAt == null && a.EndedAt == null && a.Until >= today && a.Kind == AuthorityKind.Firm != person)
            .OrderBy(a => a.GivenAt).ToListAsync(cancel);
        var named = new List<AuthorityRow>();
        foreach (var row in rows)
        {
            if (PersonName.Same((await Words(row, cancel))?.Agent, own.Name)) named.Add(row);
        }

        return named;
    }

    private async Task<bool> MayEnd(IdentityDb db, AuthorityRow row, AuthorityEnding ending, Actor by, CancellationToken cancel) => ending switch
    {
        AuthorityEnding.Revoked => by is { Authority: null } && by.Subject == row.Principal,
        AuthorityEnding.Resigned => by is { Authority: null } && (row.Agent is { } agent ? by.Subject == agent : (await Waiting(db, by, cancel))?.Exists(a => a.Id == row.Id) == true),
        _ => by.IsStaff,
    };

    /// <summary>Of the counter's place; of where the principal's account is, where he writes it himself.</summary>
    public async ValueTask<RuleSet> RulesFor(IdentityDb db, Actor by, CancellationToken cancel)
    {
        var place = by.IsStaff ? by.Place : await db.Accounts.Where(a => a.Id == by.Id).Select(a => (RegionCode?)a.Place).SingleOrDefaultAsync(cancel) ?? RegionCode.Nation;
        return rulebooks.For(place, ItemType.PublicService, clock.Now().Date);
    }

    private static Task<AuthorityRow?> OfFirm(IdentityDb db, string id, Actor by, CancellationToken cancel) => by.Authority is not null
        ? Task.FromResult<AuthorityRow?>(null)
        : db.Authorities.SingleOrDefaultAsync(a => a.Id == id && a.Kind == AuthorityKind.Firm && a.Agent == by.Subject && a.AcceptedAt != null && a.EndedAt == null, cancel);

    private static Refusal No(string code, string words) => new($"identity.authority-{code}", words, Articles.Agents);

    private static string Context(string id) => $"identity.authorities/{id}";
}
