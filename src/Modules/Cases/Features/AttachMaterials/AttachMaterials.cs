using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 上传材料: everything that the guide asks for in this situation, with what is there already. One plain form takes files, removals and marks;
/// with script each file goes up by itself and resumes where it broke off.
/// </summary>
internal static class AttachMaterials
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{draft}/materials", Open).WithName(nameof(AttachMaterials)).AllowRoles(Role.Applicant);
        routes.MapPost("/drafts/{draft}/materials", Save).WithName("SaveMaterials").AllowRoles(Role.Applicant)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
    }

    private static async Task<IResult> Open(string draft, HttpContext context, Drafts drafts, IMaterials materials, CaseDesk desk, CancellationToken cancel)
    {
        if (await Find(draft, context, drafts, materials, cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (found.Locked) return Results.LocalRedirect(SigningLetters.PageOf(found.Id));
        var state = new FormState(
            new Dictionary<string, StringValues>
            {
                ["later"] = found.Content.Later.ToArray(), ["shared"] = found.Content.Shared.ToArray(), ["promised"] = found.Content.Promised?.Materials.ToArray() ?? [],
            },
            []);
        return Pages.Show<MaterialsPage>(await Model(found, state, materials, desk, context.Request.Query["back"] == "check", cancel));
    }

    private static async Task<IResult> Save(
        string draft, FormReader form, HttpContext context, Drafts drafts, IMaterials materials, CaseDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(draft, context, drafts, materials, cancel) is not { } found) return Pages.Refuse(Drafts.Unknown);
        if (found.Locked) return Pages.Refuse(SigningRules.DraftLocked);
        var applying = Applying(found);
        await UploadForm.Take(form, found.Id, applying.Where(m => m.Source != MaterialSource.Shared), materials, cancel);
        var here = form.Raw("then");
        var passed = here is null && !form.Sent(UploadForm.Remove) && form.Ok;
        var later = form.Choices("later", "后补的材料", applying.Where(MayFollow).Select(m => new ChoiceModel(m.Id, m.Name)), required: false);
        var shared = form.Choices("shared", "共享的材料", applying.Where(m => m.Source == MaterialSource.Shared).Select(m => new ChoiceModel(m.Id, m.Name)), required: false);
        var promise = await PromiseOf(found, applying, desk, cancel);
        var promised = form.Choices("promised", "承诺代替的材料", promise?.Materials.Select(m => new ChoiceModel(m.Id, m.Name)) ?? [], required: false);
        var saved = await drafts.Change(
            found.Id,
            context.RequireActor(),
            d => d.Content with
            {
                Later = later,
                Shared = shared,
                Promised = promised.Count > 0 ? new CaseCommitment([.. promised.Order(StringComparer.Ordinal)], form.Raw("told") ?? "") : null,
                Pages = new PageWrite(ApplicationTasks.MaterialsPage, new Dictionary<string, string>(), [], d.Version, "", passed).Marked(d.Content, d.Version + 1, clock.Now()),
            },
            cancel);
        if (!saved.Try(out var now, out var why)) return Pages.Refuse(why);
        var back = form.Raw("back") == "check";
        if (!form.Ok) return Pages.Again<MaterialsPage>(await Model(now, form.State, materials, desk, back, cancel));
        return Results.LocalRedirect(
            here == "list" ? $"/drafts/{now.Id}"
            : !passed ? $"/drafts/{now.Id}/materials{(back ? "?back=check" : "")}#{here}"
            : back ? $"/drafts/{now.Id}/check"
            : ApplicationTasks.After(now, ApplicationTasks.MaterialsPage));
    }

    /// <summary>The guide's materials in this situation, in its order.</summary>
    public static IReadOnlyList<GuideMaterial> Applying(Draft draft)
    {
        var counting = ApplicationForm.Counting(draft.Guide, draft.Content.Answers);
        return [.. draft.Guide.Materials.Where(m => Filing.Applies(m.OnlyIf, counting))];
    }

    private static async ValueTask<PromiseModel?> PromiseOf(Draft draft, IReadOnlyList<GuideMaterial> applying, CaseDesk desk, CancellationToken cancel) =>
        CommitmentRules.Offered(await desk.ContextFor(draft.Guide, cancel)) is { } offer && applying.Where(m => offer.Replaces.Contains(m.Id)).ToList() is { Count: > 0 } replaced
            ? new PromiseModel(offer, replaced)
            : null;

    public static bool MayFollow(GuideMaterial material) => material is { Required: true, Tolerable: true, Main: false } && material.Source != MaterialSource.Shared;

    private static async ValueTask<Draft?> Find(string draft, HttpContext context, Drafts drafts, IMaterials materials, CancellationToken cancel)
    {
        if (await drafts.Find(draft, context.RequireActor(), cancel) is not { Submitted: false } found) return null;
        await materials.OpenBasket(found.Id, found.Subject, found.Guide.Organisation, found.Guide.Place, cancel);
        return found;
    }

    private static async Task<MaterialsModel> Model(Draft draft, FormState form, IMaterials materials, CaseDesk desk, bool back, CancellationToken cancel)
    {
        var files = await materials.InBasket(draft.Id, cancel);
        var applying = Applying(draft);
        return new MaterialsModel(
            draft.Id, draft.Guide.Name, ApplicationTasks.PositionOf(draft, ApplicationTasks.MaterialsPage), form,
            [
                .. applying.Where(m => m.Source != MaterialSource.Shared && !ApplicationForm.IsTheFormItself(m))
                    .Select(m => UploadForm.Slot(m, files, draft.Id, materials.Terms) with { MayFollow = MayFollow(m), Later = form.Has("later", m.Id) }),
            ],
            [.. applying.Where(m => m.Source == MaterialSource.Shared)], [.. applying.Where(ApplicationForm.IsTheFormItself).Select(m => m.Name)], back)
        {
            Promise = await PromiseOf(draft, applying, desk, cancel),
        };
    }
}
