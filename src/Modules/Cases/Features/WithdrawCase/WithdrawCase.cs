using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>撤回申请: before the decision, after a page that says what it means.</summary>
internal static class WithdrawCase
{
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/withdrawal", Ask).WithName("AskWithdrawal").AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/withdrawal", Do).WithName(nameof(WithdrawCase)).AllowRoles(Role.Applicant);
    }

    private static Task<IResult> Ask(string number, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Ask<WithdrawalPage>(nameof(Withdraw), number, context, Model, cancel);

    private static Task<IResult> Do(string number, FormReader form, HttpContext context, OwnActs own, CancellationToken cancel) =>
        own.Do<WithdrawalPage>(
            "withdraw", number, form, context,
            _ => new Intended(new Withdraw(), Reasons.Of(form.LongText("reason", "撤回的原因", LongestReason, required: false))), Model, cancel,
            int.TryParse(form.Raw("seen"), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0);

    private static WithdrawalModel Model(OpenCase open, FormState form, string key) => new(
        open.Number.ToString(), open.Guide.Name, form, open.State.Version, key, LongestReason, CaseClocks.BasisOf(open.Rules, "application.withdrawal"));
}

public sealed record WithdrawalModel(string Number, string Item, FormState Form, int Seen, string Act, int LongestReason, Citation Basis);
