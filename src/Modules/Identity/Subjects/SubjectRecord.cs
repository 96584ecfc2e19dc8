using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>What identifies a subject, as it stands sealed in their row.</summary>
internal sealed record SubjectRecord(string Name, string Number, string? Phone, string? Address, string? Representative)
{
    public byte[] Seal(byte[] key, string subject) => SealedBox.Seal(key, Context(subject), JsonSerializer.SerializeToUtf8Bytes(this, Json.Options));

    /// <summary>Throws <see cref="CryptographicException"/> if the row was changed or belongs to somebody else.</summary>
    public static SubjectRecord Open(byte[] key, SubjectRow row) => SealedBox.TryOpen(key, Context(row.Id), row.Box, out var plain)
        ? JsonSerializer.Deserialize<SubjectRecord>(plain, Json.Options)!
        : throw new CryptographicException($"The sealed record of subject {row.Id} does not open.");

    public Subject ToSubject(SubjectRow row) => new(row.Id, row.Kind, Name, Number, Phone, Address, Representative);

    private static byte[] Context(string subject) => Encoding.UTF8.GetBytes($"identity.subjects/{subject}");
}
