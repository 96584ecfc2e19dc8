using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>身份资料: the record itself and the accounts that act for it.</summary>
internal sealed class OwnRecord(IDbContextFactory<IdentityDb> contexts, SubjectVault vault, ChangedPapers papers, Sessions sessions) : IPersonalData
{
    public async ValueTask<IReadOnlyList<PersonalPart>> Copy(string subject, CancellationToken cancel = default)
    {
        if (await vault.Find(subject, cancel) is not { } own) return [];
        List<PersonalField> fields = [new(own.Kind == SubjectKind.Person ? "姓名" : "名称", own.Name), new("证件号码", SubjectPapers.Plain(own.Number))];
        foreach (var (number, replaced) in await papers.Of(subject, cancel)) fields.Add(new("换下的证件号码", $"{SubjectPapers.Plain(number)}（{Words.ShortOf(replaced.Date)}换下）"));
        if (own.Phone is { } phone) fields.Add(new("联系电话", phone));
        if (own.Address is { } address) fields.Add(new("地址", address));
        if (own.Representative is { } representative) fields.Add(new("法定代表人", representative));
        return [new PersonalPart("身份资料", fields)];
    }

    public ValueTask<IReadOnlyList<KeptPart>> MustStay(string subject, CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<KeptPart>>([]);

    /// <summary>The accounts that the person himself signs in with end; others only lose this hat.</summary>
    public async Task Erase(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var own = await db.Hats.Where(h => h.Subject == subject && h.Capacity == Capacity.Self).Select(h => h.Account).ToListAsync(cancel);
        await db.InTransaction(async () =>
        {
            foreach (var account in own)
            {
                await db.Tokens.Where(t => t.Account == account).ExecuteDeleteAsync(cancel);
                await db.SignIns.Where(s => s.Account == account).ExecuteDeleteAsync(cancel);
                await db.Set<GrantRow>().Where(g => g.Account == account).ExecuteDeleteAsync(cancel);
                await db.Hats.Where(h => h.Account == account).ExecuteDeleteAsync(cancel);
                await db.Accounts.Where(a => a.Id == account).ExecuteUpdateAsync(
                    a => a.SetProperty(r => r.User, $"erased-{account}").SetProperty(r => r.Name, (string?)null).SetProperty(r => r.PasswordHash, (string?)null)
                        .SetProperty(r => r.Active, false).SetProperty(r => r.Stamp, Ids.New()).SetProperty(r => r.TotpBox, (byte[]?)null), cancel);
            }

            await db.Hats.Where(h => h.Subject == subject).ExecuteDeleteAsync(cancel);
            await db.Set<GrantRow>().Where(g => g.Subject == subject).ExecuteDeleteAsync(cancel);
            var phones = db.Set<PhoneRow>().Where(p => p.Subject == subject || own.Contains(p.Account));
            await db.Set<CodeRow>().Where(c => own.Contains(c.Account!) || phones.Any(p => p.PhoneIndex == c.PhoneIndex)).ExecuteDeleteAsync(cancel);
            await phones.ExecuteDeleteAsync(cancel);
            await db.Set<LinkRow>().Where(l => l.Subject == subject || own.Contains(l.Account)).ExecuteDeleteAsync(cancel);
            return true;
        }, cancel);
        foreach (var account in own) sessions.Forget(account);
    }
}
