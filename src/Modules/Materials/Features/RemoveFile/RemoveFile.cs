using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Materials;

/// <summary>删除材料: takes a file out of a basket that is not handed in yet. Its content leaves the disk with the next day's sweep.</summary>
internal static class RemoveFile
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/baskets/{basket}/files/{file}/removal", Handle).WithName(nameof(RemoveFile)).AllowRoles([Role.Applicant, .. Reach.Receivers]);

    private static async Task<IResult> Handle(
        string basket, string file, FormReader form, HttpContext context, MaterialsDb db, Baskets baskets, TimeProvider clock, CancellationToken cancel)
    {
        var back = TextSize.LocalPath(form.Raw("return"));
        if (!await db.Baskets.AddableBy(context.RequireActor(), clock.Now()).AnyAsync(b => b.Id == basket, cancel)) return Pages.Refuse(FileRefusals.NotFound);
        return (await baskets.Remove(basket, file, cancel)).Try(out _, out var why) ? Results.LocalRedirect(back) : Pages.Refuse(why);
    }
}
