using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Messages;

/// <summary>消息 of a person: where he wants to be told, in the copy; at erasure that goes, and what staff wrote down of their calls and letters to him.</summary>
internal sealed class MessagesOfPerson(IDbContextFactory<MessagesDb> contexts, Choices choices) : IPersonalData
{
    private const string Gone = "（已依法删除）";

    public async ValueTask<IReadOnlyList<PersonalPart>> Copy(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Choices.AsNoTracking().SingleOrDefaultAsync(c => c.Subject == subject, cancel) is not { } row || await choices.Read(row, cancel) is not { } own) return [];
        List<PersonalField> fields = [new("首选", row.First.Words())];
        if (row.Second is { } second) fields.Add(new PersonalField("备用", second.Words()));
        foreach (var (term, value) in (ReadOnlySpan<(string, string?)>)[("手机号码", own.Phone), ("电子邮箱", own.Email), ("通信地址", own.Address)])
        {
            if (value is { Length: > 0 }) fields.Add(new PersonalField(term, value));
        }

        return [new PersonalPart("怎样告知您", fields)];
    }

    public ValueTask<IReadOnlyList<KeptPart>> MustStay(string subject, CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<KeptPart>>([]);

    /// <summary>Texts lie sealed under the key that goes. That something was told, when and how, stays: nobody is named in it.</summary>
    public async Task Erase(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(async () =>
        {
            await db.Choices.Where(c => c.Subject == subject).ExecuteDeleteAsync(cancel);
            return await db.Sendings.Where(s => s.Subject == subject && s.SettledBy != null)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Proof, r => r.Proof == null ? null : Gone).SetProperty(r => r.Reason, r => r.Reason == null ? null : Gone), cancel);
        }, cancel);
    }
}
