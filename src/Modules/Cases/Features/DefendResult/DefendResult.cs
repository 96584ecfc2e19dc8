using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>陈述申辩: the holder answers, or asks to be heard, before a result is taken from him (行政许可法 第七条).</summary>
internal static class DefendResult
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/defence", Ask).WithName(nameof(DefendResult)).AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/defence", Do).WithName("SendDefence").AllowRoles(Role.Applicant);
    }

    private static Task<IResult> Ask(string number, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Ask<DefencePage>(nameof(AnswerRevocation), number, context, Model, cancel);

    private static async Task<IResult> Do(string number, FormReader form, HttpContext context, OwnCases own, CaseDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        if (await own.IsDone(open.Number, $"defence-{key}", cancel)) return Results.LocalRedirect($"/cases/{open.Number}");
        var intended = RevokeResult.ReadAnswer(form);
        if (own.Closed(open, actor, nameof(AnswerRevocation)) is { } closed) return Pages.Refuse(closed);
        if (!form.Ok) return Pages.Again<DefencePage>(Model(open, form.State, key));
        var done = intended.Words is { } words
            ? await desk.Do(open, actor, intended.Act, words, $"defence-{key}", null, cancel)
            : await desk.Do(open, actor, intended.Act, $"defence-{key}");
        return done.Try(out _, out var why)
            ? Results.LocalRedirect($"/cases/{open.Number}")
            : Pages.Show<DefencePage>(Model(open, form.State.Refused(why, RevokeResult.AnswerFields.GetValueOrDefault(why.Code, "")), key), Pages.StatusOf(why));
    }

    private static DefenceModel Model(OpenCase open, FormState form, string key)
    {
        var told = open.State.Mends!.Revocation!;
        return new DefenceModel(
            open.Number.ToString(), open.Guide.Name, Words.Of(told.AnswerBy.Day), RevocationRules.Grounds.GetValueOrDefault(told.Ground, told.Ground), form, key,
            RevocationRules.BasisOf(open.Rules, told.Ground));
    }
}

public sealed record DefenceModel(string Number, string Item, string AnswerBy, string Ground, FormState Form, string Act, Citation Basis);
