using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>申请听证: the applicant asks to be heard, from his own page, while the period runs (行政许可法 第四十七条).</summary>
internal static class AskForHearing
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/hearing", Ask).WithName(nameof(AskForHearing)).AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/hearing", Do).WithName("RequestHearing").AllowRoles(Role.Applicant);
    }

    private static Task<IResult> Ask(string number, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Ask<HearingPage>(nameof(RequestHearing), number, context, Model, cancel);

    private static Task<IResult> Do(string number, FormReader form, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Do<HearingPage>("hearing", number, form, context, _ => new Intended(new RequestHearing()), Model, cancel);

    private static HearingModel Model(OpenCase open, FormState form, string key) => new(
        open.Number.ToString(), open.Guide.Name, Words.Of(open.State.Hearing!.RequestBy.Day), form, key, CaseClocks.BasisOf(open.Rules, "hearing.requestLimit"));
}

public sealed record HearingModel(string Number, string Item, string RequestBy, FormState Form, string Act, Citation Basis);
