using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Materials;

/// <summary>
/// 查看材料: a file for its owner and for the staff who handle its case. Whoever may not see it gets the same answer as for a file that
/// never was. Pictures and PDF open in the browser, under a policy that lets nothing in them load or run; everything else is saved.
/// </summary>
internal static class DownloadFile
{
    /// <summary>Chrome shows a PDF as an object with styles of its own; beyond that, nothing.</summary>
    public const string ContentPolicy =
        "default-src 'none'; img-src 'self' data:; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/{file}", Handle).WithName(nameof(DownloadFile)).AllowRoles([Role.Applicant, .. Reach.Handlers]);

    private static async Task<IResult> Handle(string file, HttpContext context, MaterialsDb db, Contents contents, TimeProvider clock, CancellationToken cancel)
    {
        var reach = db.Baskets.ReadableBy(context.RequireActor(), clock.Now());
        var row = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == file && reach.Any(b => b.Id == f.Basket), cancel);
        if (row is null) return Pages.Refuse(FileRefusals.NotFound);
        if (await contents.Open(row.Id, cancel) is not { } content) return Pages.Refuse(FileRefusals.Erased);

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var disposition = new ContentDispositionHeaderValue(FileKind.OfMediaType(row.MediaType)?.Inline == true ? "inline" : "attachment");
        disposition.SetHttpFileName(row.Name);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(content, row.MediaType, enableRangeProcessing: true);
    }
}
