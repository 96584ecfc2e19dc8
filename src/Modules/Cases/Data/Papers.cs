using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// What is written in words with an act: the form, reasons, notes. Saved sealed before the act, pinned in it by a salted commitment, so that
/// the text can be lawfully erased while the chain still verifies. A paper whose act was refused is left over and harms nobody.
/// </summary>
internal sealed class Papers(IDbContextFactory<CasesDb> contexts, ISubjects subjects)
{
    private const int SaltLength = 16;

    public async ValueTask<string> Save<T>(CaseNumber number, string subject, T words, CancellationToken cancel = default)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(words, Json.Options);
        var plain = new byte[SaltLength + text.Length];
        RandomNumberGenerator.Fill(plain.AsSpan(0, SaltLength));
        text.CopyTo(plain, SaltLength);
        var commitment = Commitment(plain);
        var row = new PaperRow
        {
            Region = number.Region.Number,
            CaseId = number.Id,
            Commitment = commitment,
            Subject = subject,
            Sealed = await subjects.Seal(subject, Context(number, commitment), plain, cancel),
        };
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Papers.Add(row);
        await db.SaveChangesAsync(cancel);
        return commitment;
    }

    /// <summary>Null: none, or erased.</summary>
    public async ValueTask<JsonElement?> Open(CaseNumber number, string commitment, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Papers.AsNoTracking()
            .FirstOrDefaultAsync(p => p.Region == number.Region.Number && p.CaseId == number.Id && p.Commitment == commitment, cancel);
        return row is null ? null : await Open(row, cancel);
    }

    public async ValueTask<JsonElement?> Open(PaperRow row, CancellationToken cancel = default)
    {
        var number = CaseNumber.From(row.Region, row.CaseId);
        if (await subjects.Open(row.Subject, Context(number, row.Commitment), row.Sealed, cancel) is not { } plain) return null;
        if (Commitment(plain) != row.Commitment) throw new CryptographicException("The paper is not the one that was pinned.");
        using var document = JsonDocument.Parse(plain.AsMemory(SaltLength));
        return document.RootElement.Clone();
    }

    private static string Commitment(byte[] saltedWords) => Convert.ToHexStringLower(Sm3.Of(saltedWords));

    private static string Context(CaseNumber number, string commitment) => $"paper/{number}/{commitment}";
}
