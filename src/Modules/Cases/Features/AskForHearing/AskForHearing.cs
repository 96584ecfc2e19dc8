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

    private static async Task<IResult> Ask(string number, HttpContext context, OwnCases own, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        return own.Closed(open, actor, nameof(RequestHearing)) is { } closed ? Pages.Refuse(closed) : Pages.Show<HearingPage>(Model(open, FormState.Empty, ActKey.New()));
    }

    private static async Task<IResult> Do(string number, FormReader form, HttpContext context, OwnCases own, CaseDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        var done = await desk.Do(open, actor, new RequestHearing(), $"hearing-{key}");
        return done.Try(out _, out var why)
            ? Results.LocalRedirect($"/cases/{open.Number}")
            : Pages.Show<HearingPage>(Model(open, form.State.Refused(why), key), Pages.StatusOf(why));
    }

    private static HearingModel Model(OpenCase open, FormState form, string key) => new(
        open.Number.ToString(), open.Guide.Name, Words.Of(open.State.Hearing!.RequestBy.Day), form, key, CaseClocks.BasisOf(open.Rules, "hearing.requestLimit"));
}

public sealed record HearingModel(string Number, string Item, string RequestBy, FormState Form, string Act, Citation Basis);
