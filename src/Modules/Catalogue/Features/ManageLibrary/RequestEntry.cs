using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>申请新条目: first the nearest that we have (是不是这些), then the request, then the office's answer.</summary>
internal static partial class RequestEntry
{
    private const int Most = 100;

    public static IReadOnlyList<ChoiceModel> Answers { get; } =
    [
        new("grant", "登记为新条目"), new("same", "就是已有的条目", "申请的名称成为它的别名"), new("decline", "不登记"),
    ];

    public static void Map(RouteGroupBuilder all)
    {
        all.MapGet("/{list}/new", Ask).WithName("AskForEntry").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        all.MapPost("/{list}/new", Send).WithName(nameof(RequestEntry)).AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        all.MapGet("/requests", Waiting).WithName("ListEntryRequests").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        all.MapGet("/requests/{id}", Open).WithName("OpenEntryRequest").AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        all.MapPost("/requests/{id}", Answer).WithName("AnswerEntryRequest").AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Ask(string list, Library library, CancellationToken cancel, string? name = null)
    {
        if (LibraryWords.Parse(list) is not { } kind) return Pages.Refuse(ManageLibrary.NoSuchList);
        var asked = (name ?? "").Trim();
        asked = asked[..Math.Min(asked.Length, 80)];
        return await Page(kind, asked, FormState.Of(("name", asked)), library, cancel);
    }

    private static async Task<IResult> Page(LibraryKind kind, string name, FormState form, Library library, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var index = await library.Index(cancel);
        var near = index.Named(kind, name).Concat(index.Nearest(kind, name)).DistinctBy(e => e.Id).Select(ManageLibrary.LineOf).ToList();
        return Pages.Show<RequestPage>(new RequestModel(LibraryWords.Code(kind), LibraryWords.Title(kind), name, near, form), status);
    }

    private static async Task<IResult> Send(string list, FormReader form, HttpContext context, CatalogueDb db, Library library, TimeProvider clock, CancellationToken cancel)
    {
        if (LibraryWords.Parse(list) is not { } kind) return Pages.Refuse(ManageLibrary.NoSuchList);
        var actor = context.RequireActor();
        var entry = LibraryForm.Read(form, new LibraryEntry { Kind = kind, Id = "", Name = "", Place = kind is LibraryKind.Proof or LibraryKind.Intermediary ? actor.Place : null });
        var reason = form.Text("reason", "为什么都不是", max: 300, min: 4);
        var same = (await library.Index(cancel)).Named(kind, entry.Name).FirstOrDefault();
        // One field label may stand for two things with different answers; anything else with this name is there already.
        if (same is not null && kind != LibraryKind.Field) form.Refuse("name", $"名称库里已经有“{same.Name}”，请直接引用它");
        if (!form.Ok) return await Page(kind, entry.Name, form.State, library, cancel, StatusCodes.Status422UnprocessableEntity);
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");
        db.Add(new LibraryRequestRow
        {
            Id = id, Kind = kind, Name = entry.Name, Body = LibraryEntry.Write(entry), Reason = reason, Place = actor.Place.Number,
            Organisation = actor.Organisation ?? "", By = actor.Id, At = clock.Now(), State = RequestState.Open,
        });
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{ManageLibrary.Path}/requests/{id}");
    }

    private static async Task<IResult> Waiting(HttpContext context, CatalogueDb db, IDirectory directory, CancellationToken cancel)
    {
        var (from, end) = (context.RequireActor().Place.Number, context.RequireActor().Place.End);
        var rows = new List<LibraryRequestRow>();
        foreach (var state in new[] { RequestState.Open, RequestState.Granted, RequestState.Same, RequestState.Declined })
        {
            rows.AddRange(await db.Set<LibraryRequestRow>().AsNoTracking().Where(r => r.State == state && r.Place >= from && r.Place < end).OrderByDescending(r => r.Id).Take(Most).ToListAsync(cancel));
        }

        return Pages.Show<RequestsPage>(new RequestsModel([.. rows.Take(Most).Select(r => new RequestLineModel(
            r.Id, r.Name, LibraryWords.Title(r.Kind), directory.Organisation(r.Organisation)?.Name ?? r.Organisation, r.At, r.State == RequestState.Open, StateWords(r.State)))]));
    }

    private static async Task<IResult> Open(string id, HttpContext context, CatalogueDb db, Library library, IDirectory directory, CancellationToken cancel) =>
        await Find(id, context.RequireActor(), db, cancel) is { } row ? await Show(row, FormState.Empty, context.RequireActor(), library, directory, cancel) : Pages.Refuse(ManageLibrary.NoSuchEntry);

    private static async Task<IResult> Answer(
        string id, FormReader form, HttpContext context, CatalogueDb db, LibraryDesk desk, Library library, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(id, actor, db, cancel) is not { } row) return Pages.Refuse(ManageLibrary.NoSuchEntry);
        var answer = form.Choice("answer", "怎样答复", Answers);
        var short_ = form.Text("id", "英文短名", max: 60, required: answer == "grant").ToLowerInvariant();
        var same = form.Text("same", "已有的条目", max: 60, required: answer == "same");
        var words = form.Text("words", "答复", max: 300, min: 2, required: answer == "decline");
        if (answer == "grant" && short_.Length > 0 && !Key().IsMatch(short_)) form.Refuse("id", "英文短名用小写字母、数字和连字符，例如 land-title");
        if (row.State != RequestState.Open) form.Refuse(new Refusal("catalogue.changed-meanwhile", "这件申请刚刚已经答复过了。", PlatformRules.NoSilentOverwrite));
        if (!form.Ok) return await Show(row, form.State, actor, library, directory, cancel, StatusCodes.Status422UnprocessableEntity);

        (row.AnsweredBy, row.AnsweredAt, row.Answer) = (actor.Id, clock.Now(), words.Length > 0 ? words : null);
        var asked = LibraryEntry.Read(row.Body);
        Outcome<LibraryEntry> done;
        if (answer == "grant")
        {
            (row.State, row.Entry) = (RequestState.Granted, short_);
            done = await desk.Add(asked with { Id = short_ }, actor, cancel);
        }
        else if (answer == "same")
        {
            if (await desk.Find(row.Kind, same, cancel) is not { MergedInto: null } known)
            {
                form.Refuse("same", "没有这个条目，请填上面列出的英文短名");
                return await Show(row, form.State, actor, library, directory, cancel, StatusCodes.Status422UnprocessableEntity);
            }

            (row.State, row.Entry) = (RequestState.Same, same);
            var entry = LibraryEntry.Read(known.Body);
            done = entry.Names.Contains(row.Name) ? entry : await desk.Save(known, entry with { Aliases = [.. entry.Aliases, row.Name] }, known.Version, actor, cancel);
        }
        else
        {
            row.State = RequestState.Declined;
            done = asked;
        }

        if (done.Try(out _, out var why)) await db.SaveChangesAsync(cancel);
        else db.ChangeTracker.Clear();
        return why is null
            ? Results.LocalRedirect($"{ManageLibrary.Path}/requests/{id}")
            : await Show((await Find(id, actor, db, cancel))!, form.State.Refused(why, "id"), actor, library, directory, cancel, Pages.StatusOf(why));
    }

