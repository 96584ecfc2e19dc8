using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>What a person may ask about his own data, put together from every module that keeps some.</summary>
internal sealed class PersonalDataDesk(
    IDbContextFactory<IdentityDb> contexts, IEnumerable<IPersonalData> sources, SubjectVault vault, IRulebooks rulebooks, Database database, TimeProvider clock)
{
    internal static readonly ChoiceModel[] Fields =
    [
        new(nameof(CorrectedField.Name), "姓名（名称）"), new(nameof(CorrectedField.Phone), "联系电话"), new(nameof(CorrectedField.Address), "地址"),
        new(nameof(CorrectedField.Other), "别的", "例如某个办件里登记错的内容。"),
    ];

    public async Task<DataModel> Of(string subject, bool asked, FormState form, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<CorrectionRow>().AsNoTracking().Where(c => c.Subject == subject).ToListAsync(cancel);
        List<CorrectionModel> corrections = [];
        foreach (var row in rows.OrderByDescending(r => r.At)) corrections.Add(await Model(row, "", cancel));
        return new DataModel(await Copy(subject, cancel), await MustStay(subject, cancel), corrections, asked, form);
    }

    public async Task<IReadOnlyList<PersonalPart>> Copy(string subject, CancellationToken cancel)
    {
        List<PersonalPart> parts = [];
        foreach (var source in sources) parts.AddRange(await source.Copy(subject, cancel));
        return parts;
    }

    public async Task<IReadOnlyList<KeptPart>> MustStay(string subject, CancellationToken cancel)
    {
        List<KeptPart> kept = [];
        foreach (var source in sources) kept.AddRange(await source.MustStay(subject, cancel));
        return kept;
    }

    public async Task Ask(Actor actor, string subject, CorrectedField field, string value, string why, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (id, now) = (Ids.New(), clock.Now());
        var place = await db.Accounts.Where(a => a.Id == actor.Id).Select(a => a.Place).SingleAsync(cancel);
        var limit = rulebooks.For(place, ItemType.PublicService, now.Date).Find("personal.answerLimit")!.Limit;
        db.Add(new CorrectionRow
        {
            Id = id, Subject = subject, Place = place, Field = field, At = now, Due = Deadlines.After(now, limit, rulebooks.Calendar).Day,
            Said = await vault.Seal(subject, SaidContext(id), JsonSerializer.SerializeToUtf8Bytes(new Said(value, why), Json.Options), cancel),
        });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What is granted of the record stands in it from now on.</summary>
    public async Task<Outcome<bool>> Answer(IdentityDb db, CorrectionRow row, bool granted, string words, Actor by, CancellationToken cancel)
    {
        if (granted && row.Field != CorrectedField.Other && await Read(row, cancel) is { } said && !(await vault.Correct(row.Subject, row.Field, said.Value, cancel)).Try(out _, out var why)) return why;
        (row.Granted, row.AnsweredAt, row.AnsweredBy) = (granted, clock.Now(), by.Id);
        row.Answer = await vault.Seal(row.Subject, AnswerContext(row.Id), JsonSerializer.SerializeToUtf8Bytes(words, Json.Options), cancel);
        row.Version++;
        return await db.TrySave(cancel) ? true : new Refusal("identity.changed-meanwhile", "这条请求刚刚由别人答复了。", PlatformRules.NoSilentOverwrite);
    }

    public async Task<CorrectionModel> Model(CorrectionRow row, string path, CancellationToken cancel)
    {
        var said = await Read(row, cancel);
        var answer = row.Answer is { } kept && await vault.Open(row.Subject, AnswerContext(row.Id), kept, cancel) is { } plain ? JsonSerializer.Deserialize<string>(plain, Json.Options) : null;
        var whose = (await vault.MaskedNames([row.Subject], cancel)).GetValueOrDefault(row.Subject, "（已删除）");
        return new CorrectionModel(
            path, Fields.First(f => f.Value == row.Field.ToString()).Words, said?.Value ?? "（已删除）", said?.Why, row.At, row.Due, row.AnsweredAt is null ? null : row.Granted, answer, whose);
    }

    /// <summary>
    /// 删除 (个人信息保护法 第四十七条): first what lies in the clear, then the person's key, and with it everything that was ever sealed under it. What the database
    /// file keeps of deleted rows is overwritten where the database can do that.
    /// </summary>
    public async Task Erase(string subject, Actor by, CancellationToken cancel)
    {
        foreach (var source in sources) await source.Erase(subject, cancel);
        await vault.Erase(subject, cancel);
        await using (var db = await contexts.CreateDbContextAsync(cancel)) await db.SaveWithEvent(clock.Now(), SecurityEventKind.SubjectErased, by.Id, by.Id, cancel, subject);
        await database.Scrub(cancel);
    }

    private async Task<Said?> Read(CorrectionRow row, CancellationToken cancel) =>
        await vault.Open(row.Subject, SaidContext(row.Id), row.Said, cancel) is { } plain ? JsonSerializer.Deserialize<Said>(plain, Json.Options) : null;

    private static string SaidContext(string id) => $"identity.corrections/{id}/said";

    private static string AnswerContext(string id) => $"identity.corrections/{id}/answer";

    private sealed record Said(string Value, string Why);
}
