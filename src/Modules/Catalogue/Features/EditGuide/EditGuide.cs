using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>编写办事指南: a draft by its elements, a form each, by several people at once; undo, comments, and how it will look.</summary>
internal static class EditGuide
{
    public const string Path = "/workbench/guides";

    public static IReadOnlyList<ChoiceModel> Frames { get; } = [new("resident", "网上"), new("phone", "手机"), new("counter", "窗口"), new("kiosk", "自助机"), new("print", "打印")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup(Path + "/{change}/{item}").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        one.MapGet("", Open).WithName("OpenDraft");
        one.MapGet("/{section}", OpenSection).WithName("OpenDraftSection");
        one.MapGet("/preview", Preview).WithName("PreviewDraft");
        one.MapGet("/sheet", Sheet).WithName("PreviewSheet");
        one.MapPost("/elements", Save).WithName(nameof(EditGuide));
        one.MapPost("/choices/{number}", Choose).WithName("ChooseEdit");
        one.MapPost("/edits/{number}", Undo).WithName("UndoEdit");
        one.MapPost("/version", Rebase).WithName("RebaseDraft");
        one.MapPost("/looked", LookThrough).WithName("LookThroughSection");
        one.MapPost("/comments", Comment).WithName("CommentDraft");
        one.MapPost("/comments/{number}", SettleComment).WithName("SettleComment");
    }

    private static async Task<IResult> Open(string change, string item, HttpContext context, EditDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return await desk.Find(change, item, actor, cancel) is { } found ? await desk.Overview(found.Draft, found.Change, actor, FormState.Empty, cancel) : Pages.Refuse(GuideDrafts.NotYours);
    }

    private static async Task<IResult> OpenSection(
        string change, string item, string section, HttpContext context, EditDesk desk, CancellationToken cancel, string? at = null, string? saved = null)
    {
        var actor = context.RequireActor();
        return await desk.Find(change, item, actor, cancel) is { } found && DraftSchema.Section(section) is { } of
            ? await desk.Section(found.Draft, found.Change, actor, of, at, cancel, saved: saved is not null)
            : Pages.Refuse(GuideDrafts.NotYours);
    }

    private static async Task<IResult> Save(string change, string item, FormReader form, HttpContext context, EditDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await desk.Find(change, item, actor, cancel) is not { } found || DraftSchema.Section(form.Raw("section") ?? "") is not { } section) return Pages.Refuse(GuideDrafts.NotYours);
        var (path, act) = (form.Raw("path") ?? "", form.Raw("act") ?? "save");
        _ = int.TryParse(form.Raw("seen"), out var seen);
        var edits = Edits(found.Draft.Log, form, section, path, act, seen);
        if (form.Ok && edits is null) form.Refuse("", "没有认出要改哪一项，请回到草稿页重新打开。");
        if (!form.Ok) return await desk.Section(found.Draft, found.Change, actor, section, path, cancel, form.State, status: StatusCodes.Status422UnprocessableEntity);
        if (!(await desk.Drafts.Apply(change, item, edits!, seen, actor, cancel)).Try(out _, out var why))
            return await desk.Section(found.Draft, found.Change, actor, section, path, cancel, form.State.Refused(why), status: Pages.StatusOf(why));
        var at = act is "remove" or "add" ? edits!.Count > 0 ? edits[0].Path : path : path;
        return Results.LocalRedirect($"{EditDesk.PathOf(change, item)}/{section.Id}?saved=1{(at.Length == 0 || act == "remove" ? "" : $"&at={Uri.EscapeDataString(at)}#e-{at.Replace('/', '.')}")}");
    }

