using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>A receipt with how its promise stands now.</summary>
/// <param name="Tampered">The case's log no longer says what was signed: evidence against us as well.</param>
internal sealed record Receipt(
    SignedText Signed, LedgerPromise Promise, LedgerStanding Standing, Inclusion? Inclusion, IReadOnlyList<PinnedFile> Files, bool Tampered)
{
    public LedgerText Text => LedgerText.Read(Signed.Text, LedgerTexts.ReceiptHeading)!;
}

/// <summary>
/// 收件凭证: signed the first time it is asked for, from the first event of the case's log, and kept word for word. File names may say who
/// somebody is, so the signed text has only each file's material, size and hash.
/// </summary>
internal sealed class Receipts(IDbContextFactory<LedgerDb> contexts, SigningKeys keys, Promises promises, Proofs proofs, ICases cases)
{
    public async Task<Receipt> Of(CaseFacts facts, CancellationToken cancel = default)
    {
        var number = facts.Number.ToString();
        var log = await cases.Log(facts.Number, cancel);
        var signed = await Find(number, cancel) ?? await Make(facts, log[0], cancel);
        var text = LedgerText.Read(signed.Text, LedgerTexts.ReceiptHeading)!;
        var (sequence, hash) = ((int)text.Number("sequence"), text["hash"]);
        var promise = await promises.Find(number, sequence, cancel)
            ?? await promises.Promise(number, sequence, hash, Instant.Parse(text["at"]), cancel);
        var files = await cases.Files(facts.Number, cancel);
        return new Receipt(
            signed,
            promise,
            await promises.Standing(number, sequence, cancel),
            await proofs.LeafOf(number, sequence, cancel) is { } leaf && leaf.Hash == promise.Hash ? await proofs.Of(leaf, cancel) : null,
            [.. text.All("file").Select(line => Pinned(line, files))],
            log.FirstOrDefault(e => e.Sequence == sequence)?.Hash != hash || promise.Hash != hash);
    }

    private async Task<SignedText?> Find(string number, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Receipts.AsNoTracking().FirstOrDefaultAsync(r => r.Number == number, cancel) is { } row
            ? new SignedText(row.Text, row.KeyId, row.Signature)
            : null;
    }

    private async Task<SignedText> Make(CaseFacts facts, CaseEntry submission, CancellationToken cancel)
    {
        var number = facts.Number.ToString();
        var signed = await keys.Sign(key => Write(facts, submission, key), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Receipts.Add(new ReceiptRow { Number = number, Text = signed.Text, KeyId = signed.KeyId, Signature = signed.Signature });
        try
        {
            await db.SaveChangesAsync(cancel);
            return signed;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Opened twice at once: the first signature stands.
            if (await Find(number, cancel) is { } first) return first;
            throw;
        }
    }

    private static string Write(CaseFacts facts, CaseEntry submission, string key)
    {
        List<(string, object)> lines =
        [
            ("case", facts.Number),
            ("received", facts.ReceivedAt),
            ("item", facts.Item),
            ("guide", facts.GuideVersion),
            ("organisation", facts.Organisation),
            ("sequence", submission.Sequence),
            ("at", submission.At),
            ("hash", submission.Hash),
        ];
        if (submission.Data.TryGetProperty("files", out var files))
        {
            foreach (var file in files.EnumerateArray()) lines.Add(("file", LineOf(file)));
        }

        lines.Add(("key", key));
        return LedgerText.Write(LedgerTexts.ReceiptHeading, lines);
    }

    private static string LineOf(JsonElement file) =>
        $"{Uri.EscapeDataString(file.GetProperty("material").GetString()!)} {file.GetProperty("size").GetInt64()} {file.GetProperty("hash").GetString()}";

    /// <summary>The line's file with its name, where the case still has it.</summary>
    private static PinnedFile Pinned(string line, IReadOnlyList<PinnedFile> files)
    {
        var parts = line.Split(' ');
        var (material, size, hash) = (Uri.UnescapeDataString(parts[0]), long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), parts[2]);
        return files.FirstOrDefault(f => f.Material == material && f.Hash == hash) ?? new PinnedFile(material, "", material, size, hash);
    }
}
