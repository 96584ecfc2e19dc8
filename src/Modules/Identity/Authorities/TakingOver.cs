using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>
/// 接管单位: who the register names as legal representative takes the organisation over by himself. The former one is out with his next request; what he gave others holds
/// on (民法典 第六十一条: the organisation gave it) and stands before the new one to confirm or end.
/// </summary>
internal sealed class TakingOver(IDbContextFactory<IdentityDb> contexts, SubjectVault subjects, IEnumerable<IEnterpriseRegister> registers, SessionClock sessions)
{
    public async Task<Outcome<string>> Take(string number, Actor by, CancellationToken cancel)
    {
        if (by is not { Authority: null, Subject: { } own } || await subjects.Find(own, cancel) is not { Kind: SubjectKind.Person } person) return No("not-oneself", "请先换成您本人的身份，再接管单位。");
        if (!SubjectNumber.Read(SubjectKind.Company, number).Try(out var code, out var why)) return why;
        if (await subjects.FindByNumber(code, cancel) is not { } organisation || await subjects.Find(organisation, cancel) is not { } known || await Head(organisation, cancel) is not { } head
            || head.Number != person.Number || !PersonName.Same(head.Name, person.Name))
        {
            // One answer for all: nobody learns from it who represents whom.
            return No("not-registered", "登记机关的记录里，这个单位的法定代表人（负责人）不是您，或者还查不到这个单位。刚办完变更登记的，请过一个工作日再试；仍然不对的，请带执照和身份证到窗口。");
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var former = await db.Hats.Where(h => h.Subject == organisation && h.Capacity == Capacity.Representative && h.Account != by.Id).ToListAsync(cancel);
        db.RemoveRange(former);
        if (await db.Hats.SingleOrDefaultAsync(h => h.Account == by.Id && h.Subject == organisation, cancel) is null)
        {
            db.Add(new HatRow { Account = by.Id, Subject = organisation, Capacity = Capacity.Representative, Place = 50 });
            foreach (var given in await db.Authorities.Where(a => a.Principal == organisation && a.EndedAt == null).ToListAsync(cancel)) given.ToConfirm = true;
            await db.SaveWithEvent(sessions.Now, SecurityEventKind.TakenOver, by.Id, by.Id, cancel, organisation);
        }
        else if (former.Count > 0) await db.SaveChangesAsync(cancel);

        await subjects.Register(known.Kind, new SubjectRecord(known.Name, known.Number, null, null, head.Name), cancel);
        return organisation;
    }

    private async Task<RegisteredHead?> Head(string organisation, CancellationToken cancel)
    {
        foreach (var register in registers)
        {
            if (await register.HeadOf(organisation, cancel) is { } head) return head;
        }

        return null;
    }

    private static Refusal No(string code, string words) => new($"identity.take-over-{code}", words, PlatformRules.Permission);
}

/// <summary>The demonstration's 企业登记: what somebody entered on its page, else what the seed says. In real use it knows nothing.</summary>
internal sealed class EnterpriseStandIn(IDbContextFactory<IdentityDb> contexts, SubjectVault subjects, RunMode mode, TimeProvider clock) : IEnterpriseRegister
{
    public async ValueTask<RegisteredHead?> HeadOf(string subject, CancellationToken cancel = default)
    {
        if (!mode.Demonstration) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.EnterpriseEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Subject == subject, cancel) is not { } row) return null;
        return await subjects.Open(subject, Context, row.Box, cancel) is { } plain && JsonSerializer.Deserialize<EnterpriseEntry>(plain, Json.Options) is { } entry
            ? new RegisteredHead(entry.Representative, entry.Number, entry.Since)
            : null;
    }

    /// <summary>变更登记, as the register would tell it.</summary>
    public async Task<Refusal?> Enter(string number, string head, string headNumber, CancellationToken cancel)
    {
        if (!SubjectNumber.Read(SubjectKind.Company, number).Try(out var code, out var wrong)) return wrong;
        if (!SubjectNumber.Read(SubjectKind.Person, headNumber).Try(out var person, out wrong)) return wrong;
        if (await subjects.FindByNumber(code, cancel) is not { } subject) return new Refusal("identity.not-found", "平台上没有这个单位。", PlatformRules.Input);
        var now = clock.Now();
        var box = await subjects.Seal(subject, Context, JsonSerializer.SerializeToUtf8Bytes(new EnterpriseEntry(head.Trim(), person, now.Date), Json.Options), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.EnterpriseEntries.SingleOrDefaultAsync(e => e.Subject == subject, cancel) is { } row) (row.Box, row.ChangedAt) = (box, now);
        else db.Add(new EnterpriseEntryRow { Subject = subject, Box = box, ChangedAt = now });
        await db.SaveChangesAsync(cancel);
        return null;
    }

    private const string Context = "identity.enterprise_entries";
}