    /// <summary>What a form changes against what its writer saw; null: it names nothing that is there.</summary>
    private static IReadOnlyList<DraftEdit>? Edits(DraftLog log, FormReader form, DraftSectionModel section, string path, string act, int seen)
    {
        var before = log.At(seen);
        var answers = SituationRows.Answers(before);
        if (path.Length == 0) return Changed(before, "", DraftForm.Read(form, section.Fields, "", answers));
        if (act == "add") return DraftSchema.ListAt(path) is { } to ? Added(before, form, to, path, answers) : null;
        if (DraftDocument.ListOf(path) is not { } list || DraftSchema.ListAt(list) is not { } of || before.Get(path) is not { } whole) return null;
        return act switch
        {
            "remove" => [new DraftEdit(path, whole, null)],
            "up" => Moved(before, list, path, -1),
            "down" => Moved(before, list, path, 1),
            _ => Changed(before, path, DraftForm.Read(form, of.Fields, path.Replace('/', '.') + ".", answers)),
        };
    }

    private static List<DraftEdit> Changed(DraftDocument before, string item, IReadOnlyList<(DraftFieldModel Field, string? Json)> read)
    {
        var edits = new List<DraftEdit>();
        foreach (var (field, json) in read)
        {
            var path = item.Length == 0 ? field.Path : $"{item}/{field.Path}";
            var was = before.Get(path);
            if (DraftForm.Same(field, was, json)) continue;
            edits.Add(new DraftEdit(path, was, json));
        }

        return edits;
    }

    private static IReadOnlyList<DraftEdit>? Added(DraftDocument before, FormReader form, DraftListModel to, string list, IReadOnlyList<ChoiceModel> answers)
    {
        var prefix = "new." + list.Replace('/', '.') + ".";
        var read = DraftForm.Read(form, to.Fields, prefix, answers);
        if (form.Ok && read.FirstOrDefault(r => r.Field.Path == to.Title).Json is null)
            form.Refuse(prefix + to.Title, $"请填写{to.Fields.First(f => f.Path == to.Title).Label}");
        if (!form.Ok) return null;
        var path = $"{list}/n{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var item = JsonNode.Parse(to.Begins)!.AsObject();
        item[DraftDocument.Rank] = before.NextRank(list);
        var document = DraftDocument.Empty.With([(path, item.ToJsonString()), .. read.Select(r => ($"{path}/{r.Field.Path}", r.Json))]);
        return [new DraftEdit(path, null, document.Get(path))];
    }

    /// <summary>Two neighbours change their ranks.</summary>
    private static IReadOnlyList<DraftEdit> Moved(DraftDocument before, string list, string path, int by)
    {
        var ids = before.Ids(list);
        var at = ids.ToList().IndexOf(path[(list.Length + 1)..]);
        if (at + by < 0 || at + by >= ids.Count) return [];
        var (mine, theirs) = ($"{path}/{DraftDocument.Rank}", $"{list}/{ids[at + by]}/{DraftDocument.Rank}");
        return [new DraftEdit(mine, before.Get(mine), before.Get(theirs)), new DraftEdit(theirs, before.Get(theirs), before.Get(mine))];
    }

    private static Task<IResult> Choose(string change, string item, int number, FormReader form, HttpContext context, EditDesk desk, CancellationToken cancel)
    {
        _ = int.TryParse(form.Raw("seen"), out var seen);
        return Step(change, item, form, context, desk, actor => desk.Drafts.Settle(change, item, number, form.Raw("take") == "yes", seen, actor, cancel), cancel);
    }

    private static Task<IResult> Undo(string change, string item, int number, FormReader form, HttpContext context, EditDesk desk, CancellationToken cancel) =>
        Step(change, item, form, context, desk, actor => desk.Drafts.Undo(change, item, number, actor, cancel), cancel, "#lines");

    private static Task<IResult> Rebase(string change, string item, FormReader form, HttpContext context, EditDesk desk, CancellationToken cancel) =>
        Step(change, item, form, context, desk, actor => desk.Rebase.Onto(change, item, actor, cancel), cancel);

    private static Task<IResult> LookThrough(string change, string item, FormReader form, HttpContext context, EditDesk desk, CancellationToken cancel) =>
        Step(change, item, form, context, desk, actor => desk.Drafts.LookThrough(change, item, form.Raw("section") ?? "", actor, cancel), cancel);

