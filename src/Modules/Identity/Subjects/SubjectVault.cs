using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>申请人's records and what other modules keep about them, each sealed under the subject's own key.</summary>
internal sealed class SubjectVault(IDbContextFactory<IdentityDb> contexts, SubjectKeys keys, InstallationSecret secret, OpeningWatch watch, TimeProvider clock) : ISubjects, IDisposable
{
    private const int MostNames = 20_000;
    private readonly byte[] indexKey = secret.Derive("subject-index");
    private readonly MemoryCache masked = new(new MemoryCacheOptions { SizeLimit = MostNames });

    public async ValueTask<Subject?> Find(string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = (await Records(db, [id], cancel)).Select(r => r.Record.ToSubject(r.Row)).SingleOrDefault();
        if (found is not null) watch.Opened(id, OpeningDepth.Record);
        return found;
    }

    /// <summary>Those that are known and not erased, by identifier.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Subject>> FindAll(IEnumerable<string> ids, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = (await Records(db, [.. ids.Distinct()], cancel)).ToDictionary(r => r.Row.Id, r => r.Record.ToSubject(r.Row));
        foreach (var id in found.Keys) watch.Opened(id, OpeningDepth.Record);
        return found;
    }

    /// <summary>Companies' names are public and stand whole; a person's keeps its first sign (王**).</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> MaskedNames(IReadOnlyCollection<string> ids, CancellationToken cancel = default)
    {
        var names = new Dictionary<string, string>(ids.Count);
        var unknown = new List<string>();
        foreach (var id in ids.Distinct())
        {
            watch.Listed(id);
            if (masked.TryGetValue(id, out string? name)) names[id] = name!;
            else unknown.Add(id);
        }

        if (unknown.Count == 0) return names;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var (row, record) in await Records(db, unknown, cancel))
        {
            var name = row.Kind == SubjectKind.Person ? Masking.Name(record.Name) : record.Name;
            masked.Set(row.Id, name, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = SubjectKeys.Remembered });
            names[row.Id] = name;
        }

        return names;
    }

    public ValueTask<Outcome<string>> Register(SubjectKind kind, string name, string number, string? phone, CancellationToken cancel = default) =>
        Register(kind, new SubjectRecord(name, number, phone, null, null), cancel);

    /// <summary>Idempotent by number. The name must be the one known: a number with another name is a slip, or somebody else's number.</summary>
    public async ValueTask<Outcome<string>> Register(SubjectKind kind, SubjectRecord record, CancellationToken cancel)
    {
        if (!SubjectNumber.Read(kind, record.Number).Try(out var number, out var why)) return why;
        record = record with { Name = record.Name.Trim(), Number = number };
        if (kind == SubjectKind.Person && !PersonName.Read(record.Name).Try(out _, out var unread)) return unread;
        if (record.Name.Length == 0) return new Refusal("identity.name-missing", "请填写申请人的姓名或名称。", PlatformRules.Input);

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Known(db, number, cancel) is { } known) return await Meet(db, known, kind, record, cancel);

        var subject = NewRow(kind, record);
        db.Add(subject.Row);
        db.Add(subject.Key);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Two windows received the same person at once: the other was first.
            db.ChangeTracker.Clear();
            if (await Known(db, number, cancel) is { } first) return await Meet(db, first, kind, record, cancel);
            throw;
        }

        return subject.Row.Id;
    }

    /// <summary>The subject with this number; null if there is none.</summary>
    public async ValueTask<string?> FindByNumber(string number, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await Known(db, number, cancel))?.Id;
    }

    public async ValueTask<IReadOnlyList<string>> FindByName(string name, int most, CancellationToken cancel = default)
    {
        var index = NameIndexOf(name);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Subjects.Where(s => s.NameIndex == index).OrderBy(s => s.Id).Take(most).Select(s => s.Id).ToListAsync(cancel);
    }

    public async ValueTask<string> NameUnidentified(SubjectKind kind, string name, CancellationToken cancel = default)
    {
        var subject = NewRow(kind, new SubjectRecord(name, "", null, null, null));
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(subject.Row);
        db.Add(subject.Key);
        await db.SaveChangesAsync(cancel);
        return subject.Row.Id;
    }

    public async ValueTask<bool> ActsFor(string subject, string number, string item, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Known(db, number, cancel) is not { } found) return false;
        if (found.Id == subject) return true;
        var (today, own) = (clock.Now().Date, db.Hats.AsNoTracking().Where(h => h.Subject == found.Id && h.Capacity == Capacity.Self).Select(h => h.Account));
        // Legal representatives and guardians, then who holds the power to fetch results.
        if (await db.Hats.AsNoTracking().AnyAsync(h => h.Subject == subject && h.Capacity != Capacity.Self && own.Contains(h.Account) && (h.Until == null || h.Until >= today), cancel)) return true;
        var given = await db.Authorities.AsNoTracking().Where(a => a.Principal == subject && a.AcceptedAt != null && a.EndedAt == null && a.From <= today && a.Until >= today)
            .Where(a => a.Agent == found.Id || db.Staffing.Any(s => s.Authority == a.Id && s.Person == found.Id && s.RemovedAt == null)).ToListAsync(cancel);
        return given.Any(a => a.Grant.Covers(item) && a.PowerList.Contains(Power.Collect));
    }

    public async ValueTask<byte[]> Seal(string subject, string context, ReadOnlyMemory<byte> plain, CancellationToken cancel = default)
    {
        var key = await keys.Of(subject, cancel) ?? throw new InvalidOperationException($"Subject {subject} is unknown or was erased.");
        return SealedBox.Seal(key, Context(subject, context), plain.Span);
    }

    public async ValueTask<byte[]?> Open(string subject, string context, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default)
    {
        if (await keys.Of(subject, cancel) is not { } key) return null;
        watch.Opened(subject, OpeningDepth.Content);
        return SealedBox.TryOpen(key, Context(subject, context), sealedBytes.Span, out var plain)
            ? plain
            : throw new CryptographicException($"What is sealed for subject {subject} as {context} does not open.");
    }

    /// <summary>
    /// 删除 (个人信息保护法 第四十七条): with the key goes everything that was ever sealed under it, in every module and every chain.
    /// Whether it is lawful, with retention duties first, is for the caller to decide.
    /// </summary>
    public async Task Erase(string subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.RemoveRange(await db.FormerPapers.Where(p => p.Subject == subject).ToListAsync(cancel));
        db.RemoveRange(await db.SubjectKeys.Where(k => k.Subject == subject).ToListAsync(cancel));
        foreach (var row in await db.Subjects.Where(s => s.Id == subject).ToListAsync(cancel)) (row.NumberIndex, row.NameIndex, row.Box) = (null, null, []);
        await db.SaveChangesAsync(cancel);
        keys.Forget(subject);
        masked.Remove(subject);
    }

    /// <summary>更正 (个人信息保护法 第四十六条): one value of the record, after it was checked.</summary>
    public async Task<Outcome<bool>> Correct(string subject, CorrectedField field, string value, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Subjects.SingleOrDefaultAsync(s => s.Id == subject, cancel) is not { } row || await keys.Of(subject, cancel) is not { } key)
            return new Refusal("identity.not-found", "这位申请人的资料已依法删除。", PlatformRules.PersonalData);
        var record = SubjectRecord.Open(key, row);
        row.Box = (field switch
        {
            CorrectedField.Name => record with { Name = value },
            CorrectedField.Phone => record with { Phone = value },
            CorrectedField.Address => record with { Address = value },
            _ => record,
        }).Seal(key, subject);
        if (field == CorrectedField.Name) row.NameIndex = NameIndexOf(value);
        await db.SaveChangesAsync(cancel);
        masked.Remove(subject);
        return true;
    }

    public (SubjectRow Row, SubjectKeyRow Key) NewRow(SubjectKind kind, SubjectRecord record)
    {
        var id = Ids.New();
        var (row, key) = keys.New(id);
        // Whom nobody has identified is found by nothing.
        var known = record.Number.Length > 0;
        return (new SubjectRow
        {
            Id = id, Kind = kind, NumberIndex = known ? IndexOf(record.Number) : null, NameIndex = known ? NameIndexOf(record.Name) : null, Box = record.Seal(key, id), CreatedAt = clock.Now(),
        }, row);
    }

    public void Dispose()
    {
        masked.Dispose();
        CryptographicOperations.ZeroMemory(indexKey);
    }

    /// <summary>HMAC-SM3 of a number: finds exactly, tells nothing.</summary>
    public string IndexOf(string number)
    {
        Span<byte> mac = stackalloc byte[Sm3.Size];
        Sm3.Mac(indexKey, Encoding.UTF8.GetBytes(number), mac);
        return Convert.ToHexStringLower(mac);
    }

    /// <summary>The same for all dots and widths that a name can be typed with.</summary>
    public string NameIndexOf(string name) => IndexOf($"name:{PersonName.Folded(name)}");

    /// <summary>Whose number it is, or was before he changed his paper.</summary>
    public Task<SubjectRow?> Known(IdentityDb db, string number, CancellationToken cancel)
    {
        var index = IndexOf(number);
        // One statement: a number that changes hands between two papers at this moment is found under either.
        return db.Subjects.SingleOrDefaultAsync(
            s => s.NumberIndex == index || (s.NumberIndex != null && s.Id == db.FormerPapers.Where(p => p.NumberIndex == index).Select(p => p.Subject).FirstOrDefault()), cancel);
    }

    /// <summary>Somebody known comes again: the same name, and a new telephone number is taken over.</summary>
    private async ValueTask<Outcome<string>> Meet(IdentityDb db, SubjectRow row, SubjectKind kind, SubjectRecord now, CancellationToken cancel)
    {
        var key = await keys.Of(row.Id, cancel) ?? throw new CryptographicException($"Subject {row.Id} has a number but no key.");
        var before = SubjectRecord.Open(key, row);
        if (row.Kind != kind || !PersonName.Same(before.Name, now.Name))
        {
            return new Refusal("identity.name-differs", "姓名（名称）与该号码已登记的不一致，请对照证件核对后重填。", PlatformRules.Input);
        }

        var after = before with
        {
            Phone = now.Phone ?? before.Phone,
            Address = now.Address ?? before.Address,
            Representative = now.Representative ?? before.Representative,
        };
        if (after == before) return row.Id;
        row.Box = after.Seal(key, row.Id);
        await db.SaveChangesAsync(cancel);
        return row.Id;
    }

    private async Task<List<(SubjectRow Row, SubjectRecord Record)>> Records(IdentityDb db, List<string> ids, CancellationToken cancel)
    {
        var rows = await db.Subjects.AsNoTracking().Where(s => ids.Contains(s.Id))
            .Join(db.SubjectKeys, s => s.Id, k => k.Subject, (s, k) => new { Row = s, Key = k }).ToListAsync(cancel);
        return [.. rows.Select(r => (r.Row, SubjectRecord.Open(keys.Unwrap(r.Key), r.Row)))];
    }

    private static byte[] Context(string subject, string context) => Encoding.UTF8.GetBytes($"{subject}/{context}");
}
