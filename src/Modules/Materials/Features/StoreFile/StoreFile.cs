using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Materials;

/// <summary>提交材料: one file from a plain form, for browsers without script. The fields are material, file and return, the page to go back to.</summary>
internal static class StoreFile
{
    /// <summary>What a form adds around its file.</summary>
    private const long Wrapping = 1 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var most = routes.ServiceProvider.GetRequiredService<MaterialLimits>().MostPerFile + Wrapping;
        routes.MapPost("/baskets/{basket}/files", Handle).WithName(nameof(StoreFile))
            .AllowRoles([Role.Applicant, .. Reach.Receivers])
            .WithMetadata(new RequestSizeLimitAttribute(most), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = most });
    }

    private static async Task<IResult> Handle(
        string basket, FormReader form, HttpContext context, MaterialsDb db, Baskets baskets, MaterialLimits limits, TimeProvider clock, CancellationToken cancel)
    {
        var back = TextSize.LocalPath(form.Raw("return"));
        if (!await db.Baskets.AddableBy(context.RequireActor(), clock.Now()).AnyAsync(b => b.Id == basket, cancel)) return Pages.Refuse(FileRefusals.NotFound);
        var material = form.Text("material", "材料");
        var file = form.File("file", "文件", limits.MostPerFile, FileKind.AllEndings);
        if (file is null || !form.Ok) return No(form.State.Errors is [var first, ..] ? new Refusal("materials.form", first.Words, first.Basis) : FileRefusals.NoFile);

        await using var content = file.OpenReadStream();
        var stored = await baskets.Store(basket, material, file.FileName, content, cancel);
        return stored.Try(out _, out var why) ? Results.LocalRedirect(back) : No(why);

        IResult No(Refusal reason) => Pages.Again<FileRefusedPage>(new FileRefusedModel(reason, back));
    }
}
