using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>凭手机号码的账号: opened by oneself, moved to another number, reported, settled at a counter, closed where there are two. Every step is a line of the security log.</summary>
internal sealed class PhoneAccounts(IdentityDb db, SubjectVault subjects, DoorCodes codes, Sessions sessions, SessionClock clock)
{
    /// <summary>The same words whatever does not fit: whether a number is known here is told to nobody.</summary>
    public static Refusal NeedsPaper { get; } = new(
        "identity.needs-paper",
        "按您填的姓名、证件号码和手机号码，不能直接开设账号，需要核对一次证件。请带证件到任一大厅窗口，当场就能开通；以前开过账号的，请用原来的手机号码登录。",
        PlatformRules.Permission);

    public static Refusal Reported { get; } = new(
        "identity.account-reported", "有人报告这个账号不是本人开的，账号已经暂停。您是本人的，请带证件到任一大厅窗口核对，当场恢复；办到一半的内容都还在。", PlatformRules.Permission);

    public static Refusal PhoneTaken { get; } = new(
        "identity.phone-taken", "这个手机号码已经是另一个账号的登录号码。请换一个号码；两个账号都是您的，请带证件到窗口合并。", PlatformRules.Permission);

    /// <summary>The account of a telephone; null: it has none.</summary>
    public async Task<(PhoneRow Phone, AccountRow Account)?> Find(string phone, CancellationToken cancel)
    {
        var index = codes.IndexOf(phone);
        var row = await db.Set<PhoneRow>().SingleOrDefaultAsync(p => p.PhoneIndex == index, cancel);
        return row is null ? null : (row, await db.Accounts.SingleAsync(a => a.Id == row.Account, cancel));
    }

    /// <summary>开设: whom nobody here knows yet, or whom a counter received with this very telephone. Anything else needs his paper.</summary>
    public async Task<Outcome<(PhoneRow Phone, AccountRow Account)>> Open(string name, string number, string phone, CancellationToken cancel)
    {
        if (!SubjectNumber.Read(SubjectKind.Person, number).Try(out var read, out var unread)) return unread;
        if (await Find(phone, cancel) is not null) return PhoneTaken;
        if (await subjects.FindByNumber(read, cancel) is { } known)
        {
            var record = await subjects.Find(known, cancel);
            var has = await db.Hats.AnyAsync(h => h.Subject == known && h.Capacity == Capacity.Self, cancel);
            if (has || !PersonName.Same(record?.Name, name) || record!.Phone != phone) return NeedsPaper;
        }

        if (!(await subjects.Register(SubjectKind.Person, name, read, phone, cancel)).Try(out var subject, out _)) return NeedsPaper;
        return await Begin(subject, phone, Assurance.Told, null, cancel);
    }

    public async Task<(PhoneRow Phone, AccountRow Account)> Begin(string subject, string phone, Assurance level, string? clerk, CancellationToken cancel)
    {
        var (account, now) = (Arrivals.NewAccount(clock.Now), clock.Now);
        var row = new PhoneRow
        {
            Account = account.Id, PhoneIndex = codes.IndexOf(phone), Phone = await Seal(subject, account.Id, phone, cancel), Subject = subject, Level = level, OpenedAt = now, ChangedAt = now,
        };
        db.Add(account);
        db.Add(new HatRow { Account = account.Id, Subject = subject, Capacity = Capacity.Self, Place = 0 });
        db.Add(row);
        await db.SaveWithEvent(now, SecurityEventKind.ApplicantOpened, account.Id, clerk ?? account.Id, cancel);
        return (row, account);
    }

    /// <summary>更换手机号码, by the owner with codes of both numbers, or by a clerk who saw the paper. What is signed in ends; the old number is told.</summary>
    public async Task<Refusal?> Change(PhoneRow row, string phone, string? clerk, CancellationToken cancel)
    {
        if (await Find(phone, cancel) is { } other && other.Account.Id != row.Account) return PhoneTaken;
        var before = await Open(row, cancel);
        (row.PhoneIndex, row.Phone, row.ChangedAt) = (codes.IndexOf(phone), await Seal(row.Subject, row.Account, phone, cancel), clock.Now);
        await Log(SecurityEventKind.PhoneChanged, row.Account, clerk ?? row.Account, cancel);
        if (before is not null && before != phone) await codes.Tell(before, "您的账号改用另一个手机号码登录了，这个号码不再能登录。不是您办的，请马上带证件到任一大厅窗口，或者拨打服务热线。", cancel);
        return null;
    }

