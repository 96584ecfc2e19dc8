using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>请人工办理: before the decision nothing is decided by rules any more; after an automatic one somebody looks again (河北方案 三、（五）).</summary>
internal static class RequestPerson
{
    public static WorkAct AtWindow { get; } = new(
        nameof(AskForPerson), "person", CaseReach.Receivers, (_, _) => new Intended(new AskForPerson()), _ => new Intended(new AskForPerson()));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/person", Ask).WithName("AskForPerson").AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/person", Do).WithName(nameof(RequestPerson)).AllowRoles(Role.Applicant);
    }

    private static Task<IResult> Ask(string number, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Ask<PersonPage>(nameof(AskForPerson), number, context, Model, cancel);

    private static Task<IResult> Do(string number, FormReader form, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Do<PersonPage>("person", number, form, context, _ => new Intended(new AskForPerson()), Model, cancel);

    private static PersonModel Model(OpenCase open, FormState form, string key)
    {
        var before = open.State.Status.BeforeDecision();
        return new PersonModel(
            open.Number.ToString(), open.Guide.Name, before ? "请人工办理" : "要求人工复核",
            before ? "您的申请不再按规则自动审批，由工作人员来看，承诺的期限不变。" : "由审查人员再看一遍系统的批准。复核期间结果继续有效。",
            form, key, AutomaticRules.BasisOf(open.Context));
    }
}

public sealed record PersonModel(string Number, string Item, string Title, string Lead, FormState Form, string Act, Citation Basis);
