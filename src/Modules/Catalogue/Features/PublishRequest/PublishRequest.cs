using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>发布 (青岛办法 第十八条): by the management office alone; in an emergency over named findings that are mended by a day everybody can read.</summary>
internal static class PublishRequest
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup(ListRequests.Path + "/{id}").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        one.MapPost("/publication", Handle).WithName(nameof(PublishRequest));
        one.MapPost("/mended", Mend).WithName("CloseUrgentRelease");
    }

    private static Task<IResult> Handle(string id, FormReader form, HttpContext context, RequestDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        UrgentRelease? urgent = null;
        if (form.Raw("how") == "urgent")
        {
            var reason = form.LongText("urgent-reason", "紧急发布的理由", max: 300, min: 4);
            var mendBy = form.Date("mend-by", "补正期限");
            if (form.Ok) urgent = new UrgentRelease(reason, mendBy!.Value);
        }

        return desk.Step(id, form, actor, "发布", async request => await desk.Release.Publish((await desk.Requests.Find(id, actor, cancel))!, request, urgent, actor, cancel), cancel, kept: true);
    }

    /// <summary>补正完毕: the items have newer versions without the findings.</summary>
    private static Task<IResult> Mend(string id, FormReader form, HttpContext context, RequestDesk desk, CatalogueDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return desk.Step(
            id, form, actor, "紧急发布的问题已经改好", async request =>
            {
                if (actor.Place != request.Place) return ChangeRequests.NotYours;
                if (await desk.Release.StillFound(request, cancel) is { Count: > 0 } left)
                    return new Refusal("catalogue.findings-open", $"现行的版本还有 {left.Count} 处问题：{string.Join("；", left.Take(3))}。改好的版本发布以后再销账。", Laws.JointReview);
                var row = (await desk.Requests.Find(id, actor, cancel))!;
                await desk.Requests.Put(row, request, "紧急发布的问题已经改好", actor.Id, cancel);
                row.MendBy = null;
                await db.SaveChangesAsync(cancel);
                return request;
            },
            cancel, kept: true);
    }
}
