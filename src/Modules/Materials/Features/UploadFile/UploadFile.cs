using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Materials;

/// <summary>
/// 上传文件: in pieces, going on where the server has come to, after a cut network, a closed tab or a killed server. The protocol is
/// tus 1.0.0 with its extensions creation, expiration and termination (tus.io/protocols/resumable-upload), so that any client of it works.
/// The answer to the last piece names the file in the header <see cref="FileHeader"/>.
/// </summary>
internal static class UploadFile
{
    public const string Version = "1.0.0";
    public const string Piece = "application/offset+octet-stream";
    public const string FileHeader = "Upload-File";

    private const string VersionHeader = "Tus-Resumable";
    private const string Offset = "Upload-Offset";
    private const string Length = "Upload-Length";

    private static readonly Role[] MayUpload = [Role.Applicant, .. Reach.Receivers];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/uploads", [HttpMethods.Options], Describe).WithName("DescribeUploads").AllowRoles(MayUpload);
        var uploads = routes.MapGroup("/uploads").AddEndpointFilter(SpeakTheSameVersion);
        uploads.MapPost("", Begin).WithName("BeginUpload").AllowRoles(MayUpload);
        uploads.MapMethods("/{upload}", [HttpMethods.Head], Tell).WithName("TellUpload").AllowRoles(MayUpload);
        // The length that was announced is the limit; Kestrel's own would cut a large piece off.
        uploads.MapPatch("/{upload}", Continue).WithName("ContinueUpload").AllowRoles(MayUpload).WithMetadata(new DisableRequestSizeLimitAttribute());
        uploads.MapDelete("/{upload}", End).WithName("EndUpload").AllowRoles(MayUpload);
    }

    private static IResult Describe(HttpResponse response, MaterialLimits limits)
    {
        response.Headers["Tus-Version"] = Version;
        response.Headers[VersionHeader] = Version;
        response.Headers["Tus-Extension"] = "creation,expiration,termination";
        response.Headers["Tus-Max-Size"] = Text(limits.MostPerFile);
        return Results.NoContent();
    }

    private static async Task<IResult> Begin(HttpContext context, Uploads uploads, CancellationToken cancel)
    {
        var said = Metadata(context.Request.Headers["Upload-Metadata"].ToString());
        if (Number(context.Request, Length) is not { } length || !said.TryGetValue("basket", out var basket) || basket.Length == 0
            || !said.TryGetValue("material", out var material) || material.Length is 0 or > 100 || !said.TryGetValue("filename", out var name))
        {
            return Say(FileRefusals.Broken);
        }

        if (!(await uploads.Begin(context.RequireActor(), basket, material, name, length, cancel)).Try(out var upload, out var why)) return Say(why);
        Expires(context.Response, upload);
        return Results.Created($"/uploads/{upload.Id}", null);
    }

    private static async Task<IResult> Tell(string upload, HttpContext context, Uploads uploads, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await uploads.Tell(context.RequireActor(), upload, cancel)).Try(out var progress, out var why)) return Say(why);
        context.Response.Headers[Length] = Text(progress.Upload.Length);
        Report(context.Response, progress);
        return Results.Ok();
    }

    private static async Task<IResult> Continue(string upload, HttpContext context, Uploads uploads, CancellationToken cancel)
    {
        if (context.Request.ContentType != Piece) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (Number(context.Request, Offset) is not { } offset) return Say(FileRefusals.Broken);
        try
        {
            var outcome = await uploads.Continue(context.RequireActor(), upload, offset, context.Request.Body, cancel);
            if (!outcome.Try(out var progress, out var why)) return Say(why);
            Report(context.Response, progress);
            return Results.NoContent();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty; // The sender is gone; what it sent is kept and it will ask where to go on.
        }
    }

    private static async Task<IResult> End(string upload, HttpContext context, Uploads uploads, CancellationToken cancel) =>
        (await uploads.End(context.RequireActor(), upload, cancel)).Try(out _, out var why) ? Results.NoContent() : Say(why);

    private static void Report(HttpResponse response, Progress progress)
    {
        response.Headers[Offset] = Text(progress.Offset);
        if (progress.File is { } file) response.Headers[FileHeader] = file;
        else Expires(response, progress.Upload);
    }

    private static void Expires(HttpResponse response, UploadRow upload) =>
        response.Headers["Upload-Expires"] = upload.ExpiresAt.ToChina().ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A refusal with the status that the protocol gives it.</summary>
    private static IResult Say(Refusal why)
    {
        var status =
            why == FileRefusals.NotFound ? StatusCodes.Status404NotFound
            : why == FileRefusals.UploadGone ? StatusCodes.Status410Gone
            : why == FileRefusals.MovedOn ? StatusCodes.Status409Conflict
            : why == FileRefusals.Busy ? StatusCodes.Status423Locked
            : why == FileRefusals.Broken ? StatusCodes.Status400BadRequest
            : why == FileRefusals.ScanWaits ? StatusCodes.Status503ServiceUnavailable
            : why.Code == "materials.too-large" ? StatusCodes.Status413PayloadTooLarge
            : StatusCodes.Status422UnprocessableEntity;
        return Pages.Problem(why, status);
    }

    private static async ValueTask<object?> SpeakTheSameVersion(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (request, response) = (call.HttpContext.Request, call.HttpContext.Response);
        response.Headers[VersionHeader] = Version;
        if (request.Headers[VersionHeader] == Version) return await next(call);
        response.Headers["Tus-Version"] = Version;
        return Results.StatusCode(StatusCodes.Status412PreconditionFailed);
    }

    /// <summary>"key base64,key base64": the protocol's way to send words in a header. What is malformed is left out.</summary>
    internal static Dictionary<string, string> Metadata(string header)
    {
        Dictionary<string, string> said = [];
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var space = pair.IndexOf(' ', StringComparison.Ordinal);
            var bytes = new byte[pair.Length];
            if (space > 0 && Convert.TryFromBase64String(pair[(space + 1)..], bytes, out var written))
                said[pair[..space]] = Encoding.UTF8.GetString(bytes, 0, written);
        }

        return said;
    }

    private static long? Number(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
