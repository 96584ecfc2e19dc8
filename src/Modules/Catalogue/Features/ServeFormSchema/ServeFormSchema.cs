using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>表单结构: the form of an item in force, as JSON Schema, for programs that fill it in.</summary>
internal static class ServeFormSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/items/{item}/form.schema.json", Handle).WithName(nameof(ServeFormSchema)).WithTags("items")
            .Produces(StatusCodes.Status200OK, contentType: "application/schema+json").ProducesProblem(StatusCodes.Status404NotFound).AllowEveryone();

    private static async Task<IResult> Handle(string item, HttpContext context, ICatalogue catalogue, CancellationToken cancel)
    {
        if (await catalogue.Current(item, cancel) is not { } guide) return Pages.Problem(new Refusal("catalogue.not-found", "没有公布这个事项的办事指南，或者没有这个版本。", Laws.Lists));
        context.Response.Headers.ETag = $"\"{guide.Hash}\"";
        return Results.Text(FormSchema.Of(guide).ToJsonString(Readable), "application/schema+json");
    }
}
