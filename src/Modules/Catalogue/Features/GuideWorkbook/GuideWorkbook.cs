using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>工作簿往返: a draft leaves as an Excel workbook and comes back; only what was changed in it becomes edits, like any other writer's.</summary>
internal static class GuideWorkbook
{
    public const long MostBytes = 5_000_000;

    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup(EditGuide.Path + "/{change}/{item}").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        one.MapGet("/workbook.xlsx", Export).WithName("ExportDraft");
        one.MapPost("/workbook", Import).WithName("ImportDraft");
    }

    private static async Task<IResult> Export(string change, string item, HttpContext context, EditDesk desk, CancellationToken cancel)
    {
        if (await desk.Find(change, item, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(GuideDrafts.NotYours);
        return Results.File(SheetWriter.Write(DraftSheets.Of(found.Draft.Log.Now, new DraftStamp(change, item, found.Draft.Log.Revision))), Type, $"{item}.xlsx");
    }

    private static async Task<IResult> Import(string change, string item, FormReader form, HttpContext context, EditDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Find(change, item, actor, cancel) is not { } found) return Pages.Refuse(GuideDrafts.NotYours);
        var file = form.File("workbook", "工作簿", MostBytes, [".xlsx"]);
        IReadOnlyList<DraftSheet>? sheets = null;
        if (file is not null)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancel);
            if (!SheetReader.Read(content).Try(out sheets, out var unread)) form.Refuse(unread, "workbook");
        }

        DraftSheetChanges? changes = null;
        if (form.Ok && !DraftSheetChanges.Of(sheets!, found.Draft.Log, new DraftStamp(change, item, found.Draft.Log.Revision)).Try(out changes, out var other)) form.Refuse(other, "workbook");
        if (!form.Ok) return await desk.Overview(found.Draft, found.Change, actor, form.State, cancel, status: StatusCodes.Status422UnprocessableEntity);

        if (!(await desk.Drafts.Apply(change, item, changes!.Edits, changes.Seen, actor, cancel)).Try(out _, out var why))
            return await desk.Overview(found.Draft, found.Change, actor, form.State.Refused(why), cancel, status: Pages.StatusOf(why));
        var report = new WorkbookReportModel([.. changes.Edits.Select(e => DraftWords.Edit(e.Path, e.Before, e.After, found.Draft.Log.Now))], changes.Errors);
        found = (await desk.Find(change, item, actor, cancel))!.Value;
        return await desk.Overview(found.Draft, found.Change, actor, FormState.Empty, cancel, report);
    }
}