    private static Task<LibraryRequestRow?> Find(string id, Actor actor, CatalogueDb db, CancellationToken cancel)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return db.Set<LibraryRequestRow>().SingleOrDefaultAsync(r => r.Id == id && r.Place >= from && r.Place < end, cancel);
    }

    private static async Task<IResult> Show(
        LibraryRequestRow row, FormState form, Actor actor, Library library, IDirectory directory, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var entry = LibraryEntry.Read(row.Body);
        var near = (await library.Index(cancel)).Nearest(row.Kind, row.Name).Select(ManageLibrary.LineOf).ToList();
        return Pages.Show<AnswerPage>(
            new AnswerModel(
                row.Id, row.Name, LibraryWords.Code(row.Kind), LibraryWords.Title(row.Kind), [.. LibraryParts.Of(row.Kind).Select(p => new SummaryRowModel(p.Label, p.Show(entry))).Where(r => r.Value.Length > 0)],
                row.Reason, directory.Organisation(row.Organisation)?.Name ?? row.Organisation, row.At, StateWords(row.State), row.Answer, row.Entry, near, form,
                row.State == RequestState.Open && actor.Role == Role.ManagementOfficer),
            status);
    }

    private static string StateWords(RequestState state) => state switch
    {
        RequestState.Open => "等管理机构答复",
        RequestState.Granted => "已登记",
        RequestState.Same => "就是已有的条目",
        _ => "没有登记",
    };

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Key();
}

/// <param name="Near">是不是这些.</param>
public sealed record RequestModel(string List, string Title, string Name, IReadOnlyList<LibraryLineModel> Near, FormState Form);

public sealed record RequestLineModel(string Id, string Name, string List, string Organisation, Instant At, bool Open, string State);

public sealed record RequestsModel(IReadOnlyList<RequestLineModel> Lines);

public sealed record AnswerModel(
    string Id, string Name, string List, string Title, IReadOnlyList<SummaryRowModel> Parts, string Reason, string Organisation, Instant At, string State, string? Answer, string? Entry,
    IReadOnlyList<LibraryLineModel> Near, FormState Form, bool MayAnswer);
