using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>申请回避: the applicant asks that somebody stands aside, by his post, because names are not known to him (公务员法 第七十七条).</summary>
internal static class AskForRecusal
{
    public const string PostField = "post";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/recusal", Ask).WithName(nameof(AskForRecusal)).AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/recusal", Do).WithName("RequestRecusal").AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Ask(string number, HttpContext context, OwnCases own, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        return own.Closed(open, actor, nameof(RequestRecusal)) is { } closed ? Pages.Refuse(closed) : Pages.Show<RecusalPage>(Model(open, FormState.Empty, ActKey.New()));
    }

    private static async Task<IResult> Do(string number, FormReader form, HttpContext context, OwnCases own, CaseDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        var post = Enum.TryParse<RecusalPost>(form.Choice(PostField, "请谁回避", Posts(open)), out var chosen) ? chosen : default;
        var ground = RecuseOfficers.Ground(form);
        var why = form.LongText(RecuseOfficers.WhyField, "理由");
        if (!form.Ok) return Pages.Again<RecusalPage>(Model(open, form.State, key));
        var done = await desk.Do(open, actor, new RequestRecusal(post, ground), new Reasons(why), $"recusal-{key}", cancel: cancel);
        return done.Try(out _, out var no)
            ? Results.LocalRedirect($"/cases/{open.Number}")
            : Pages.Show<RecusalPage>(Model(open, form.State.Refused(no), key), Pages.StatusOf(no));
    }

    private static ChoiceModel[] Posts(OpenCase open) =>
    [
        .. Enum.GetValues<RecusalPost>().Where(p => RecusalRules.OfficerOf(open.State, p) is not null)
            .Select(p => new ChoiceModel(p.ToString(), p == RecusalPost.Reviewer ? "审查本件的人员" : "受理本件的窗口人员")),
    ];

    private static RecusalModel Model(OpenCase open, FormState form, string key) =>
        new(open.Number.ToString(), open.Guide.Name, Posts(open), form, key, CaseClocks.BasisOf(open.Rules, "recusal.decidedBy"));
}

public sealed record RecusalModel(string Number, string Item, IReadOnlyList<ChoiceModel> Posts, FormState Form, string Act, Citation Basis);
