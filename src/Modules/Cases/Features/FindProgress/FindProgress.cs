using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 查进度: by case number and query code, without an account. Whatever is wrong, number or code, gives the same answer after the same time, and
/// tries are few.
/// </summary>
internal static class FindProgress
{
    public const string Limit = "progress";
    private const int TriesAMinute = 10;

    /// <summary>Longer than any answer takes: what is found and what is not cannot be told apart by waiting.</summary>
    private static readonly TimeSpan AnswersAfter = TimeSpan.FromMilliseconds(150);

    public static void Add(IServiceCollection services) => services.Configure<RateLimiterOptions>(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesAMinute, Window = TimeSpan.FromMinutes(1) }));
    });

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/progress", () => Pages.Show<ProgressPage>(new ProgressModel(FormState.Empty, null))).WithName("AskProgress").AllowEveryone();
        routes.MapPost("/progress", Find).WithName(nameof(FindProgress)).AllowEveryone().RequireRateLimiting(Limit);
    }

    public static Refusal Wrong { get; } = new(
        "cases.code-wrong", "办件编号和查询码对不上。请对照收件凭证逐位核对，编号 25 位数字，查询码 6 位。", PlatformRules.Permission);

    private static async Task<IResult> Find(FormReader form, ICases cases, CaseDesk desk, OwnCases own, CancellationToken cancel)
    {
        var number = form.Text("number", "办件编号", max: 60);
        var code = form.Text("code", "查询码", max: 20);
        if (!form.Ok) return Pages.Again<ProgressPage>(new ProgressModel(form.State, null));
        var even = new EvenAnswer(AnswersAfter);
        var found = await cases.FindByCode(number, code, cancel) is { } facts ? await desk.Open(facts.Number, cancel) : null;
        if (found is not null)
        {
            return Pages.Show<ProgressPage>(new ProgressModel(FormState.Empty, await own.ViewByCode(found, cancel))
            {
                Collectable = found.State is { Status: CaseStatus.Delivering, Delivery: DeliveryMode.Electronic or DeliveryMode.Kiosk },
            });
        }

        await even.Wait(cancel);
        return Pages.Again<ProgressPage>(new ProgressModel(form.State.Refused(Wrong), null));
    }
}

/// <param name="Case">What was found; null: the form asks.</param>
public sealed record ProgressModel(FormState Form, CaseTrackModel? Case)
{
    /// <summary>The result is there and may be taken with code and paper.</summary>
    public bool Collectable { get; init; }
}
