using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>Where somebody is reached. Null: as it stands in his record.</summary>
internal sealed record Contacts(string? Phone, string? Email, string? Address);

/// <summary>How somebody is to be told, and where.</summary>
/// <param name="Wanted">First and second choice; empty: none made.</param>
internal sealed record Chosen(IReadOnlyList<Means> Wanted, bool Night, Contacts Reach)
{
    /// <summary>The address for a way; null where it is not known.</summary>
    public string? AddressFor(Means means) => means switch
    {
        Means.Sms => IsMobile(Reach.Phone) ? Reach.Phone : null,
        Means.Phone => Reach.Phone,
        Means.Email => Reach.Email,
        Means.Letter => Reach.Address,
        _ => null,
    };

    private static bool IsMobile(string? phone) => phone is { Length: 11 } && phone[0] == '1';
}

/// <summary>告知偏好, sealed under the applicant's own key like all that says where he lives.</summary>
internal sealed class Choices(ISubjects subjects)
{
    public async Task<Chosen> Of(MessagesDb db, string subject, CancellationToken cancel)
    {
        var row = await db.Choices.AsNoTracking().SingleOrDefaultAsync(c => c.Subject == subject, cancel);
        var own = row is null ? null : await Read(row, cancel);
        var record = await subjects.Find(subject, cancel);
        return new Chosen(
            row is null ? [] : row.Second is { } second ? [row.First, second] : [row.First],
            row?.Night == true,
            new Contacts(own?.Phone ?? record?.Phone, own?.Email, own?.Address ?? record?.Address));
    }

    /// <summary>What the applicant wrote himself; null where it was erased.</summary>
    public async Task<Contacts?> Read(ChoiceRow row, CancellationToken cancel) =>
        await subjects.Open(row.Subject, Context(row.Subject), row.Contacts, cancel) is { } plain ? JsonSerializer.Deserialize<Contacts>(plain, Json.Options) : null;

    public ValueTask<byte[]> Seal(string subject, Contacts contacts, CancellationToken cancel) =>
        subjects.Seal(subject, Context(subject), JsonSerializer.SerializeToUtf8Bytes(contacts, Json.Options), cancel);

    private static string Context(string subject) => $"message-choices/{subject}";
}
