using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>Every bare error status becomes a page in kind words, or problem details for programs (/api).</summary>
public static class KindErrors
{
    /// <summary>Put it first: it catches what the rest throws, and gives a body to what the rest leaves empty.</summary>
    public static IApplicationBuilder UseKindErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context =>
            {
                var thrown = context.Features.Get<IExceptionHandlerFeature>()?.Error;
                return Answer(context, thrown is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);
            },
            // What somebody sent wrongly is no fault of ours: it is answered, and fills no log.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(status => Answer(status.HttpContext, status.HttpContext.Response.StatusCode));
        return app;
    }

    internal static async Task Answer(HttpContext context, int status)
    {
        var error = ErrorModel.Of(status) with { Reference = context.TraceIdentifier };
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests
            && context.Response.Headers.RetryAfter.Count == 0)
            context.Response.Headers.RetryAfter = "10";
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (IsForProgram(context.Request))
        {
            var problem = Results.Problem(
                title: error.Title,
                detail: error.Message,
                statusCode: status,
                extensions: new Dictionary<string, object?>
                {
                    ["code"] = error.Code,
                    ["basis"] = new { rulebook = error.Basis.Rulebook, article = error.Basis.Article },
                    ["reference"] = error.Reference,
                });
            await problem.ExecuteAsync(context);
            return;
        }

        await Pages.Show<ErrorPage>(error, status).ExecuteAsync(context);
    }

    private static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || (request.Headers.Accept.ToString() is { Length: > 0 } accept
            && accept.Contains("json", StringComparison.Ordinal)
            && !accept.Contains("html", StringComparison.Ordinal));
}

/// <summary>An error as people read it: what happened, what it means, what to do.</summary>
public sealed record ErrorModel(int Status, string Title, string Message, IReadOnlyList<string> Mend, string Code, Citation Basis)
{
    /// <summary>To quote to the hotline; empty where nobody would ask for it.</summary>
    public string Reference { get; init; } = "";

    public static ErrorModel Of(int status) => status switch
    {
        401 => new(status, "请先登录", "登录可能已经过期。您刚才提交的内容没有保存到系统。",
            ["请登录后返回上一页，再提交一次。"], "platform.not-signed-in", PlatformRules.Permission),
        403 => new(status, "您没有打开这一页的权限", "这一页只对有相应身份的人开放，或者这次提交不是从本网站的页面发出的。",
            ["如果已经登录，请核对登录的身份是否正确。", "请从本网站的页面重新进入，再试一次。"], "platform.forbidden", PlatformRules.Permission),
        404 or 405 or 410 => new(status, "没有找到这一页", "地址可能输错了，或者内容已经移走。",
            ["请核对地址。", "可以用上方的搜索查找事项，或者回到首页。"], "platform.not-found", PlatformRules.Input),
        409 => new(status, "内容刚刚有了变化", "在您查看之后，这项内容已被更新。为免覆盖，您这次的操作没有生效。",
            ["请返回上一页并刷新，看过最新内容后再操作。"], "platform.changed-meanwhile", PlatformRules.NoSilentOverwrite),
        413 => new(status, "提交的内容太大", "文件或表单超过了可接收的大小，没有保存。",
            ["请压缩文件或分几次上传。"], "platform.too-large", PlatformRules.Files),
        429 => new(status, "操作太频繁", "短时间内请求次数较多，为保护账户安全，需要稍等一会儿。",
            ["请过一分钟再试，已经保存的内容不会丢失。"], "platform.too-many", PlatformRules.Capacity),
        503 => new(status, "现在办理的人较多", "系统正忙，这次操作没有生效，已经保存的内容不会丢失。",
            ["请过十几秒再试。", "急需办理时，可以拨打服务热线或前往大厅窗口。"], "platform.busy", PlatformRules.Capacity),
        >= 500 => new(status, "系统出了问题", "这是我们的问题，不是您的操作有误。已经保存的内容不会丢失，我们会尽快处理。",
            ["请稍后再试。", "急需办理时，请拨打服务热线，并报出下面的编号。"], "platform.fault", PlatformRules.Capacity),
        _ => new(status, "提交的内容有误", "有内容不符合要求，没有保存。",
            ["请返回上一页，按提示修改后再提交。"], "platform.invalid", PlatformRules.Input),
    };
}
