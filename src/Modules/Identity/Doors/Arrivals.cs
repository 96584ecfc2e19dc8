using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>认人: which account opens for somebody whom a service has told us, or which one begins.</summary>
internal sealed class Arrivals(IdentityDb db, SubjectVault subjects, SessionClock clock)
{
    /// <summary>The account and the subject for whom it now acts.</summary>
    internal sealed record Known(AccountRow Account, string Subject);

    public async Task<Outcome<Known>> Welcome(Arrival arrival, string title, CancellationToken cancel)
    {
        var link = await Find(arrival, cancel);
        // Before anything is changed: a slip elsewhere must not rewrite a record here.
        if (link is not null && await subjects.FindByNumber(arrival.Number, cancel) != link.Subject) return PaperChanged(title);
        var record = new SubjectRecord(arrival.Name, arrival.Number, arrival.Phone, null, arrival.Representative);
        if (!(await subjects.Register(arrival.Kind, record, cancel)).Try(out var subject, out var why)) return why.Code == "identity.name-differs" ? NameDiffers(title) : why;
        if (link is null)
        {
            try
            {
                link = await Begin(arrival, subject, cancel);
            }
            catch (DbUpdateException)
            {
                // Two tabs came back at once: the first made the link.
                db.ChangeTracker.Clear();
                link = await Find(arrival, cancel);
                if (link is null) throw;
            }
        }

        var account = await db.Accounts.SingleAsync(a => a.Id == link.Account, cancel);
        if (!account.Active) return Closed;
        (link.Level, link.LastAt) = (arrival.Level, clock.Now);
        await db.SaveChangesAsync(cancel);
        return new Known(account, subject);
    }

    public static Refusal Closed { get; } = new(
        "identity.account-closed", "这个账号已经停用，不能登录。如果您没有要求停用，请带证件到任一大厅窗口核对，或者拨打服务热线。", PlatformRules.Permission);

    /// <summary>An account for an applicant; no password ever opens it.</summary>
    public static AccountRow NewAccount(Instant now)
    {
        var id = Ids.New();
        return new AccountRow { Id = id, User = $"applicant-{id}", PasswordHash = "", Role = Role.Applicant, Place = RegionCode.Nation, Stamp = Ids.New(), CreatedAt = now };
    }

    private Task<LinkRow?> Find(Arrival arrival, CancellationToken cancel) =>
        db.Set<LinkRow>().SingleOrDefaultAsync(l => l.Issuer == arrival.Issuer && l.Sub == arrival.Sub, cancel);

    private async Task<LinkRow> Begin(Arrival arrival, string subject, CancellationToken cancel)
    {
        var account = await Own(arrival, subject, cancel);
        if (account is null)
        {
            account = NewAccount(clock.Now);
            db.Add(account);
            db.Add(new HatRow { Account = account.Id, Subject = subject, Capacity = arrival.Kind == SubjectKind.Person ? Capacity.Self : Capacity.Representative, Place = 0 });
        }

        var link = new LinkRow
        {
            Issuer = arrival.Issuer, Sub = arrival.Sub, Account = account.Id, Subject = subject, Level = arrival.Level, LinkedAt = clock.Now, LastAt = clock.Now,
        };
        db.Add(link);
        await db.SaveWithEvent(clock.Now, SecurityEventKind.ServiceLinked, account.Id, account.Id, cancel, arrival.Service);
        return link;
    }

    /// <summary>
    /// His own account where there is one that another service has proved, or one of the demonstration. What somebody opened with a telephone alone is not
    /// taken over unseen: it might be another's in his name.
    /// </summary>
    private async Task<AccountRow?> Own(Arrival arrival, string subject, CancellationToken cancel)
    {
        if (arrival.Kind != SubjectKind.Person) return null;
        var own = db.Hats.Where(h => h.Subject == subject && h.Capacity == Capacity.Self).Select(h => h.Account);
        return await db.Accounts.Where(a => own.Contains(a.Id) && a.Active && (a.PasswordHash == null || db.Set<LinkRow>().Any(l => l.Account == a.Id && l.Subject == subject)))
            .OrderBy(a => a.CreatedAt).FirstOrDefaultAsync(cancel);
    }

    private static Refusal NameDiffers(string title) => new(
        "identity.name-differs",
        $"{title}告诉我们的姓名（名称）与本平台按这个证件号码登记的不一样，所以没有登录。改过名字的，请带证件到任一大厅窗口更正一次；别的情况，请联系服务热线，我们替您查。",
        PlatformRules.Input);

    private static Refusal PaperChanged(string title) => new(
        "identity.paper-changed",
        $"{title}告诉我们的证件与您上次登录时不同，所以没有登录。换了证件的，请带新旧证件到任一大厅窗口，把原来的办件接到新证件上；别的情况，请联系服务热线。",
        PlatformRules.Input);
}
