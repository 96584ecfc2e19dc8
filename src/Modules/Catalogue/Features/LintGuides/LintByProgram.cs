using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>POST /api/v1/lint: one guide, a list of them, or the layout of data/guides.json; answers the findings and changes nothing.</summary>
internal static class LintByProgram
{
    private const int Most = 200;

    public static async Task<IResult> Handle(HttpContext context, CancellationToken cancel)
    {
        JsonNode? body;
        try
        {
            body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: cancel);
        }
        catch (JsonException)
        {
            return Pages.Problem(Unreadable);
        }

        // One guide by itself is a list of one.
        if (body is JsonObject one && !one.ContainsKey("guides") && !one.ContainsKey("items")) body = new JsonArray(one.DeepClone());
        if (!RecordFile.Of(body).Try(out var records, out var why)) return Pages.Problem(why);
        if (records.Count > Most) return Pages.Problem(TooMany);
        var findings = await LintFile.Run(context.RequestServices, records, context.RequireActor().Place, cancel);
        return Results.Json(LintReport.Of(findings), Storage.Json.Options);
    }

    private static Refusal Unreadable { get; } = new("catalogue.file-unreadable", "读不出来：应为 JSON。", PlatformRules.Input);

    private static Refusal TooMany { get; } = new("catalogue.lint-too-large", "一次最多检查 200 份办事指南，请分几次。", PlatformRules.Input);
}
