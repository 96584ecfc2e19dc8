using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Ledger;

/// <param name="Findings">Empty: nothing was checked yet.</param>
/// <param name="Standing">How the promise stands in the ledger now, in words; null where the receipt does not hold.</param>
public sealed record CheckReceiptModel(FormState Form, IReadOnlyList<FindingModel> Findings, string? Number, string? Standing, string? StandingMore)
{
    public bool Holds => Findings.All(f => f.Holds);
}

/// <summary>核对凭证: paste or upload the receipt's file; plain words say whether signature and proof hold. Without an account, and nothing is kept.</summary>
internal static class CheckReceipt
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger/check", () => Pages.Show<CheckReceiptPage>(new CheckReceiptModel(FormState.Empty, [], null, null, null)))
            .WithName(nameof(CheckReceipt)).AllowEveryone();
        routes.MapPost("/ledger/check", Handle).AllowEveryone()
            .WithMetadata(new RequestSizeLimitAttribute(2 * ReceiptFile.MostBytes));
    }

    private static async Task<IResult> Handle(FormReader form, SigningKeys keys, Promises promises, TimeProvider clock, CancellationToken cancel)
    {
        var upload = form.File("file", "凭证文件", ReceiptFile.MostBytes, [".json", ".txt"], required: false);
        var text = upload is null ? form.Raw("text") ?? "" : await Read(upload, cancel);
        if (form.Ok && string.IsNullOrWhiteSpace(text)) form.Refuse("text", "请粘贴凭证文件的内容，或者选择文件上传");
        var file = form.Ok ? ReceiptFile.Read(text, Json.Options) : null;
        if (form.Ok && file is null) form.Refuse("text", "这不是收件凭证文件：请使用从收件凭证页下载的 receipt-….json，不要改动内容");
        if (!form.Ok) return Pages.Again<CheckReceiptPage>(new CheckReceiptModel(form.State, [], null, null, null));

        var ours = new Dictionary<string, Sm2PublicKey>(StringComparer.Ordinal);
        foreach (var key in await keys.All(cancel)) ours[key.Id] = (await keys.Public(key.Id, cancel))!;
        var findings = ReceiptCheck.Run(file!, ours);
        var (number, standing, more) = findings.Take(3).All(f => f.Holds) ? await Now(file!, promises, clock, cancel) : (null, null, null);
        return Pages.Show<CheckReceiptPage>(new CheckReceiptModel(FormState.Empty, findings, number, standing, more));
    }

    /// <summary>What the ledger says now. The promise itself decides: a row that was taken away does not unmake it.</summary>
    private static async Task<(string Number, string Standing, string More)> Now(
        ReceiptFile file, Promises promises, TimeProvider clock, CancellationToken cancel)
    {
        var promise = LedgerText.Read(file.Promise.Text, LedgerTexts.PromiseHeading)!;
        var (number, by) = (promise["case"], Instant.Parse(promise["by"]));
        var standing = await promises.IsIncluded(number, (int)promise.Number("sequence"), promise["hash"], cancel) ? LedgerStanding.Included
            : clock.Now() > by ? LedgerStanding.Broken
            : LedgerStanding.Promised;
        return (number, standing.Words(), (standing, file.Inclusion) switch
        {
            (LedgerStanding.Included, null) => "这份文件是入链之前下载的。现在可以从收件凭证页重新下载，文件里会带有入链证明。",
            (LedgerStanding.Included, _) => "总账现在的记载与凭证一致。",
            (LedgerStanding.Broken, _) => $"平台承诺在 {Words.Of(by)} 前入链，但总账里没有这条记录。",
            _ => $"平台承诺在 {Words.Of(by)} 前入链，请到时再核对。",
        });
    }

    private static async Task<string> Read(IFormFile file, CancellationToken cancel)
    {
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }
}
