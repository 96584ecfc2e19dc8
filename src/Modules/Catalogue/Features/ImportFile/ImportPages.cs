using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>导入页: the office uploads a file, sees how far it is, takes out what was refused to mend it, and finds the request that its guides wait in.</summary>
internal static partial class ImportPages
{
    public const string Path = "/workbench/import";
    public const long MostBytes = 200L * 1024 * 1024;
    private const int PieceBytes = 1024 * 1024;
    private const int MostListed = 20;
    private const int MostReasons = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var import = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        import.MapGet("", Open).WithName("OpenImport");
        import.MapPost("", Begin).WithName("BeginImport")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + PieceBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostBytes + PieceBytes });
        import.MapGet("/template/{layout}.{format}", Template).WithName("GetImportTemplate");
        import.MapGet("/{import}", Show).WithName("ShowImport");
        import.MapGet("/{import}/refused.{format}", Refused).WithName("GetRefusedRecords");
    }

    private static async Task<IResult> Open(HttpContext context, CatalogueDb db, CancellationToken cancel) =>
        Pages.Show<ImportPage>(await Model(db, context.RequireActor(), FormState.Of((ActKey.Field, ActKey.New())), cancel));

    private static async Task<IResult> Begin(
        FormReader form, HttpContext context, CatalogueDb db, ChangeRequests requests, ImportWorker worker, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var file = form.File("file", "文件", MostBytes, RecordFile.Kinds);
        var why = form.LongText("why", "理由和依据", max: 300, required: false);
        var from = form.Date("from", "生效日期", from: clock.Now().Date, required: false);
        if (form.Ok && requests.OfficeOf(actor.Place) is null) form.Refuse(NoOffice);
        if (!form.Ok) return Pages.Again<ImportPage>(await Model(db, actor, form.State, cancel));
        var id = ActKey.Of(form);
        if (!await db.Imports.AnyAsync(i => i.Id == id, cancel))
        {
            await Keep(db, id, file!, cancel);
            db.Add(new ImportRow
            {
                Id = id, FileName = System.IO.Path.GetFileName(file!.FileName), Fingerprint = "", Place = actor.Place.Number, By = actor.Id, BegunAt = clock.Now(), DueAt = clock.Now(),
                Why = why.Length == 0 ? null : why, From = from,
            });
            await db.SaveChangesAsync(cancel);
            worker.Wake();
        }

        return Results.LocalRedirect($"{Path}/{id}");
    }

    /// <summary>A piece a save: the whole is never in memory.</summary>
    private static async Task Keep(CatalogueDb db, string id, IFormFile file, CancellationToken cancel)
    {
        await db.InTransaction(() => db.Set<ImportPieceRow>().Where(p => p.Import == id).ExecuteDeleteAsync(cancel), cancel);
        await using var stream = file.OpenReadStream();
        var buffer = new byte[PieceBytes];
        for (var number = 1; await stream.ReadAtLeastAsync(buffer, PieceBytes, throwOnEndOfStream: false, cancel) is var read and > 0; number++)
        {
            db.Add(new ImportPieceRow { Import = id, Number = number, Bytes = buffer[..read] });
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    private static async Task<IResult> Show(string import, HttpContext context, CatalogueDb db, CancellationToken cancel)
    {
        if (await Find(db, import, context.RequireActor(), cancel) is not { } row) return Pages.Refuse(NotYours);
        var reasons = await db.ImportRefusals.AsNoTracking().Where(r => r.Import == import).OrderBy(r => r.Number).Take(MostReasons).ToListAsync(cancel);
        // Without a script the browser itself asks again.
        if (row.EndedAt is null) context.Response.Headers["Refresh"] = "5";
        var made = row.EndedAt is null ? [] : DraftImported.RequestsOf(row).ToList();
        var asked = await db.Requests.AsNoTracking().Where(r => made.Contains(r.Id)).OrderBy(r => r.Id).ToListAsync(cancel);
        return Pages.Show<ImportProgressPage>(new ImportProgressModel(
            Line(row), row.Refused > 0, row.Reasons,
            [.. reasons.Select(r => new ImportReasonModel(Named(r.Record), r.Message, new Citation(r.Rulebook, r.Article)))],
            [.. asked.Select(r => new ImportRequestModel(r.Id, r.Title, RequestWords.Of(r.State), RequestWords.Look(r.State)))]));
    }

    /// <summary>"rows[2] 甲" as people count: "第 3 条 甲".</summary>
    private static string Named(string record) => Place().Replace(record, m => $"第 {int.Parse(m.Groups["at"].Value, CultureInfo.InvariantCulture) + 1} 条");

    private static async Task<IResult> Refused(string import, string format, HttpContext context, CatalogueDb db, CancellationToken cancel)
    {
        if (!ItemExport.Formats.Contains(format) || await Find(db, import, context.RequireActor(), cancel) is null) return Pages.Refuse(NotYours);
        var temporary = TemporaryFile();
        await RefusedRecords.Write(temporary, db, import, format, cancel);
        temporary.Position = 0;
        return Results.Stream(temporary, MediaType(format), $"refused-{import[..8]}.{format}");
    }

    private static IResult Template(string layout, string format)
    {
        if (!ImportTemplate.Heads.TryGetValue(layout, out var heads) || format is not ("csv" or "xlsx")) return Pages.Refuse(NotYours);
        return Results.Bytes(ImportTemplate.Make(heads, format), MediaType(format), $"template-{layout}.{format}");
    }

    public static string MediaType(string format) => format switch
    {
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/json; charset=utf-8",
    };

    /// <summary>Gone when it is closed.</summary>
    public static FileStream TemporaryFile() =>
        new(System.IO.Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    private static Task<ImportRow?> Find(CatalogueDb db, string import, Actor actor, CancellationToken cancel) =>
        db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == import && i.Place == actor.Place.Number, cancel);

    private static async Task<ImportModel> Model(CatalogueDb db, Actor actor, FormState form, CancellationToken cancel)
    {
        var rows = await db.Imports.AsNoTracking().Where(i => i.Place == actor.Place.Number && i.By != ImportFile.Command).OrderByDescending(i => i.BegunAt).Take(MostListed).ToListAsync(cancel);
        return new ImportModel(form, MostBytes, RecordFile.Kinds, [.. rows.Select(Line)]);
    }

    private static ImportLineModel Line(ImportRow row)
    {
        var (look, words) = row switch
        {
            { EndedAt: not null, Total: 0 } => (StatusKind.Bad, "读不出来"),
            { EndedAt: not null, Refused: > 0 } => (StatusKind.Soon, $"{row.Refused} 条没有导入"),
            { EndedAt: not null } => (StatusKind.Done, "已完成"),
            { Trouble: true } => (StatusKind.Bad, "出错了，正在重试"),
            _ => (StatusKind.Active, row.Total == 0 ? "正在检查文件" : "正在导入"),
        };
        return new ImportLineModel(row.Id, row.FileName, row.BegunAt, look, words, row.EndedAt is null, row.Total, row.Done, row.Accepted, row.Unchanged, row.Refused, row.Drafted > 0);
    }

    [GeneratedRegex(@"^[a-z_]+\[(?<at>\d{1,8})\]")]
    private static partial Regex Place();

    private static Refusal NoOffice { get; } = new("catalogue.no-office", "您所在的区划没有政务服务管理机构，不能导入。请联系系统管理员登记机构。", Laws.Lists);

    private static Refusal NotYours { get; } = new("catalogue.not-found", "没有这次导入，或者它不是您所在的区划做的。", PlatformRules.Permission);
}

public sealed record ImportLineModel(string Id, string FileName, Instant At, StatusKind Look, string State, bool Running, int Total, int Done, int Accepted, int Unchanged, int Refused, bool Drafted)
{
    /// <summary>What became of those that were taken.</summary>
    public string Taken => Drafted ? "写成草稿" : "新增或更新";

    public string Progress => Total == 0 ? "正在检查文件" : $"已处理 {Words.Count(Done)} 条，共 {Words.Count(Total)} 条";

    public IReadOnlyList<SummaryRowModel> Counts =>
    [
        new("文件里的记录", $"{Words.Count(Total)} 条"), new(Taken, $"{Words.Count(Accepted)} 条"), new("没有变化", $"{Words.Count(Unchanged)} 条"), new("没有导入", $"{Words.Count(Refused)} 条"),
    ];

    public string Result => Total == 0 ? "—" : $"{Words.Count(Total)} 条：{Taken} {Words.Count(Accepted)}，没有变化 {Words.Count(Unchanged)}，没有导入 {Words.Count(Refused)}";
}

public sealed record ImportModel(FormState Form, long MostBytes, IReadOnlyList<string> Kinds, IReadOnlyList<ImportLineModel> Lines);

public sealed record ImportReasonModel(string Record, string Message, Citation Basis);

/// <param name="MayMend">There are records to take out and mend.</param>
/// <param name="Reasons">All of them, of which the first are listed.</param>
/// <param name="Requests">The change requests that the guides wait in.</param>
public sealed record ImportProgressModel(
    ImportLineModel Line, bool MayMend, int Reasons, IReadOnlyList<ImportReasonModel> Listed, IReadOnlyList<ImportRequestModel> Requests);

public sealed record ImportRequestModel(string Id, string Title, string State, StatusKind Look);