    /// <summary>窗口核对了证件: his own account, from now on at the surest level; what was reported is settled.</summary>
    /// <param name="handedOver">It was opened by somebody else: it changes hands with the new number.</param>
    public async Task Confirm(PhoneRow row, string clerk, bool handedOver, CancellationToken cancel)
    {
        (row.Level, row.ReportedAt) = (Assurance.Proven, null);
        await Log(handedOver ? SecurityEventKind.AccountHandedOver : SecurityEventKind.PaperSeen, row.Account, clerk, cancel);
    }

    /// <summary>
    /// 报告冒名: what was opened with this number by telephone alone is locked at once, and its telephone is told. What a paper or a service has proved is not: else anybody
    /// who knows a number could lock its owner out. The answer to the reader is always the same.
    /// </summary>
    public async Task Report(string number, CancellationToken cancel)
    {
        if (!SubjectNumber.Read(SubjectKind.Person, number).Try(out var read, out _) || await subjects.FindByNumber(read, cancel) is not { } subject) return;
        foreach (var row in await db.Set<PhoneRow>().Where(p => p.Subject == subject && p.Level == Assurance.Told && p.ReportedAt == null && p.PhoneIndex != null).ToListAsync(cancel))
        {
            row.ReportedAt = clock.Now;
                await Log(SecurityEventKind.AccountReported, row.Account, null, cancel);
            if (await Open(row, cancel) is { } phone) await codes.Tell(phone, "有人报告您用这个号码开设的账号不是本人的，账号已经暂停。您是本人的，请带证件到任一大厅窗口核对，当场恢复。", cancel);
        }
    }

    /// <summary>合并: one of two accounts of the same person is closed. His matters are his own, not the account's, and stay whole.</summary>
    public async Task Close(PhoneRow row, string by, CancellationToken cancel)
    {
        row.PhoneIndex = null;
        (await db.Accounts.SingleAsync(a => a.Id == row.Account, cancel)).Active = false;
        await Log(SecurityEventKind.AccountsMerged, row.Account, by, cancel);
    }

    /// <summary>The accounts by telephone of a subject that are not closed.</summary>
    public Task<List<PhoneRow>> Of(string subject, CancellationToken cancel) =>
        db.Set<PhoneRow>().Where(p => p.Subject == subject && p.PhoneIndex != null).OrderBy(p => p.OpenedAt).ToListAsync(cancel);

    public Task<PhoneRow?> OfAccount(string account, CancellationToken cancel) => db.Set<PhoneRow>().SingleOrDefaultAsync(p => p.Account == account && p.PhoneIndex != null, cancel);

    /// <summary>The number in the clear; null where the subject was erased.</summary>
    public async Task<string?> Open(PhoneRow row, CancellationToken cancel) =>
        await subjects.Open(row.Subject, Context(row.Account), row.Phone, cancel) is { } plain ? Encoding.ASCII.GetString(plain) : null;

    private async Task<byte[]> Seal(string subject, string account, string phone, CancellationToken cancel) =>
        await subjects.Seal(subject, Context(account), Encoding.ASCII.GetBytes(phone), cancel);

    /// <summary>Saved with its line; whoever is signed in with the account is out.</summary>
    private async Task Log(SecurityEventKind what, string account, string? by, CancellationToken cancel)
    {
        (await db.Accounts.SingleAsync(a => a.Id == account, cancel)).Stamp = Ids.New();
        await db.SaveWithEvent(clock.Now, what, account, by, cancel);
        sessions.Forget(account);
    }

    private static string Context(string account) => $"identity.phones/{account}";
}
