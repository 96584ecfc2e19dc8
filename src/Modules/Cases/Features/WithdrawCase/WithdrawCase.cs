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

    private static async Task<IResult> Ask(string number, HttpContext context, OwnCases own, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        return own.Closed(open, actor, nameof(Withdraw)) is { } closed ? Pages.Refuse(closed) : Pages.Show<WithdrawalPage>(Model(open, FormState.Empty, ActKey.New()));
    }

    private static async Task<IResult> Do(string number, FormReader form, HttpContext context, OwnCases own, CaseDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        var reason = form.LongText("reason", "撤回的原因", LongestReason, required: false);
        if (!form.Ok) return Pages.Again<WithdrawalPage>(Model(open, form.State, key));
        var seen = int.TryParse(form.Raw("seen"), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
        var done = Reasons.Of(reason) is { } words
            ? await desk.Do(open, actor, new Withdraw(), words, $"withdraw-{key}", seen, cancel)
            : await desk.Do(open, actor, new Withdraw(), $"withdraw-{key}", seen);
        return done.Try(out _, out var why)
            ? Results.LocalRedirect($"/cases/{open.Number}")
            : Pages.Show<WithdrawalPage>(Model(open, form.State.Refused(why), key), Pages.StatusOf(why));
    }

    private static WithdrawalModel Model(OpenCase open, FormState form, string key) => new(
        open.Number.ToString(), open.Guide.Name, form, open.State.Version, key, LongestReason, CaseClocks.BasisOf(open.Rules, "application.withdrawal"));
}

public sealed record WithdrawalModel(string Number, string Item, FormState Form, int Seen, string Act, int LongestReason, Citation Basis);
