using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>导出办件清单: a work list as a file, names masked, for a purpose that is chosen and written down; each applicant on it counts as opened and reads of it.</summary>
internal static class ExportWork
{
    public const string Path = "/work/export";

    /// <summary>More than this is a report, not a list.</summary>
    public const int Most = 5000;

    internal static readonly ChoiceModel[] Purposes =
    [
        new("meeting", "督办、碰头会"),
        new("assessment", "考核、评查"),
        new("handover", "岗位交接"),
        new("superior", "上级依法调取"),
    ];

    private static readonly Role[] Exporters = [Role.ChiefRepresentative, Role.ManagementOfficer];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Pages.Show<ExportPage>(new ExportModel(FormState.Empty))).WithName("OpenExportWork").AllowRoles(Exporters);
        routes.MapPost(Path, Handle).WithName(nameof(ExportWork)).AllowRoles(Exporters);
    }

    internal static ChoiceModel[] Places => [.. WorkPlace.All.Select(p => new ChoiceModel(p.Key, p.Words))];

    private static async Task<IResult> Handle(FormReader form, HttpContext context, WorkLists lists, WorkRows rows, CancellationToken cancel)
    {
        var key = form.Choice("place", "哪个列表", Places);
        var purpose = form.Choice("purpose", "用途", Purposes);
        var words = form.Text("words", "具体说明", 80, 4);
        if (!form.Ok) return Pages.Again<ExportPage>(new ExportModel(form.State));
        var place = WorkPlace.All.First(p => p.Key == key);
        context.Exports($"导出“{place.Words}”清单，{Purposes.First(p => p.Value == purpose).Words}：{words}");
        var found = await lists.Page(context.RequireActor(), place, null, Most, cancel);
        List<IReadOnlyList<string>> table = [["办件编号", "事项", "申请人（打码）", "状态", "收到", "到期"]];
        table.AddRange((await rows.Of(found, cancel)).Select(r => (IReadOnlyList<string>)
            [r.Number, r.Item, r.Applicant, r.Status, Words.Machine(r.Received), r.Due is { } due ? Words.Machine(due) : ""]));
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(BatchTablesOut.Csv(table), "text/csv; charset=utf-8", $"{place.Words}.csv");
    }
}

public sealed record ExportModel(FormState Form);
