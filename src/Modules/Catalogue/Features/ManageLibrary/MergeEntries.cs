using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>合并: two entries that are one thing. Every guide it touches is shown before; guides that name the old entry stay true.</summary>
internal static class MergeEntries
{
    public static void Map(RouteGroupBuilder all)
    {
        all.MapGet("/{list}/{id}/merge", Ask).WithName("AskToMerge").AllowRoles(Role.ManagementOfficer);
        all.MapPost("/{list}/{id}/merge", Merge).WithName(nameof(MergeEntries)).AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Ask(string list, string id, LibraryDesk desk, Library library, CancellationToken cancel, string? into = null) =>
        await Find(list, id, desk, cancel) is { } row ? await Page(row, into, FormState.Empty, desk, library, cancel) : Pages.Refuse(ManageLibrary.NoSuchEntry);

    private static async Task<IResult> Merge(string list, string id, FormReader form, HttpContext context, LibraryDesk desk, Library library, CancellationToken cancel)
    {
        if (await Find(list, id, desk, cancel) is not { } row) return Pages.Refuse(ManageLibrary.NoSuchEntry);
        var target = form.Raw("into") ?? "";
        if (await desk.Find(row.Kind, target, cancel) is not { } into) return Pages.Refuse(ManageLibrary.NoSuchEntry);
        _ = int.TryParse(form.Raw("seen"), out var seen);
        _ = int.TryParse(form.Raw("seenInto"), out var seenInto);
        return (await desk.Merge(row, into, seen, seenInto, context.RequireActor(), cancel)).Try(out _, out var why)
            ? Results.LocalRedirect($"{ManageLibrary.Path}/{list}/{target}")
            : await Page((await Find(list, id, desk, cancel)) ?? row, target, form.State.Refused(why), desk, library, cancel, Pages.StatusOf(why));
    }

    private static async Task<LibraryRow?> Find(string list, string id, LibraryDesk desk, CancellationToken cancel) =>
        LibraryWords.Parse(list) is LibraryKind.Material or LibraryKind.Field && await desk.Find(LibraryWords.Parse(list)!.Value, id, cancel) is { MergedInto: null } row ? row : null;

    private static async Task<IResult> Page(LibraryRow row, string? into, FormState form, LibraryDesk desk, Library library, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var index = await library.Index(cancel);
        var near = index.Nearest(row.Kind, row.Name, 8).Where(e => e.Id != row.Id).Select(ManageLibrary.LineOf).ToList();
        var target = into is null || into == row.Id ? null : await desk.Find(row.Kind, into, cancel);
        if (into is { Length: > 0 } asked && target is null)
        {
            near = [.. index.Named(row.Kind, asked).Concat(index.Nearest(row.Kind, asked, 8)).DistinctBy(e => e.Id).Where(e => e.Id != row.Id).Select(ManageLibrary.LineOf)];
        }

        // Every guide, however many: nobody merges what he has not seen.
        var touched = target is null ? [] : await desk.UsedBy(row.Kind, [.. await desk.IdsOf(row.Kind, row.Id, cancel), .. await desk.IdsOf(row.Kind, target.Id, cancel)], int.MaxValue, cancel);
        return Pages.Show<MergePage>(
            new MergeModel(
                LibraryWords.Code(row.Kind), row.Id, row.Name, row.Version, target?.Id, target?.Name, target?.Version ?? 0, near,
                [.. touched.Select(i => new LibraryUseModel(i.Key, i.Name, i.Organisation))], into, form),
            status);
    }
}

/// <param name="Into">Null: still to be chosen.</param>
/// <param name="Near">是不是这些.</param>
public sealed record MergeModel(
    string List, string Id, string Name, int Seen, string? Into, string? IntoName, int SeenInto, IReadOnlyList<LibraryLineModel> Near, IReadOnlyList<LibraryUseModel> Touched,
    string? Asked, FormState Form);
