using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 接收业务系统的回传: one message, signed as its bytes stand (header OneWindow-Signature, SM2 over heading and body, base64). Its signature is the
/// permission: no account is needed, and nothing else is believed (docs/how-to/line-systems.md).
/// </summary>
internal static class HearLine
{
    public const string SignatureHeader = "OneWindow-Signature";

    private static readonly Refusal TooLong = new("platform.body-invalid", "一条消息最多 64 KB。", PlatformRules.Input);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/lines/{system}/news", Handle).WithName(nameof(HearLine)).WithTags("lines")
        .Produces<NewsAnswer>().Produces<NewsAnswer>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .AllowEveryone();

    private static async Task<IResult> Handle(string system, HttpContext context, HearNews news, CancellationToken cancel)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = HearNews.LongestBody;
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > HearNews.LongestBody) return Pages.Problem(TooLong);
            body.Write(buffer, 0, read);
        }

        var heard = await news.Hear(system, body.ToArray(), context.Request.Headers[SignatureHeader].ToString(), cancel);
        if (heard.Try(out var answer, out var why))
        {
            return Results.Json(answer, statusCode: answer.Standing == "taken" ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
        }

        return Pages.Problem(why, why.Code == HearNews.Unsigned.Code ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound);
    }
}
