using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>程序申请: a whole filing in one call. The same idempotency key is the same case, however often it is sent.</summary>
internal static class ApplyByProgram
{
    private const int LongestKey = 100;

    /// <param name="Answers">By the guide's field ids, as people would type them; rows and answers of several parts as lists and objects (the item's form schema says how).</param>
    /// <param name="Files">A file of the form has the material "form." and its field ("form.plan", in rows "form.staff.cert"); the answer is its name.</param>
    /// <param name="Delivery">counter, electronic, kiosk or post.</param>
    /// <param name="Expires">Renewals whose guide does not ask for it: the last day of the licence in force.</param>
    /// <param name="Later">容缺: ids of materials that follow later.</param>
    /// <param name="Shared">免提交: ids of materials that may be fetched.</param>
    /// <param name="Person">请人工办理: nothing of it is decided by rules.</param>
    /// <param name="Promised">告知承诺: what is promised instead of handed in.</param>
    internal sealed record Order(
        string Item, IReadOnlyDictionary<string, JsonElement>? Answers, string Delivery, Address? SendTo, string? Expires, IReadOnlyList<string>? Later,
        IReadOnlyList<string>? Shared, IReadOnlyList<SentFile>? Files, Promise? Promised = null, bool Person = false);

    internal sealed record Address(string Name, string Phone, string Place);

    /// <param name="Told">SM3, in hex, of the content, requirements and liability that the guide states, joined by line feeds.</param>
    public sealed record Promise(IReadOnlyList<string> Materials, string Told);

    /// <param name="Content">Base64.</param>
    internal sealed record SentFile(string Material, string Name, string Content);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/cases", Handle).WithName(nameof(ApplyByProgram)).AllowRoles(Role.Applicant)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes))
            .Produces<OwnCaseDetail>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Handle(
        Order order, [FromHeader(Name = "Idempotency-Key")] string? key, HttpContext context, ICatalogue catalogue, Drafts drafts, IMaterials materials,
        Filings filings, Submission submission, OwnCases own, ReadOwnCases.Details details, IDirectory directory, TimeProvider clock,
        CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (key is not { Length: > 0 and <= LongestKey }) return Pages.Problem(NoKey);
        if (await catalogue.Current(order.Item ?? "", cancel) is not { } guide) return Pages.Problem(StartApplication.NotOffered);
        if (await filings.WhyNot(guide, actor, cancel) is { } no) return Pages.Problem(no);
        var content = new DraftContent
        {
            Answers = Typed(guide, order, directory), Later = order.Later ?? [], Shared = order.Shared ?? [],
            Promised = order.Promised is { } promised ? new CaseCommitment([.. promised.Materials.Order(StringComparer.Ordinal)], promised.Told) : null,
            Person = order.Person,
        };
        var pages = ApplicationForm.Check(guide, content.Answers).With(guide, content.Answers, clock.Now().Date, given: null);
        if (pages.Any(p => !p.Ok)) return Incomplete(pages);

        var draft = await drafts.Begin(guide, actor, $"api-{key}", content, cancel);
        if (await submission.Settle(draft, cancel) is not { } number)
        {
            // A second try after a refusal may say something else; what is filed is what was said last.
            if (!(await drafts.Change(draft.Id, actor, _ => content, cancel)).Try(out draft, out var gone)) return Pages.Problem(gone);
            if (draft.Number is null)
            {
                if (!(await Store(order, draft, materials, cancel)).Try(out var moved, out var bad)) return Pages.Problem(bad);
                content = content with { Answers = FieldFiles.Moved(guide, content.Answers, moved) };
                if (moved.Count > 0 && !(await drafts.Change(draft.Id, actor, _ => content, cancel)).Try(out draft, out gone)) return Pages.Problem(gone);
            }

            var handedIn = await submission.HandIn(draft, actor, ApplicationForm.Check(draft.Guide, content.Answers), cancel);
            if (!handedIn.Try(out number, out var why)) return Pages.Problem(why);
        }

        return Results.Created($"/api/v1/cases/{number}", details.Of((await own.Find(number.ToString(), actor, cancel))!, actor));
    }

    private const string Pending = "sent-";

    private static Refusal NoKey { get; } = new(
        "cases.idempotency-key-missing", $"请在请求头 Idempotency-Key 中给出本次申请的唯一标识（1 至 {LongestKey} 个字符），重复发送时用同一个。", PlatformRules.Input);

