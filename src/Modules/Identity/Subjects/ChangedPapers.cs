using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>换证: the new number joins the same subject, so cases, authorities and results stay where they are; the old number still finds him.</summary>
internal sealed class ChangedPapers(IDbContextFactory<IdentityDb> contexts, SubjectVault vault, SubjectKeys keys, TimeProvider clock)
{
    /// <summary>Idempotent. The subject's identifier, or why not: whose the new number is, is told to nobody.</summary>
    /// <param name="old">The number on record, as <see cref="SubjectNumber"/> reads it; <paramref name="next"/> likewise.</param>
    public async Task<Outcome<string>> Change(string name, string old, string next, Actor clerk, CancellationToken cancel)
    {
        if (!SubjectNumber.Read(SubjectKind.Person, old).Try(out var from, out var why) || !SubjectNumber.Read(SubjectKind.Person, next).Try(out var to, out why)) return why;
        if (from == to) return No("paper-same", "新旧证件号码一样，不用换。");
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await vault.Known(db, from, cancel) is not { } row || await keys.Of(row.Id, cancel) is not { } key)
            return No("paper-unknown-old", "没有人用这个旧证件号码办过事，不用换证，直接用新证件办理就可以。");
        var record = SubjectRecord.Open(key, row);
        if (row.Kind != SubjectKind.Person || !PersonName.Same(record.Name, name)) return No("name-differs", "姓名与旧证件号码已登记的不一致，请对照证件核对。改过名字的，请先更正姓名。");
        if (record.Number == to) return row.Id;
        if (record.Number != from) return No("paper-replaced", "这个旧证件早已换过，请填写现在登记的证件号码。");
        if (await vault.Known(db, to, cancel) is { } holder)
        {
            if (holder.Id != row.Id) return await Taken(holder, name, cancel);
            // Back to a paper that he had before.
            db.RemoveRange(await db.FormerPapers.Where(p => p.NumberIndex == vault.IndexOf(to)).ToListAsync(cancel));
        }

        var index = vault.IndexOf(from);
        db.Add(new FormerPaperRow { NumberIndex = index, Subject = row.Id, Box = SealedBox.Seal(key, Context(row.Id, index), Encoding.UTF8.GetBytes(from)), ReplacedAt = clock.Now(), By = clerk.Id });
        row.NumberIndex = vault.IndexOf(to);
        row.Box = (record with { Number = to }).Seal(key, row.Id);
        try
        {
            await db.SaveWithEvent(clock.Now(), SecurityEventKind.PaperReplaced, null, clerk.Id, cancel, row.Id);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            return new Refusal("identity.changed-meanwhile", "这个证件刚刚在别的窗口换过，或者新号码刚刚登记过，请重新查一次。", PlatformRules.NoSilentOverwrite);
        }

        return row.Id;
    }

    /// <summary>The numbers before, the latest first.</summary>
    public async Task<IReadOnlyList<(string Number, Instant ReplacedAt)>> Of(string subject, CancellationToken cancel)
    {
        if (await keys.Of(subject, cancel) is not { } key) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.FormerPapers.AsNoTracking().Where(p => p.Subject == subject).OrderByDescending(p => p.ReplacedAt).ToListAsync(cancel);
        return [.. rows.Select(r => (SealedBox.TryOpen(key, Context(subject, r.NumberIndex), r.Box, out var plain) ? Encoding.UTF8.GetString(plain)
            : throw new CryptographicException($"A former paper of subject {subject} does not open."), r.ReplacedAt))];
    }

    private async Task<Refusal> Taken(SubjectRow holder, string name, CancellationToken cancel)
    {
        var same = await keys.Of(holder.Id, cancel) is { } key && PersonName.Same(SubjectRecord.Open(key, holder).Name, name);
        return same
            ? No("paper-own-file", "新证件号码已经另有一份同名的资料，没有合并。请先核对是不是同一个人；是的，请登记下来，连同新旧证件复印件报管理机构处理，两边的办件都还能各自查到。")
            : No("paper-taken", "新证件号码已登记在另一个名字下，没有改动。请对照新证件逐位核对号码和证件类型；没有填错的，请留下新旧证件复印件，报管理机构查明是谁登记错了。");
    }

    private static Refusal No(string code, string words) => new($"identity.{code}", words, PlatformRules.Input);

    private static byte[] Context(string subject, string index) => Encoding.UTF8.GetBytes($"identity.former-papers/{subject}/{index}");
}
