using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// The same for programs: a dry run tells each row's problems and the hash of the list; sent again with that hash, the rows that are right are signed and filed.
/// The same idempotency key is the same batch, however often it is sent.
/// </summary>
internal static class FileManyByProgram
{
    private const int LongestKey = 100;

    /// <param name="DryRun">True: nothing is kept and nothing is filed.</param>
    /// <param name="List">The hash of the list, as the dry run told it: the signature over what is filed.</param>
    internal sealed record Order(string Item, bool DryRun, string? List, IReadOnlyList<OrderRow>? Rows);

    /// <param name="Reference">The sender's own number of the row: no two alike.</param>
    /// <param name="Answers">By the guide's field ids, as people would type them.</param>
    /// <param name="Later">容缺: ids of materials that follow later.</param>
    /// <param name="Shared">免提交: ids of materials that may be fetched.</param>
    internal sealed record OrderRow(
        string? Reference, IReadOnlyDictionary<string, string>? Answers, string Delivery, ApplyByProgram.Address? SendTo = null, string? Expires = null,
        IReadOnlyList<string>? Later = null, IReadOnlyList<string>? Shared = null, IReadOnlyList<ApplyByProgram.SentFile>? Files = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/batches", Handle).WithName(nameof(FileManyByProgram)).WithTags("batches").AllowRoles(Role.Applicant)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes))
            .Produces<BatchAnswer>().Produces<BatchAnswer>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet("/api/v1/batches/{batch}", Read).WithName("ReadBatch").WithTags("batches").AllowRoles(Role.Applicant)
            .Produces<BatchAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Read(string batch, HttpContext context, Batches batches, CancellationToken cancel) =>
        await batches.Find(batch, context.RequireActor(), cancel) is { } found ? Results.Ok(BatchAnswer.Of(found)) : Pages.Problem(Batches.Unknown);

    private static async Task<IResult> Handle(
        Order order, [FromHeader(Name = "Idempotency-Key")] string? key, HttpContext context, ManyDesk many, Batches batches, BatchFiles files, BatchChecks checks, IMaterials materials,
        FileBatches filing, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (!(await many.Offered(order.Item ?? "", actor, cancel)).Try(out var guide, out var no)) return Pages.Problem(no);
        if (order.Rows is not { Count: > 0 } rows) return Pages.Problem(NoRows);
        if (rows.Count > BatchRules.MostRows) return Pages.Problem(BatchRules.TooMany);
        if (!Uploads.Of(rows, materials.Terms).Try(out var uploads, out no)) return Pages.Problem(no);
        if (order.DryRun)
        {
            var judged = BatchRules.Judge([], (await checks.For(uploads.AsStored, guide, actor, cancel)).Of(rows.Select((r, i) => Entry(guide, order.Item!, r, i, uploads, null))));
            return Results.Ok(BatchAnswer.Of(null, guide, judged, []));
        }

        if (key is not { Length: > 0 and <= LongestKey }) return Pages.Problem(NoKey);
        var batch = await batches.Begin(guide, actor, $"api-{key}", cancel);
        if (batch.Lists.Count == 0)
        {
            var stored = new Dictionary<string, string>();
            foreach (var (id, (name, content)) in uploads.ById)
            {
                if (!(await files.Store(batch, name, new MemoryStream(content), cancel)).Try(out var file, out no)) return Pages.Problem(no);
                stored[id] = file.Id;
            }

            if (!(await many.Judge(batch, actor, [.. rows.Select((r, i) => Entry(guide, order.Item!, r, i, uploads, stored))], failedToo: false, cancel)).Try(out batch, out no)) return Pages.Problem(no);
            if (order.List is null) return Refused(Unsigned, batch);
            if (!(await many.Sign(batch, actor, order.List, cancel)).Try(out var signed, out no)) return Refused(no, batch);
            batch = signed;
        }
        else if (batch.Lists[0].Hash != order.List) return Refused(OtherList, batch);

        await FileMany.Work(filing);
        return Results.Accepted($"/api/v1/batches/{batch.Id}", BatchAnswer.Of((await batches.Find(batch.Id, actor, cancel))!));
    }

    /// <summary>The row in the columns of a table: from there on both ways are one.</summary>
    private static BatchEntry Entry(Guide guide, string item, OrderRow row, int index, Uploads uploads, Dictionary<string, string>? stored)
    {
        var cells = ApplyByProgram.Typed(guide, new ApplyByProgram.Order(item, row.Answers?.ToDictionary(a => a.Key, a => JsonSerializer.SerializeToElement(a.Value)), row.Delivery, row.SendTo, row.Expires, null, null, null), directory: null);
        if (!string.IsNullOrWhiteSpace(row.Reference)) cells[BatchColumns.Reference] = row.Reference.Trim();
        foreach (var material in row.Later ?? []) cells[BatchColumns.FilePrefix + material] = BatchColumns.Later;
        foreach (var material in row.Shared ?? []) cells[BatchColumns.SharedPrefix + material] = FieldReading.YesNo[0];
        foreach (var material in (row.Files ?? []).GroupBy(f => f.Material))
        {
            cells[BatchColumns.FilePrefix + material.Key] = string.Join(';', material.Select(f => uploads.IdOf(f)).Select(id => stored?[id] ?? id));
        }

        var strange = cells.Keys.Where(c => c.Contains(':', StringComparison.Ordinal)).Except(BatchColumns.Of(guide).Select(c => c.Id)).Select(c => c[(c.IndexOf(':', StringComparison.Ordinal) + 1)..]).ToList();
        var broken = strange.Count > 0 ? new RowFault("files", $"“{string.Join('、', strange)}”不是本事项可以这样交的材料，请核对办事指南。", PlatformRules.Input) : null;
        return new BatchEntry(index + 1, cells, broken);
    }

    /// <summary>The refusal, with how the rows stand.</summary>
    private static IResult Refused(Refusal why, Batch batch) => Results.Problem(
        title: why.Message, statusCode: Pages.StatusOf(why),
        extensions: new Dictionary<string, object?>
        {
            ["code"] = why.Code, ["basis"] = new { rulebook = why.Basis.Rulebook, article = why.Basis.Article }, ["batch"] = BatchAnswer.Of(batch),
        });

    private static Refusal NoRows { get; } = new("cases.batch-empty", "请在 rows 中给出要申报的行。", PlatformRules.Input);

    private static Refusal NoKey { get; } = new(
        "cases.idempotency-key-missing", $"请在请求头 Idempotency-Key 中给出这一批的唯一标识（1 至 {LongestKey} 个字符），重复发送时用同一个。", PlatformRules.Input);

    private static Refusal Unsigned { get; } = new(
        "cases.batch-unsigned", "还没有签署，什么都没有提交。请先用 dryRun 试申报，核对每一行，再把返回的清单哈希放在 list 中发送。", PlatformRules.Input);

    private static Refusal OtherList { get; } = new(
        "cases.changed-meanwhile", "这个 Idempotency-Key 已经用于另一份清单。请对新的清单使用新的标识。", PlatformRules.NoSilentOverwrite);

    /// <summary>Files that came inside the order, each content once.</summary>
    private sealed record Uploads(IReadOnlyDictionary<string, (string Name, byte[] Content)> ById, IReadOnlyDictionary<ApplyByProgram.SentFile, string> Ids)
    {
        public string IdOf(ApplyByProgram.SentFile file) => Ids[file];

        public IReadOnlyList<StoredFile> AsStored => [.. ById.Select(f => new StoredFile(f.Key, "", "", f.Value.Name, "", f.Value.Content.Length, Convert.ToHexStringLower(Sm3.Of(f.Value.Content)), default))];

        public static Outcome<Uploads> Of(IReadOnlyList<OrderRow> rows, FileTerms terms)
        {
            var (byId, ids) = (new Dictionary<string, (string, byte[])>(), new Dictionary<ApplyByProgram.SentFile, string>(ReferenceEqualityComparer.Instance));
            foreach (var file in rows.SelectMany(r => r.Files ?? []))
            {
                var bytes = new byte[file.Content.Length];
                if (!Convert.TryFromBase64String(file.Content, bytes, out var length)) return new Refusal("cases.file-malformed", $"“{file.Name}”的内容不是 Base64。", PlatformRules.Files);
                if (length > terms.MostPerFile || !terms.Endings.Contains(Path.GetExtension(file.Name).ToLowerInvariant()))
                {
                    return new Refusal("cases.file-refused", $"“{file.Name}”太大，或者格式不能接收。每个文件最多 {Words.Size(terms.MostPerFile)}，可以是 {UploadForm.KindsIn(terms)}。", PlatformRules.Files);
                }

                var id = $"sent-{ids.Count}";
                (byId[id], ids[file]) = ((file.Name, bytes[..length]), id);
            }

            return new Uploads(byId, ids);
        }
    }
}

/// <summary>A batch as programs read it.</summary>
/// <param name="Batch">Null: a dry run, nothing was kept.</param>
/// <param name="List">The hash to sign: of all rows that are right and not signed; null: there is none.</param>
internal sealed record BatchAnswer(
    string? Batch, string Item, int GuideVersion, int Read, int Right, int Wrong, int Waiting, int Filed, int Failed, string? List, IReadOnlyList<BatchAnswerRow> Rows,
    IReadOnlyList<BatchAnswerList> Lists)
{
    public static BatchAnswer Of(Batch batch) => Of(batch.Id, batch.Guide, batch.Lines, batch.Lists);

    public static BatchAnswer Of(string? id, Guide guide, IReadOnlyList<BatchLine> lines, IReadOnlyList<BatchListRow> lists)
    {
        int Count(LineState state) => lines.Count(l => l.State == state);
        return new BatchAnswer(
            id, guide.Item, guide.Version, lines.Count, Count(LineState.Right), Count(LineState.Wrong), Count(LineState.Signed), Count(LineState.Filed), Count(LineState.Failed),
            BatchRules.ListOf(lines) is { Lines.Count: > 0, Hash: var hash } ? hash : null,
            [
                .. lines.Select(l => new BatchAnswerRow(
                    l.Line, l.Entry.Reference.Length > 0 ? l.Entry.Reference : null, l.State.ToString().ToLowerInvariant(), l.Hash, l.Number,
                    [.. l.Faults.Select(f => new BatchProblem(f.Column, f.Words, new BasisDetail(f.Basis.Rulebook, f.Basis.Article)))], l.Lacking)),
            ],
            [.. lists.Select(l => new BatchAnswerList(l.Number, l.Rows, l.Hash, Words.Machine(l.SignedAt), l.KeyId, l.Signature))]);
    }
}

/// <param name="State">wrong, right, signed, filed or failed.</param>
/// <param name="Lacking">Required materials that are not there: no hindrance.</param>
internal sealed record BatchAnswerRow(int Row, string? Reference, string State, string? Hash, string? Number, IReadOnlyList<BatchProblem> Problems, IReadOnlyList<string> Lacking);

internal sealed record BatchProblem(string Column, string Message, BasisDetail Basis);

internal sealed record BatchAnswerList(int Number, int Rows, string Hash, string SignedAt, string KeyId, string Signature);
