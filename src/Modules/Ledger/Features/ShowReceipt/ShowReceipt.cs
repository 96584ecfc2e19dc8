using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Ledger;

/// <param name="Guessed">What stood in the address, for the field.</param>
/// <param name="Why">Null: nothing was tried yet.</param>
public sealed record ReceiptCodeModel(string Guessed, Refusal? Why);

public sealed record ReceiptFileModel(string Material, string Name, long Size, string Hash);

/// <param name="Download">With the query code, if the reader came by it.</param>
public sealed record ReceiptModel(
    string Number, string QueryCode, string Item, string Organisation, Instant ReceivedAt, IReadOnlyList<ReceiptFileModel> Files, string Hash,
    LedgerStanding Standing, string StandingWords, Instant PromisedBy, Instant? IncludedAt, long? Index, bool Tampered,
    string KeyId, string Signature, string Download)
{
    /// <summary>From the paper to how the case goes: the applicant's page, the workbench, or the search by code.</summary>
    public required MenuLink Onward { get; init; }
}

/// <summary>
/// 收件凭证: a signed paper at once, the proof of its place in the ledger within two minutes, at the same address. For the applicant, for
/// staff who may see the case (who print it for a resident without account or phone), and for whoever has number and query code.
/// </summary>
internal static class ShowReceipt
{
    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/receipts/{number}", Page).WithName(nameof(ShowReceipt)).AllowEveryone();
        routes.MapGet("/receipts/{number}.json", File).AllowEveryone();
    }

    private static async Task<IResult> Page(
        string number, string? code, HttpContext context, CaseGate gate, Receipts receipts, ICatalogue catalogue, IDirectory directory, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await gate.Open(context, number, code, cancel)).Try(out var facts, out var why))
        {
            if (why == CaseGate.TooMany) return Pages.Refuse(why);
            return Pages.Show<ReceiptCodePage>(
                new ReceiptCodeModel(number, code is null ? null : why), code is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
        }

        var receipt = await receipts.Of(facts, cancel);
        var guide = await catalogue.Version(facts.Item, facts.GuideVersion, cancel);
        var query = code is null ? "" : $"?code={Uri.EscapeDataString(code)}";
        return Pages.Show<ReceiptPage>(new ReceiptModel(
            facts.Number.ToString(),
            facts.QueryCode,
            facts.ItemName,
            directory.Organisation(facts.Organisation)?.BearerName ?? facts.Organisation,
            facts.ReceivedAt,
            [.. receipt.Files.Select(f => new ReceiptFileModel(guide?.Material(f.Material)?.Name ?? f.Material, f.Name, f.Size, f.Hash))],
            receipt.Text["hash"],
            receipt.Standing,
            receipt.Standing.Words(),
            receipt.Promise.PromisedBy,
            receipt.Inclusion?.At,
            receipt.Inclusion?.Index,
            receipt.Tampered,
            receipt.Signed.KeyId,
            receipt.Signed.Signature,
            $"/receipts/{facts.Number}.json{query}")
        {
            Onward = context.Actor()?.Role switch
            {
                null => new MenuLink("查进度", "/progress"),
                Role.Applicant => new MenuLink("查看办件", $"/cases/{facts.Number}"),
                _ => new MenuLink("回到办件", $"/work/cases/{facts.Number}"),
            },
        });
    }

    private static async Task<IResult> File(
        string number, string? code, HttpContext context, CaseGate gate, Receipts receipts, SigningKeys keys, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await gate.Open(context, number, code, cancel)).Try(out var facts, out var why)) return Pages.Problem(why);
        var receipt = await receipts.Of(facts, cancel);
        var promise = new SignedText(LedgerTexts.Of(receipt.Promise), receipt.Promise.KeyId, receipt.Promise.Signature);
        string?[] used = [receipt.Signed.KeyId, promise.KeyId, receipt.Inclusion?.KeyId];
        var file = new ReceiptFile(
            ReceiptFile.KindName,
            receipt.Signed,
            promise,
            receipt.Inclusion,
            [.. (await keys.All(cancel)).Where(k => used.Contains(k.Id)).Select(k => new KeyFile(k.Id, SigningKeys.Pem(k.Public)))]);
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(file, Indented), "application/json", $"receipt-{facts.Number}.json");
    }
}
