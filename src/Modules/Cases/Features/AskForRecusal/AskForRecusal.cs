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

    private static Task<IResult> Ask(string number, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Ask<RecusalPage>(nameof(RequestRecusal), number, context, Model, cancel);

    private static Task<IResult> Do(string number, FormReader form, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Do<RecusalPage>("recusal", number, form, context, open => Read(open, form), Model, cancel);

    private static Intended Read(OpenCase open, FormReader form)
    {
        var post = Enum.TryParse<RecusalPost>(form.Choice(PostField, "谁应当回避", Posts(open)), out var chosen) ? chosen : default;
        return new Intended(new RequestRecusal(post, RecuseOfficers.Ground(form)), new Reasons(form.LongText(RecuseOfficers.WhyField, "理由")));
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
