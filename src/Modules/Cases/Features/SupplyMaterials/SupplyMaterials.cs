using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>补交容缺材料: what was promised for later, as much of it as there is; the rest stays open until its last day.</summary>
internal static class SupplyMaterials
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/supplement", Open).WithName("OpenSupplement").AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/supplement", File).WithName(nameof(SupplyMaterials)).AllowRoles(Role.Applicant)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
    }

    private static async Task<IResult> Open(string number, HttpContext context, OwnCases own, IMaterials materials, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        if (own.Closed(open, actor, nameof(FileSupplement)) is { } closed) return Pages.Refuse(closed);
        await OpenBasket(open, materials, cancel);
        return Pages.Show<SupplementPage>(await Model(open, FormState.Empty, ActKey.New(), materials, cancel));
    }

    private static async Task<IResult> File(
        string number, FormReader form, HttpContext context, OwnCases own, CaseDesk desk, IMaterials materials, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await own.Find(number, actor, cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var key = ActKey.Of(form);
        var actId = $"supply-{key}";
        if (await own.IsDone(open.Number, actId, cancel)) return Results.LocalRedirect($"/cases/{open.Number}");
        if (own.Closed(open, actor, nameof(FileSupplement)) is { } closed) return Pages.Refuse(closed);

        await OpenBasket(open, materials, cancel);
        await UploadForm.Take(form, BasketOf(open.State), Wanted(open), materials, cancel);
        if (form.Raw("then") is not null || form.Sent(UploadForm.Remove) || !form.Ok)
        {
            return Pages.Show<SupplementPage>(await Model(open, form.State, key, materials, cancel), form.Ok ? 200 : 422);
        }

        var asked = new FileSupplement(FiledFiles.Of(await materials.InBasket(BasketOf(open.State), cancel)));
        var refusal = form.Raw("seen") != $"{open.State.Version}" ? CaseDecider.ChangedMeanwhile(open.State)
            : ToleranceRules.MayFileSupplement(open.State, asked, new ActorInCase(actor, open.State), open.Context, default);
        if (refusal is not null) return await Again(refusal);
        var act = new FileSupplement(FiledFiles.Of(await materials.Freeze(BasketOf(open.State), cancel)));
        return (await desk.Do(open, actor, act, actId, open.State.Version)).Try(out _, out var why) ? Results.LocalRedirect($"/cases/{open.Number}") : await Again(why);

        async Task<IResult> Again(Refusal why) =>
            Pages.Show<SupplementPage>(await Model(open, form.State.Refused(why), key, materials, cancel), Pages.StatusOf(why));
    }

    /// <summary>Each partial filing closes its basket; what is still open gets the next one.</summary>
    public static string BasketOf(CaseState state) => $"{state.Number}-supplement-{state.Supplement!.Open.Count}";

    public static async ValueTask OpenBasket(OpenCase open, IMaterials materials, CancellationToken cancel)
    {
        await materials.OpenBasket(BasketOf(open.State), open.State.Subject, open.State.Organisation, open.State.Place, cancel);
        if (open.State.Crossing is { } crossing) await materials.ShareBasket(BasketOf(open.State), crossing.Organisation, crossing.Place, until: null, cancel);
    }

    public static IEnumerable<GuideMaterial> Wanted(OpenCase open) => open.State.Supplement!.Open.Select(id => open.Guide.Material(id)!);

    public static async Task<SupplementModel> Model(OpenCase open, FormState form, string key, IMaterials materials, CancellationToken cancel)
    {
        var files = await materials.InBasket(BasketOf(open.State), cancel);
        return new SupplementModel(
            open.Number.ToString(), open.Guide.Name, Words.Of(open.State.Supplement!.Due), form, open.State.Version, key,
            [.. Wanted(open).Select(m => UploadForm.Slot(m, files, BasketOf(open.State), materials.Terms))], CaseClocks.BasisOf(open.Rules, "tolerant.mode"));
    }
}

public sealed record SupplementModel(
    string Number, string Item, string Due, FormState Form, int Seen, string Act, IReadOnlyList<MaterialSlotModel> Slots, Citation Basis);
