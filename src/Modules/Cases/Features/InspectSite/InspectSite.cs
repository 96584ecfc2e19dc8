using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 现场核查记录: a form for a phone, one of the two officers fills it in on site. Without a network it waits on the phone and goes up by itself later;
/// without script it is a plain form. Its key makes a second sending the same act, and it rests on no version of the case.
/// </summary>
internal static class InspectSite
{
    public const string OfficerField = "officer-name-";
    public const string ApplicantField = "applicant-name";
    public const string DrawnField = "applicant-drawn";
    public const string RefusedField = "applicant-refused";
    public const string RefusedWhyField = "applicant-refused-why";
    public const string ConfirmField = "confirmed";
    public const string NotesField = "site-notes";
    private const int Extra = 2;

    public static IReadOnlyList<ChoiceModel> Outcomes { get; } = [new("passed", "合格"), new("failed", "不合格")];

    public static string PathOf(CaseNumber number) => $"/workbench/cases/{number}/inspection";

    public static string ResultOf(string point) => $"result-{point}";

    public static string NoteOf(string point) => $"note-{point}";

    public static string PhotoOf(string point) => $"photo-{point}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workbench/cases/{number}/inspection", Open).WithName("OpenInspection").AllowRoles(CaseReach.Reviewers);
        routes.MapPost("/workbench/cases/{number}/inspection", Record).WithName(nameof(InspectSite)).AllowRoles(CaseReach.Reviewers)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
        // From here and not from the shared files: a worker answers only for what lies under its own address.
        routes.MapGet("/workbench/inspection.js", () => Script("inspection.js")).WithName("InspectionScript").AllowEveryone();
        routes.MapGet("/workbench/inspection-worker.js", () => Script("inspection-worker.js")).WithName("InspectionWorker").AllowEveryone();
    }

    private static IResult Script(string name) =>
        Results.Stream(typeof(InspectSite).Assembly.GetManifestResourceStream(name)!, "text/javascript; charset=utf-8");

    private static async Task<IResult> Open(string number, HttpContext context, Acting acting, CaseDesk desk, IMaterials materials, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.Open(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        return desk.OptionOf(open, nameof(RecordVisit), actor).Closed is { } closed
            ? Pages.Refuse(closed)
            : Pages.Show<InspectionPage>(await Model(open, FormState.Empty, ActKey.New(), materials, cancel));
    }

    private static async Task<IResult> Record(
        string number, FormReader form, HttpContext context, Acting acting, CaseDesk desk, OwnCases own, IMaterials materials, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.Open(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        var key = ActKey.Of(form);
        if (await own.IsDone(open.Number, ActOf(key), cancel)) return Results.LocalRedirect(Done(open));
        if (desk.OptionOf(open, nameof(RecordVisit), actor).Closed is { } closed) return Pages.Refuse(closed);
        var points = open.Guide.Review!.Site!.Points;
        await materials.OpenBasket(BasketOf(open.State), open.State.Subject, open.State.Organisation, open.State.Place, cancel);
        foreach (var photo in Photos(points)) await Take(form, photo, BasketOf(open.State), materials, cancel);
        var results = points.ToDictionary(p => p.Id, p => form.Choice(ResultOf(p.Id), p.What, Outcomes));
        foreach (var point in points.Where(p => results[p.Id] == "failed")) form.Text(NoteOf(point.Id), $"{point.What}哪里不合格", max: 500);
        var officers = Enumerable.Range(1, open.State.Work!.Visit!.Officers.Count).Select(i => form.Text($"{OfficerField}{i}", "核查人员签名", max: 40)).ToList();
        var refused = form.Check(RefusedField);
        var name = form.Text(ApplicantField, "申请人（在场人员）签名", max: 40, required: !refused);
        if (refused) form.LongText(RefusedWhyField, "没有签名的原因", max: 500);
        form.Check(ConfirmField, "请核对记录，并确认双方都看过");
        if (!form.Ok) return Pages.Again<InspectionPage>(await Model(open, form.State, key, materials, cancel));

        var files = FiledFiles.Of(await materials.Freeze(BasketOf(open.State), cancel));
        var act = new RecordVisit(
            [.. points.Where(p => results[p.Id] == "passed").Select(p => p.Id)], [.. points.Where(p => results[p.Id] == "failed").Select(p => p.Id)], files,
            officers.Distinct(StringComparer.Ordinal).Count(), !refused);
        var done = await desk.Do(open, actor, act, Told(points, results, form, officers, refused ? null : name), ActOf(key), cancel: cancel);
        return done.Try(out _, out var why)
            ? Results.LocalRedirect(Done(open))
            : Pages.Show<InspectionPage>(await Model(open, form.State.Refused(why), key, materials, cancel), Pages.StatusOf(why));
    }

    private static string Done(OpenCase open) => $"/work/cases/{open.Number}#site";

    private static string ActOf(string key) => $"inspection-{key}";

    private static string BasketOf(CaseState state) => $"{state.Number}-visit-{state.Work!.Visit!.Round}";

    private static IEnumerable<(string Field, string Name)> Photos(IReadOnlyList<SitePoint> points) =>
        [.. points.Select(p => (PhotoOf(p.Id), p.What)), .. Enumerable.Range(1, Extra).Select(i => (PhotoOf($"more-{i}"), "现场照片"))];

    private static async Task Take(FormReader form, (string Field, string Name) photo, string basket, IMaterials materials, CancellationToken cancel)
    {
        if (form.File(photo.Field, photo.Name, materials.Terms.MostPerFile, Pictures(materials.Terms), required: false) is not { } sent) return;
        foreach (var before in (await materials.InBasket(basket, cancel)).Where(f => f.Material == photo.Field)) await materials.Remove(basket, before.Id, cancel);
        await using var content = sent.OpenReadStream();
        if (!(await materials.Store(basket, photo.Field, sent.FileName, content, cancel)).Try(out _, out var why)) form.Refuse(why, photo.Field);
    }

    private static string[] Pictures(FileTerms terms) => [.. terms.Endings.Where(e => e is ".jpg" or ".jpeg" or ".png")];

    /// <summary>In words for the log, and the drawn line as it was drawn.</summary>
    private static SitePaper Told(
        IReadOnlyList<SitePoint> points, Dictionary<string, string> results, FormReader form, List<string> officers, string? applicant)
    {
        List<string> said = [.. points.Where(p => results[p.Id] == "failed").Select(p => $"不合格：{VisitRules.Line(p)}。{form.Raw(NoteOf(p.Id))?.Trim()}")];
        if (form.Raw(NotesField) is { Length: > 0 } notes) said.Add(notes.Trim());
        said.Add($"核查人员签名：{string.Join('、', officers)}。申请人（在场人员）{(applicant is null ? $"没有签名：{form.Raw(RefusedWhyField)?.Trim()}" : $"签名：{applicant}")}。");
        var drawn = form.Raw(DrawnField) is { Length: > 0 and <= 20_000 } line && line.All(c => c is ' ' or '.' or 'M' or 'L' or (>= '0' and <= '9')) ? line : null;
        return new SitePaper(string.Join('\n', said), drawn);
    }

    private static async Task<InspectionModel> Model(OpenCase open, FormState form, string key, IMaterials materials, CancellationToken cancel)
    {
        var visit = open.State.Work!.Visit!;
        var kept = await materials.InBasket(BasketOf(open.State), cancel);
        return new InspectionModel(
            open.Number.ToString(), WorkRows.GroupsOf(open.Number), open.Guide.Name, $"{Words.Of(visit.On)}{Words.Of(visit.From)}", open.Guide.Review!.Site!.Points,
            [.. visit.Officers.Select(o => RecuseOfficers.NameOf(o, open.Context.Staff))], Extra, kept.GroupBy(f => f.Material).ToDictionary(g => g.Key, g => g.Count()),
            Pictures(materials.Terms), materials.Terms.MostPerFile, form, key, VisitRules.BasisOf(open.Context), PathOf(open.Number));
    }

    private sealed record SitePaper(string Reasons, string? Drawn);
}

/// <param name="Kept">Photographs that are there already, by field.</param>
public sealed record InspectionModel(
    string Number, IReadOnlyList<string> Groups, string Item, string When, IReadOnlyList<SitePoint> Points, IReadOnlyList<string> Officers, int Extra,
    IReadOnlyDictionary<string, int> Kept, IReadOnlyList<string> Pictures, long MostBytes, FormState Form, string Act, Citation Basis, string Path);
