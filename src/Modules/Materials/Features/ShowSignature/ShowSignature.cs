using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Materials;

/// <param name="File">The file's address.</param>
public sealed record ShowSignatureModel(string Name, string File, Instant ArrivedAt, SignatureCheck Check);

/// <summary>看电子签名: whose signature stands in a file that was handed in, checked anew, as of the day on which it came. For whoever may see the file.</summary>
internal static class ShowSignature
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/{file}/signature", Handle).WithName(nameof(ShowSignature)).AllowRoles([Role.Applicant, .. Reach.Handlers]);

    private static async Task<IResult> Handle(
        string file, HttpContext context, MaterialsDb db, Contents contents, ElectronicSignatures signatures, TimeProvider clock, CancellationToken cancel)
    {
        var reach = db.Baskets.ReadableBy(context.RequireActor(), clock.Now());
        var row = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == file && reach.Any(b => b.Id == f.Basket), cancel);
        if (row is null) return Pages.Refuse(FileRefusals.NotFound);
        if (await contents.Open(row.Id, cancel) is not { } content) return Pages.Refuse(FileRefusals.Erased);
        await using var opened = content;
        using var pdf = new MemoryStream((int)row.Size);
        await opened.CopyToAsync(pdf, cancel);
        var check = signatures.CheckPdf(pdf.GetBuffer().AsSpan(0, (int)pdf.Length), row.StoredAt);
        return Pages.Show<ShowSignaturePage>(new ShowSignatureModel(row.Name, $"/files/{row.Id}", row.StoredAt, check));
    }
}
