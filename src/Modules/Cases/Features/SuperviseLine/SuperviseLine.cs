using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>条线监督: the cases of the same line one level lower, to read. What is late comes first, because it is what one looks for.</summary>
internal static class SuperviseLine
{
    public const string Path = "/work/supervised";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(SuperviseLine)).AllowRoles(LineReach.Watchers);

    private static async Task<IResult> Show(
        string? place, string? after, string? of, HttpContext context, WorkLists lists, WorkRows rows, CaseDesk desk, LineReach line, IDirectory directory, CancellationToken cancel)
    {
        var watched = line.Watched(context.RequireActor());
        if (watched.Count == 0) return Pages.Refuse(NoLine);
        if (of is { Length: > 0 } && watched.All(o => o.Id != of)) return Pages.Refuse(LineReach.ReadOnly with { Message = "这个单位不是您条线上的下级单位。" });
        var found = WorkPlace.All.FirstOrDefault(p => p.Key == place) ?? WorkPlace.All.First(p => p.Tray is null);
        var from = ListKey.TryParse(after, out var key) ? key : (ListKey?)null;
        var listed = await lists.PageOf(of is { Length: > 0 } ? [of] : watched.Select(o => o.Id), found, from, ListWork.PageSize + 1, cancel);
        var page = listed.Take(ListWork.PageSize).ToList();
        var organisations = (await desk.Open(page, cancel)).ToDictionary(o => o.Number.ToString(), o => directory.Organisation(o.State.Organisation)?.ShortName ?? "");
        var here = $"{Path}?place={found.Key}{(of is { Length: > 0 } ? $"&of={Uri.EscapeDataString(of)}" : "")}";
        return Pages.Show<SuperviseLinePage>(new SuperviseLineModel(
            [.. WorkPlace.All.Select(p => new MenuLink(p.Words, $"{Path}?place={p.Key}{(of is { Length: > 0 } ? $"&of={Uri.EscapeDataString(of)}" : "")}"))], found.Words,
            [.. watched.Select(o => new ChoiceModel(o.Id, o.Name))], of ?? "", found.Key,
            [.. (await rows.Of(page, cancel)).Select(r => new SupervisedRowModel(r, organisations.GetValueOrDefault(r.Number, "")))],
            listed.Count > ListWork.PageSize ? $"{here}&after={ListKey.Of(page[^1])}" : null, after is null ? null : here));
    }

    private static Refusal NoLine { get; } = new("cases.no-line", "您的机构没有同一条线的下级单位，这里没有可以监督的办件。", new Citation("qingdao-2023", "第十一条"));
}

/// <summary>The link in the workbench's menu, for who has somebody to watch.</summary>
internal sealed class LinePlace(LineReach line) : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<PlaceModel>>(who.Actor() is { } actor && line.Watched(actor).Count > 0 ? [new PlaceModel("条线监督", SuperviseLine.Path)] : []);
}

/// <param name="Places">办件分类, each with its address here.</param>
/// <param name="Now">The one that is shown.</param>
/// <param name="Of">The organisation that is shown alone; empty: all.</param>
public sealed record SuperviseLineModel(
    IReadOnlyList<MenuLink> Places, string Now, IReadOnlyList<ChoiceModel> Organisations, string Of, string Key, IReadOnlyList<SupervisedRowModel> Rows, string? Next, string? First);

public sealed record SupervisedRowModel(WorkRowModel Case, string Organisation);
