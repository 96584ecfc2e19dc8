using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>签收: the applicant opens what was decided and confirms that it arrived; the time of it is the proof of electronic delivery.</summary>
internal static class ConfirmDelivery
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/delivery", Open).WithName("OpenDelivery").AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/delivery", Do).WithName(nameof(ConfirmDelivery)).AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Open(string number, HttpContext context, OwnCases own, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        return own.Closed(open, actor, nameof(RecordDelivery)) is { } closed
            ? Pages.Refuse(closed)
            : Pages.Show<DeliveryPage>(await Model(open, own, FormState.Empty, ActKey.New(), cancel));
    }

    private static async Task<IResult> Do(string number, FormReader form, HttpContext context, OwnCases own, CaseDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        if ((await own.Notices(open.Number, cancel)).LastOrDefault(n => n.ReplacedBy is null) is not { } document)
        {
            return Pages.Show<DeliveryPage>(await Model(open, own, form.State.Refused(NotReady(open)), key, cancel), Pages.StatusOf(NotReady(open)));
        }

        // What he was shown is what he confirms: its number stands in the proof.
        var proof = new DeliveryProof($"申请人登录后打开并签收：《{document.Title}》（{document.Number}）");
        var done = await desk.Do(open, actor, new RecordDelivery { Proof = DeliveryProofKind.Opened }, proof, $"sign-{key}", cancel: cancel);
        return done.Try(out _, out var why)
            ? Results.LocalRedirect($"/cases/{open.Number}")
            : Pages.Show<DeliveryPage>(await Model(open, own, form.State.Refused(why), key, cancel), Pages.StatusOf(why));
    }

    public static Refusal NotReady(OpenCase open) =>
        new("cases.document-busy", "文书正在生成，过一会儿再签收。", CaseClocks.BasisOf(open.Rules, "delivery.modes"));

    private static async Task<DeliveryModel> Model(OpenCase open, OwnCases own, FormState form, string key, CancellationToken cancel) => new(
        open.Number.ToString(), open.Guide.Name, open.State.Status.Words(), form, key, await own.Notices(open.Number, cancel),
        CaseClocks.BasisOf(open.Rules, "delivery.modes"));
}

public sealed record DeliveryModel(
    string Number, string Item, string Status, FormState Form, string Act, IReadOnlyList<IssuedNotice> Notices, Citation Basis);