    private static Task<IResult> Comment(string change, string item, FormReader form, HttpContext context, EditDesk desk, CancellationToken cancel)
    {
        var words = form.LongText("words", "批注", max: 500);
        var path = form.Text("path", "要素", max: 200);
        return Step(change, item, form, context, desk, actor => desk.Drafts.Comment(change, item, path, words, actor, cancel), cancel, at: path);
    }

    private static Task<IResult> SettleComment(string change, string item, int number, FormReader form, HttpContext context, EditDesk desk, CancellationToken cancel) =>
        Step(change, item, form, context, desk, actor => desk.Drafts.SettleComment(change, item, number, form.Raw("settled") != "no", actor, cancel), cancel, "#comments");

    /// <summary>Does one thing and goes back to where it was asked for.</summary>
    private static async Task<IResult> Step<T>(
        string change, string item, FormReader form, HttpContext context, EditDesk desk, Func<Actor, Task<Outcome<T>>> step, CancellationToken cancel, string anchor = "", string? at = null)
    {
        var actor = context.RequireActor();
        var why = form.Ok ? (await step(actor)).Match<Refusal?>(_ => null, no => no) : null;
        if (await desk.Find(change, item, actor, cancel) is not { } found) return Pages.Refuse(GuideDrafts.NotYours);
        var section = DraftSchema.Section(form.Raw("section") ?? "");
        if (why is null && form.Ok)
            return Results.LocalRedirect($"{EditDesk.PathOf(change, item)}{(section is null ? anchor : $"/{section.Id}{(at is null ? "" : $"?at={Uri.EscapeDataString(at)}")}")}");
        var state = why is null ? form.State : form.State.Refused(why);
        var status = why is null ? StatusCodes.Status422UnprocessableEntity : Pages.StatusOf(why);
        return section is null
            ? await desk.Overview(found.Draft, found.Change, actor, state, cancel, status: status)
            : await desk.Section(found.Draft, found.Change, actor, section, at, cancel, state, status: status);
    }

    private static async Task<IResult> Preview(string change, string item, HttpContext context, EditDesk desk, CancellationToken cancel, string? @as = null)
    {
        var actor = context.RequireActor();
        if (await desk.Find(change, item, actor, cancel) is not { } found) return Pages.Refuse(GuideDrafts.NotYours);
        var frame = Frames.Any(f => f.Value == @as) ? @as! : Frames[0].Value;
        return Pages.Show<DraftPreviewPage>(new DraftPreviewModel(EditDesk.Head(found.Draft, found.Change, actor), frame, Frames, (await desk.Faults(found.Draft, found.Change, cancel)).Count(f => f.Stops)));
    }

    /// <summary>What stands in the frame: the guide's own page, as somebody who is not signed in gets it.</summary>
    private static async Task<IResult> Sheet(string change, string item, HttpContext context, EditDesk desk, CancellationToken cancel, string? @as = null)
    {
        if (await desk.Find(change, item, context.RequireActor(), cancel) is not { } found) return Pages.Refuse(GuideDrafts.NotYours);
        if (desk.Drafts.Check(found.Draft, found.Change.From).Guide is not { } guide) return Pages.Refuse(NotYet);
        // Only our own editor may frame it; nothing in it runs.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; script-src 'none'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        context.User = new ClaimsPrincipal(new ClaimsIdentity());
        if (@as == "kiosk") context.Request.Headers.Cookie = $"{context.RequestServices.GetRequiredService<CookieRules>().Named(TextSize.Cookie)}=large";
        var page = desk.Preview(found.Draft, guide);
        return @as switch
        {
            "counter" => Pages.Show<CounterSheet>(new CounterSheetModel(page)),
            "print" => Pages.Show<PrintSheet>(new PrintSheetModel(page)),
            _ => Pages.Show<GuidePage>(page),
        };
    }

    private static Refusal NotYet { get; } = new("catalogue.draft-unreadable", "有的内容格式不对，还看不了效果。请先照草稿页“还差什么”改好。", PlatformRules.Input);
}
