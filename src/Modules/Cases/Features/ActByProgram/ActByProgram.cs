using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 接口办理: the same acts for departments' own programs, by the names that `explain` prints in lower case with hyphens ("begin-review"). The
/// Idempotency-Key makes a repetition the same act; `seenVersion` refuses what would overwrite.
/// </summary>
internal static class ActByProgram
{
    private const int LongestKey = 100;

    private static readonly Refusal NoAct = new("cases.not-found", "没有这种办理，请核对接口文档中的办理名称。", PlatformRules.Input);
    private static readonly Refusal NoKey = new(
        "platform.idempotency-key-missing", "请在 Idempotency-Key 请求头中写明本次办理的唯一键（100 字以内），重发时用同一个键。", PlatformRules.NoSilentOverwrite);

    private static readonly Refusal NotRead = new("platform.body-invalid", "请求内容缺少字段或者格式不符，请对照接口文档修改。", PlatformRules.Input);

    private static readonly Dictionary<string, WorkAct> Named =
        WorkAct.All.ToDictionary(w => JsonNamingPolicy.KebabCaseLower.ConvertName(w.Act), StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/cases/{number}/acts/{act}", Handle).WithName(nameof(ActByProgram)).WithTags("cases")
        .Produces<ActDone>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).AllowRoles([.. CaseReach.Handlers, Role.ManagementOfficer]);

    private static async Task<IResult> Handle(
        string number, string act, JsonElement body, HttpContext context, Acting acting,
        [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (!Named.TryGetValue(act, out var work)) return Pages.Problem(NoAct);
        if (!work.Roles.Contains(actor.Role)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (key is not { Length: > 0 and <= LongestKey }) return Pages.Problem(NoKey);
        if (await acting.Open(number, actor, cancel) is not { } open) return Pages.Problem(Acting.NotFound);
        try
        {
            var seen = body.As<Seen>().SeenVersion;
            var outcome = await acting.Submit(open, actor, work.Parse(body), $"{act}/{key}", seen, cancel);
            return outcome.Try(out var done, out var why)
                ? Results.Json(new ActDone(
                    done.State.Number.ToString(), done.State.Status.ToString(), done.State.Status.Words(), done.State.Version, [.. done.Events.Select(e => e.Envelope.Type)]))
                : Pages.Problem(why);
        }
        catch (JsonException)
        {
            return Pages.Problem(NotRead);
        }
    }

    private sealed record Seen(int? SeenVersion = null);
}

/// <summary>How the case stands after an act.</summary>
internal sealed record ActDone(string Number, string Status, string StatusName, int Version, IReadOnlyList<string> Events);
