using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Found">What the other side found; null: not confirmed yet.</param>
public sealed record HandOverLineModel(string Name, int Originals, int Copies, string? Found);

public sealed record HandOverModel(
    string Number, int List, string Item, string From, string To, Instant SentAt, DateOnly Due, string? Waybill, Instant? ReceivedAt, IReadOnlyList<HandOverLineModel> Lines, int Sheets);

/// <summary>移交清单: one list as a sheet that travels with the papers; whoever may see the case may print it.</summary>
internal static class ShowHandOver
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/work/cases/{number}/hand-overs/{list}", Show).WithName(nameof(ShowHandOver)).AllowRoles(CaseReach.Readers);

    public static string AddressOf(CaseNumber number, int list) => $"/work/cases/{number}/hand-overs/{list}";

    private static async Task<IResult> Show(string number, string list, HttpContext context, Acting acting, IDirectory directory, CancellationToken cancel)
    {
        if (await acting.Open(number, context.RequireActor(), cancel) is not { State.Crossing: { } crossing } open) return Pages.Refuse(Acting.NotFound);
        if (crossing.Lists?.FirstOrDefault(l => l.Number.ToString(CultureInfo.InvariantCulture) == list) is not { } known) return Pages.Refuse(Acting.NotFound);
        var receiver = directory.Organisation(crossing.Organisation)?.Name ?? crossing.Organisation;
        var handler = directory.Organisation(open.State.Organisation)?.Name ?? open.State.Organisation;
        var there = known.To == HandOverTo.Handling;
        return Pages.Show<HandOverPage>(new HandOverModel(
            open.Number.ToString(), known.Number, open.Guide.Name, there ? receiver : handler, there ? handler : receiver, known.SentAt, known.Due, known.Waybill, known.ReceivedAt,
            [.. known.Papers.Select(p => new HandOverLineModel(HandOverRules.NameOf(open.Guide, p.Material), p.Originals, p.Copies, FoundOf(known, p.Material)))],
            known.Papers.Sum(p => p.Originals + p.Copies)));
    }

    private static string? FoundOf(HandOver list, string material) => list.IsOpen
        ? null
        : HandPapersOver.Findings.First(f => f.Value == (list.Faults?.FirstOrDefault(x => x.Material == material)?.Finding ?? PaperFinding.Whole).ToString()).Words;
}
