using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>办件: everything about one case on one page, and at its foot every act of the reader's role, open or closed with its article.</summary>
internal static class ShowCase
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/work/cases/{number}", Handle).WithName(nameof(ShowCase)).AllowRoles([.. CaseReach.Readers, Role.Regulator]);

    private static async Task<IResult> Handle(
        string number, string? done, HttpContext context, Acting acting, CaseFiles files, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if ((await acting.OpenToRead(number, actor, cancel) ?? await acting.OpenInEmergency(number, actor, cancel)) is not { } open) return Pages.Refuse(Acting.NotFound);
        var model = await files.Of(open, actor, cancel);
        return Pages.Show<WorkCasePage>(model with { Done = WorkAct.All.FirstOrDefault(w => w.Path == done) is { } work ? $"已完成：{ActWords.Of(work.Act)}" : done == FileAtCounter.Path ? "已完成：窗口代收" : null });
    }
}
