using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>How a handler answers with a page. The page takes its model as the parameter <c>Model</c>.</summary>
public static class Pages
{
    public static IResult Show<TPage>(object? model = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(model is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { ["Model"] = model })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>The same page again with what was typed and what is wrong: 422.</summary>
    public static IResult Again<TPage>(object model)
        where TPage : IComponent => Show<TPage>(model, StatusCodes.Status422UnprocessableEntity);

    /// <summary>A page that says no in plain words, with the basis. The status follows from the refusal's code.</summary>
    public static IResult Refuse(Refusal why)
    {
        ArgumentNullException.ThrowIfNull(why);
        var status = StatusOf(why);
        var model = ErrorModel.Of(status) with { Message = why.Message, Basis = why.Basis, Code = why.Code };
        // Often somebody only opened a page: nothing was sent, so nothing in it is wrong.
        if (status == StatusCodes.Status422UnprocessableEntity)
        {
            model = model with { Title = "这一步现在办不了", Mend = ["请回到上一页，看看现在可以办什么。", "有疑问的，请拨打服务热线，或者到大厅窗口询问。"] };
        }

        return Show<ErrorPage>(model, status);
    }

    /// <summary>The same "no" for programs: problem details (RFC 9457) with code and basis.</summary>
    /// <param name="status">Where a protocol demands one of its own.</param>
    public static IResult Problem(Refusal why, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(why);
        return Results.Problem(
            title: why.Message,
            statusCode: status ?? StatusOf(why),
            extensions: new Dictionary<string, object?>
            {
                ["code"] = why.Code,
                ["basis"] = new { rulebook = why.Basis.Rulebook, article = why.Basis.Article },
            });
    }

    /// <summary>The last word of the code decides: not-found 404, changed-meanwhile 409, busy 503, too-many 429, forbidden 403; else 422.</summary>
    public static int StatusOf(Refusal why)
    {
        ArgumentNullException.ThrowIfNull(why);
        return why.Code[(why.Code.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            "not-found" => StatusCodes.Status404NotFound,
            "forbidden" or "foreign-post" or "collective-forbidden" or "beyond-sink-down" => StatusCodes.Status403Forbidden,
            "changed-meanwhile" => StatusCodes.Status409Conflict,
            "too-many" => StatusCodes.Status429TooManyRequests,
            "busy" => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
    }
}
