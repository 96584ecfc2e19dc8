using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>What was signed beside the roots: the closed days with their files, the promises, the receipts.</summary>
internal sealed class SignedAudit(
    Database database, IReadOnlyDictionary<string, Sm2PublicKey> keys, DayRoots days, TreeAudit tree, TimeProvider clock, List<Damage> damage)
{
    public async Task Run(CancellationToken cancel)
    {
        await Days(cancel);
        await Promises(cancel);
        await Receipts(cancel);
    }

    private async Task Days(CancellationToken cancel)
    {
        DayFile? before = null;
        var published = new HashSet<DateOnly>();
        await foreach (var row in AuditRow.Read(database, "days", "Day Size Body", "order by \"Day\"", cancel))
        {
            var (body, day) = (row.Text(2), row.Day(0));
            var file = Parse(body);
            var wrong = file is null || file.Day != day || file.Size != row.Number(1) ? "与公布的正文不符"
                : !Signed(file.Signed) ? "签名不成立"
                : !file.Agrees() ? "与前一日不衔接，或者正文被改动"
                : file.PreviousDay != before?.Day || file.PreviousSize != (before?.Size ?? 0) ? "没有接在前一日之后，中间的日子被删去或改动"
                : tree.RootAt(file.Size) is { } root && root != file.Root ? "与总账不符"
                : await FileDiffers(file.Day, body!, cancel) ? $"的文件 {days.FileOf(file.Day)} 缺失或被改动"
                : null;
            if (wrong is not null) damage.Add(new Damage(LedgerAuditNames.Ledger, (int)(row.Number(1) ?? 0), $"{(day is { } d ? LedgerTexts.Of(d) : "某日")} 的日根{wrong}"));
            before = file ?? before;
            if (day is { } on) published.Add(on);
        }

        foreach (var missing in tree.ClosedDays.Where(d => !published.Contains(d)))
        {
            damage.Add(new Damage(LedgerAuditNames.Ledger, 0, $"{LedgerTexts.Of(missing)} 的日根不在：它被删去，或者没有公布"));
        }
    }

    private async Task Promises(CancellationToken cancel)
    {
        await foreach (var row in AuditRow.Read(database, "promises", "Number Sequence Hash At PromisedBy KeyId Signature", "", cancel))
        {
            var (number, sequence) = (row.Text(0) ?? LedgerAuditNames.Ledger, (int)(row.Number(1) ?? 0));
            if (row.Text(2) is not { } hash || row.At(3) is not { } at || row.At(4) is not { } by || row.Text(5) is not { } key || row.Text(6) is not { } signature
                || !Signed(new SignedText(LedgerTexts.Promise(number, sequence, hash, at, by, key), key, signature)))
            {
                damage.Add(new Damage(number, sequence, "入链承诺被改动，签名不成立"));
            }
        }

        var overdue = $"""
            p where p."PromisedBy" < {clock.Now().Microseconds} and not exists (select 1 from {database.Table(LedgerDb.Name, "leaves")} l
            where l."Number" = p."Number" and l."Sequence" = p."Sequence" and l."Hash" = p."Hash")
            """;
        await foreach (var row in AuditRow.Read(database, "promises", "Number Sequence", overdue, cancel))
        {
            damage.Add(new Damage(row.Text(0) ?? LedgerAuditNames.Ledger, (int)(row.Number(1) ?? 0), "承诺已过期而未入链"));
        }
    }

    private async Task Receipts(CancellationToken cancel)
    {
        await foreach (var row in AuditRow.Read(database, "receipts", "Number Text KeyId Signature", "", cancel))
        {
            if (row.Text(1) is not { } text || row.Text(2) is not { } key || row.Text(3) is not { } signature || !Signed(new SignedText(text, key, signature))
                || LedgerText.Read(text, LedgerTexts.ReceiptHeading) is not { } receipt || receipt["case"] != row.Text(0))
            {
                damage.Add(new Damage(row.Text(0) ?? LedgerAuditNames.Ledger, 1, "收件凭证被改动，签名不成立"));
            }
        }
    }

    private bool Signed(SignedText signed) => keys.TryGetValue(signed.KeyId, out var key) && signed.Holds(key);

    private async Task<bool> FileDiffers(DateOnly day, string body, CancellationToken cancel) =>
        !File.Exists(days.FileOf(day)) || await File.ReadAllTextAsync(days.FileOf(day), cancel) != body;

    private static DayFile? Parse(string? body)
    {
        try
        {
            var file = body is null ? null : JsonSerializer.Deserialize<DayFile>(body, Json.Options);
            // Written back it must be the same, or something stands in it that nobody signed.
            return file is not null && JsonSerializer.Serialize(file, Json.Options) == body ? file : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }
}