    public static Dictionary<string, string> Typed(Guide guide, Order order, IDirectory? directory)
    {
        var typed = new Dictionary<string, string>();
        foreach (var (id, value) in order.Answers ?? new Dictionary<string, JsonElement>())
        {
            if (guide.Fields.FirstOrDefault(f => f.Id == id) is not { } asked || value.ValueKind == JsonValueKind.Null) continue;
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            if (FieldFiles.Asks(asked)) text = Sent(asked, text, order.Files ?? []);
            if (text.Length > 0) typed[id] = directory is null ? text : WholeAnswers.Settled(asked, text, directory);
        }

        var mode = guide.Deliveries.Where(d => JsonNamingPolicy.KebabCaseLower.ConvertName(d.ToString()) == order.Delivery);
        foreach (var chosen in mode) typed[ApplicationForm.DeliveryField] = chosen.Words();
        if (order.SendTo is { } to)
        {
            (typed[ApplicationForm.PostName], typed[ApplicationForm.PostPhone], typed[ApplicationForm.PostAddress]) = (to.Name, to.Phone, to.Place);
        }

        if (order.Expires is not null && ApplicationForm.ExpiryFieldOf(guide) is { } field) typed[field] = order.Expires;
        return typed;
    }

    /// <summary>A file's answer is the name of one that was sent; until it is stored, its place in the list stands for it.</summary>
    private static string Sent(Contracts.FormField field, string text, IReadOnlyList<SentFile> files)
    {
        string Of(string material, string? name) => files.Select((f, i) => (f, i)).Where(f => f.f.Material == material && f.f.Name == name).Select(f => $"{Pending}{f.i}/{f.f.Name}").FirstOrDefault("");
        if (field.Kind == FieldKind.File) return Of(FieldFiles.MaterialOf(field.Id), text);
        var columns = field.Columns ?? [];
        return WholeAnswers.Text(
            FormFacts.RowsOf(text).Select(row => (IReadOnlyDictionary<string, string>)row.ToDictionary(
                c => c.Key, c => columns.Any(o => o.Id == c.Key && o.Kind == FieldKind.File) ? Of(FieldFiles.MaterialOf($"{field.Id}.{c.Key}"), c.Value) : c.Value)),
            columns);
    }

    /// <returns>The files of the form: what stood for each, and what it is now.</returns>
    private static async ValueTask<Outcome<IReadOnlyDictionary<string, string>>> Store(Order order, Draft draft, IMaterials materials, CancellationToken cancel)
    {
        await materials.OpenBasket(draft.Id, draft.Subject, draft.Guide.Organisation, draft.Guide.Place, cancel);
        var moved = new Dictionary<string, string>();
        foreach (var (file, i) in (order.Files ?? []).Select((f, i) => (f, i)))
        {
            if (draft.Guide.Material(file.Material) is null && FieldFiles.NameOf(draft.Guide, file.Material) == file.Material)
            {
                return new Refusal("cases.material-unknown", $"“{file.Material}”不是本事项的材料，请核对办事指南。", PlatformRules.Input);
            }

            var bytes = new byte[file.Content.Length];
            if (!Convert.TryFromBase64String(file.Content, bytes, out var length)) return new Refusal("cases.file-malformed", $"“{file.Name}”的内容不是 Base64。", PlatformRules.Files);
            var stored = await materials.Store(draft.Id, file.Material, file.Name, new MemoryStream(bytes, 0, length), cancel);
            if (!stored.Try(out var kept, out var why)) return why;
            if (FieldFiles.IsOne(file.Material)) moved[$"{Pending}{i}"] = kept.Id;
        }

        return moved;
    }

    private static IResult Incomplete(IReadOnlyList<CheckedPage> pages) => Results.Problem(
        title: "申请还没有填完整。",
        statusCode: StatusCodes.Status422UnprocessableEntity,
        extensions: new Dictionary<string, object?>
        {
            ["code"] = "cases.form-incomplete",
            ["basis"] = new { rulebook = PlatformRules.Input.Rulebook, article = PlatformRules.Input.Article },
            ["errors"] = pages.SelectMany(p => p.State.Errors).Select(e => new { field = e.Field, message = e.Words }).ToList(),
        });
}
