using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>首任三员: how a house that has nobody gets its first three administrators, from the console of the machine. Afterwards they open every other account.</summary>
internal sealed class FirstAdministrators(IdentityDb db, SubjectVault subjects, InMemoryDirectory directory, SessionClock sessionClock, TimeProvider clock)
{
    /// <param name="office">The management office that they belong to; registered where it is not yet known.</param>
    /// <returns>The start passwords, by user name: shown once.</returns>
    public async Task<Outcome<IReadOnlyDictionary<string, string>>> Begin(RegionCode place, string office, IReadOnlyList<(Role Role, string User, string Name, string Number)> three, CancellationToken cancel)
    {
        if (directory.Region(place) is null) return Wrong($"没有区划 {place}，请核对 --region。");
        if (office.Trim().Length is < 2 or > 60) return Wrong("请用 --office 写明政务服务管理机构的全称，2 到 60 个字。");
        if (await db.Accounts.AnyAsync(a => a.Active && a.PasswordHash != null && AccountRules.Administrators.Contains(a.Role), cancel))
        {
            return new Refusal("identity.administrators-there", "已经有管理员账号，请由系统管理员在“人员和岗位”里办理。", PlatformRules.Permission);
        }

        foreach (var one in three)
        {
            if (AccountRules.CheckUser(one.User) is { } user) return user;
            if (!ResidentId.TryParse(one.Number, out _)) return Wrong($"{one.Name}的居民身份证号有误：应为 18 位，请对照证件核对。");
        }

        if (three.DistinctBy(o => o.Number.ToUpperInvariant()).Count() < three.Count || three.DistinctBy(o => o.User).Count() < three.Count)
        {
            return new Refusal("identity.administrators-separate", "系统、安全、审计三员须由三个不同的人担任，各用各的用户名。", PlatformRules.Permission);
        }

        var users = three.Select(o => o.User).ToList();
        if (await db.Accounts.AnyAsync(a => users.Contains(a.User), cancel)) return Wrong("用户名已经有人用了，请换一个。");
        var passwords = new Dictionary<string, string>();
        await db.InTransaction(async () =>
        {
            var organisation = await Office(place, office.Trim(), cancel);
            foreach (var one in three)
            {
                var password = PasswordRules.ToBegin();
                var account = new AccountRow
                {
                    Id = Ids.New(), User = one.User, Name = one.Name, NumberIndex = subjects.IndexOf(IndexedAs(one.Number)), Role = one.Role, Place = place, Organisation = organisation,
                    PasswordHash = AccountDoor.Hash(password), StartPasswordUntil = sessionClock.Now.Plus(PasswordRules.StartsWithin), Stamp = Ids.New(), CreatedAt = clock.Now(),
                };
                db.Add(account);
                await db.SaveWithEvent(clock.Now(), SecurityEventKind.AccountOpened, account.Id, null, cancel, RoleWords.CodeOf(one.Role));
                passwords[one.User] = password;
            }

            return true;
        }, cancel);
        directory.Refresh();
        return passwords;
    }

    private async Task<string> Office(RegionCode place, string name, CancellationToken cancel)
    {
        if (await db.Organisations.FirstOrDefaultAsync(o => o.Name == name, cancel) is { } known) return known.Id;
        var row = new OrganisationRow { Id = Ids.New(), Name = name, ShortName = name.Length > 20 ? name[..20] : name, Kind = OrganisationKind.ManagementOffice, Region = place, ChangedAt = clock.Now() };
        db.Add(row);
        await db.Bump(cancel);
        return row.Id;
    }

    /// <summary>As a form would read it: the last sign in capitals.</summary>
    private static string IndexedAs(string number) => ResidentId.TryParse(number, out var id) ? id.ToString() : throw new ArgumentException("Checked before.", nameof(number));

    private static Refusal Wrong(string words) => new("identity.administrators-wrong", words, PlatformRules.Input);
}
