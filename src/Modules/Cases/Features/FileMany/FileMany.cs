using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>批量申报: many cases of one item by a table; every row is checked before anything is filed, one signature covers the list, then each is filed by itself.</summary>
internal static class FileMany
{
    private const string Table = "table";
    private const string Papers = "papers";
    private const int MostListed = 50;

    /// <summary>So long a page waits for its rows; what is not done then goes on without it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static void Map(IEndpointRouteBuilder routes)
    {
        object[] limits = [new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes }];
        routes.MapGet("/batches", List).WithName("ListBatches").AllowRoles(Role.Applicant);
        routes.MapGet("/items/{item}/batch", Start).WithName(nameof(FileMany)).AllowRoles(Role.Applicant);
        routes.MapGet("/items/{item}/batch/template.{format}", Template).WithName("GetBatchTemplate").AllowRoles(Role.Applicant);
        routes.MapPost("/items/{item}/batch", Begin).WithName("BeginBatch").AllowRoles(Role.Applicant).WithMetadata(limits);
        routes.MapGet("/batches/{batch}", Show).WithName("ShowBatch").AllowRoles(Role.Applicant);
        routes.MapPost("/batches/{batch}/rows", Add).WithName("AddToBatch").AllowRoles(Role.Applicant).WithMetadata(limits);
        routes.MapPost("/batches/{batch}/check", CheckAgain).WithName("CheckBatchAgain").AllowRoles(Role.Applicant);
        routes.MapPost("/batches/{batch}/signature", Sign).WithName("SignBatch").AllowRoles(Role.Applicant);
        routes.MapGet("/batches/{batch}/to-mend.{format}", ToMend).WithName("GetRowsToMend").AllowRoles(Role.Applicant);
        routes.MapGet("/batches/{batch}/receipts", Receipts).WithName("ShowBatchReceipts").AllowRoles(Role.Applicant);
        routes.MapGet("/batches/{batch}/receipts.csv", ReceiptFile).WithName("GetBatchReceipts").AllowRoles(Role.Applicant);
        FileManyByProgram.Map(routes);
    }

    private static async Task<IResult> List(HttpContext context, Batches batches, ICatalogue catalogue, CancellationToken cancel)
    {
        var rows = new List<BatchLinkModel>();
        foreach (var (row, counts) in await batches.Of(context.RequireActor(), MostListed, cancel))
        {
            var name = (await catalogue.Version(row.Item, row.GuideVersion, cancel))?.Name ?? row.Item;
            var open = counts.GetValueOrDefault(LineState.Wrong) + counts.GetValueOrDefault(LineState.Failed);
            var (kind, words) = row.DueAt is not null ? (StatusKind.Active, "正在提交")
                : open > 0 ? (StatusKind.Soon, $"{open} 行要改")
                : counts.GetValueOrDefault(LineState.Right) is > 0 and var right ? (StatusKind.Soon, $"{right} 行等您签署")
                : (StatusKind.Done, "全部提交");
            rows.Add(new BatchLinkModel($"/batches/{row.Id}", name, $"{Words.Of(row.BegunAt)}，共 {counts.Values.Sum()} 行，已提交 {counts.GetValueOrDefault(LineState.Filed)} 件", kind, words));
        }

        return Pages.Show<BatchesPage>(new BatchesModel(rows));
    }

    private static async Task<IResult> Start(string item, HttpContext context, ManyDesk many, CancellationToken cancel) =>
        (await many.Offered(item, context.RequireActor(), cancel)).Try(out var guide, out var why)
            ? Pages.Show<BatchStartPage>(BatchView.Start(guide, FormState.Empty, ActKey.New()))
            : Pages.Refuse(why);

    private static async Task<IResult> Template(string item, string format, HttpContext context, ManyDesk many, CancellationToken cancel)
    {
        if (!BatchTablesOut.IsKnown(format)) return Pages.Refuse(Batches.Unknown);
        return (await many.Offered(item, context.RequireActor(), cancel)).Try(out var guide, out var why) ? BatchTablesOut.Template(guide, format) : Pages.Refuse(why);
    }

    private static async Task<IResult> Begin(string item, FormReader form, HttpContext context, ManyDesk many, Batches batches, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (!(await many.Offered(item, actor, cancel)).Try(out var guide, out var why)) return Pages.Refuse(why);
        var key = ActKey.Of(form);
        if (await batches.FindByKey($"page-{key}", actor, cancel) is { Lines.Count: > 0 } there) return Results.LocalRedirect($"/batches/{there.Id}");
        var entries = await Read(form, guide, required: true, cancel);
        if (!form.Ok) return Pages.Again<BatchStartPage>(BatchView.Start(guide, form.State, key));
        var batch = await batches.Begin(guide, actor, $"page-{key}", cancel);
        await many.Open(batch, cancel);
        return await TakeIn(batch, entries, form, context, many, cancel);
    }

    private static async Task<IResult> Show(string batch, HttpContext context, ManyDesk many, Batches batches, CancellationToken cancel) =>
        await batches.Find(batch, context.RequireActor(), cancel) is { } found
            ? Pages.Show<BatchPage>(await many.View(found, FormState.Empty, cancel))
            : Pages.Refuse(Batches.Unknown);

    private static async Task<IResult> Add(string batch, FormReader form, HttpContext context, ManyDesk many, Batches batches, ICatalogue catalogue, CancellationToken cancel)
    {
        if (await batches.Find(batch, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(Batches.Unknown);
        if (await catalogue.Current(found.Guide.Item, cancel) is not { } guide) return Pages.Refuse(StartApplication.NotOffered);
        var entries = await Read(form, guide, required: Sent(context).Count == 0, cancel);
        if (!form.Ok) return Pages.Again<BatchPage>(await many.View(found, form.State, cancel));
        return await TakeIn(found, entries, form, context, many, cancel);
    }

    private static async Task<IResult> TakeIn(Batch batch, List<BatchEntry>? entries, FormReader form, HttpContext context, ManyDesk many, CancellationToken cancel)
    {
        foreach (var file in Sent(context))
        {
            await using var content = file.OpenReadStream();
            foreach (var no in await many.Take(batch, file.FileName, content, cancel)) form.Refuse(no);
        }

        var taken = await many.Judge(batch, context.RequireActor(), entries, failedToo: false, cancel);
        if (taken.Try(out var now, out var why) && form.Ok) return Results.LocalRedirect($"/batches/{batch.Id}");
        if (why is not null) form.Refuse(why, Table);
        return Pages.Show<BatchPage>(await many.View(now ?? batch, form.State, cancel), why is null ? StatusCodes.Status422UnprocessableEntity : Pages.StatusOf(why));
    }

    /// <summary>Rows that failed, and all that is open, by the guide and the rules of now.</summary>
    private static async Task<IResult> CheckAgain(string batch, HttpContext context, ManyDesk many, Batches batches, CancellationToken cancel)
    {
        if (await batches.Find(batch, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(Batches.Unknown);
        var judged = await many.Judge(found, context.RequireActor(), [], failedToo: true, cancel);
        return judged.Try(out _, out var why) ? Results.LocalRedirect($"/batches/{batch}") : Pages.Refuse(why);
    }

    private static async Task<IResult> Sign(
        string batch, FormReader form, HttpContext context, ManyDesk many, Batches batches, FileBatches filing, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await batches.Find(batch, actor, cancel) is not { } found) return Pages.Refuse(Batches.Unknown);
        // The same press again: its list is signed already.
        if (found.Lists.Any(l => l.Hash == form.Raw("seen")) && found.Count(LineState.Right) == 0) return Results.LocalRedirect($"/batches/{batch}");
        form.Check("confirm", "请先阅读并勾选承诺，再签署提交");
        if (!form.Ok) return Pages.Again<BatchPage>(await many.View(found, form.State, cancel));
        var signed = await many.Sign(found, actor, form.Raw("seen"), cancel);
        if (!signed.Try(out _, out var why)) return Pages.Show<BatchPage>(await many.View((await batches.Find(batch, actor, cancel))!, form.State.Refused(why), cancel), Pages.StatusOf(why));
        await Work(filing);
        return Results.LocalRedirect($"/batches/{batch}");
    }

    private static async Task<IResult> ToMend(string batch, string format, HttpContext context, Batches batches, CancellationToken cancel) =>
        BatchTablesOut.IsKnown(format) && await batches.Find(batch, context.RequireActor(), cancel) is { } found ? BatchTablesOut.ToMend(found, format) : Pages.Refuse(Batches.Unknown);

    private static async Task<IResult> Receipts(string batch, HttpContext context, Batches batches, ISubjects subjects, TimeProvider clock, CancellationToken cancel)
    {
        if (await batches.Find(batch, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(Batches.Unknown);
        return Pages.Show<BatchReceiptsPage>(BatchView.Receipts(found, (await subjects.Find(found.Subject, cancel))?.Name ?? WorkRows.Erased, clock.Now()));
    }

    private static async Task<IResult> ReceiptFile(string batch, HttpContext context, Batches batches, CancellationToken cancel) =>
        await batches.Find(batch, context.RequireActor(), cancel) is { } found
            ? BatchTablesOut.Receipts(found, $"{context.Request.Scheme}://{context.Request.Host}")
            : Pages.Refuse(Batches.Unknown);

    /// <summary>Files what is due, as long as anybody waits for it.</summary>
    public static async Task Work(FileBatches filing)
    {
        var running = filing.RunDue(CancellationToken.None);
        if (await Task.WhenAny(running, Task.Delay(Patience)) == running) await running;
    }

    private static async ValueTask<List<BatchEntry>?> Read(FormReader form, Guide guide, bool required, CancellationToken cancel)
    {
        if (form.File(Table, "表格", Sheet.MostBytes, Sheet.Endings, required) is not { } sent) return null;
        using var content = new MemoryStream();
        await sent.CopyToAsync(content, cancel);
        var read = Sheet.Read(sent.FileName, content.ToArray(), BatchRules.MostRows + 2).Then<List<BatchEntry>>(sheet => BatchEntries.Of(guide, sheet));
        if (!read.Try(out var entries, out var why)) form.Refuse(why, Table);
        else if (entries.Count > BatchRules.MostRows) form.Refuse(BatchRules.TooMany, Table);
        return entries;
    }

    private static List<IFormFile> Sent(HttpContext context) =>
        context.Request.HasFormContentType ? [.. context.Request.Form.Files.GetFiles(Papers).Where(f => f.Length > 0 || f.FileName.Length > 0)] : [];
}

/// <summary>What pages and programs do with a batch.</summary>
internal sealed class ManyDesk(Batches batches, BatchFiles files, BatchChecks checks, Filings filings, ICatalogue catalogue)
{
    private static readonly Refusal Combined = new(
        "cases.batch-not-offered", "几个事项合在一起办的（一件事、并联审批），要一件一件申请，不能批量申报。请从办事指南“在线办理”。", PlatformRules.Order);

    /// <summary>The guide by which this applicant may file many.</summary>
    public async ValueTask<Outcome<Guide>> Offered(string item, Actor actor, CancellationToken cancel)
    {
        if (await catalogue.Current(item, cancel) is not { } guide) return StartApplication.NotOffered;
        if (guide.Combination is not null) return Combined;
        return await filings.WhyNot(guide, actor, cancel) is { } why ? why : guide;
    }

    public ValueTask Open(Batch batch, CancellationToken cancel) => files.Open(batch, cancel);

    public ValueTask<IReadOnlyList<Refusal>> Take(Batch batch, string name, Stream content, CancellationToken cancel) => files.Take(batch, name, content, cancel);

    public async ValueTask<BatchModel> View(Batch batch, FormState form, CancellationToken cancel) =>
        BatchView.Of(batch, (await catalogue.Current(batch.Guide.Item, cancel))?.Version, (await files.Of(batch.Id, cancel)).Count, form);

    /// <summary>Judges what came, and again what is open: new files and a new guide change what was wrong before.</summary>
    /// <param name="sent">Null: only files came.</param>
    public async ValueTask<Outcome<Batch>> Judge(Batch batch, Actor actor, List<BatchEntry>? sent, bool failedToo, CancellationToken cancel)
    {
        if (await catalogue.Current(batch.Guide.Item, cancel) is not { } guide) return StartApplication.NotOffered;
        var placed = new Placed(false, []);
        if (sent is { Count: > 0 } && !BatchRules.Place(batch.Lines, sent).Try(out placed, out var why)) return why;
        var mended = placed.Rows.Select(r => r.Line).ToHashSet();
        var rest = placed.Anew ? [] : batch.Lines.Where(l => !mended.Contains(l.Line)).ToList();
        bool Again(BatchLine line) => line.State is LineState.Wrong or LineState.Right || (failedToo && line.State == LineState.Failed);
        var check = await checks.For(batch.Id, guide, actor, cancel);
        var judged = BatchRules.Judge([.. rest.Where(l => !Again(l))], check.Of([.. rest.Where(Again).Select(l => l.Entry), .. placed.Rows]));
        return await batches.Write(batch, actor, guide, placed.Anew, judged, cancel);
    }

    public async ValueTask<Outcome<Batch>> Sign(Batch batch, Actor actor, string? seen, CancellationToken cancel)
    {
        if (!(await Offered(batch.Guide.Item, actor, cancel)).Try(out var guide, out var why)) return why;
        return guide.Version == batch.Guide.Version ? await batches.Sign(batch, actor, seen, cancel) : GuideMoved;
    }

    private static Refusal GuideMoved { get; } = new(
        "cases.changed-meanwhile", "核对以后办事指南有了新的版本。请先按现行指南重新核对，再签署。", PlatformRules.NoSilentOverwrite);
}
