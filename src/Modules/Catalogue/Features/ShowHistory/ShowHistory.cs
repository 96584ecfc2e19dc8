using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>指南的历次版本: why, from when, by which office, what was changed; urgent releases with what they were published over; what was made simpler in all.</summary>
internal static class ShowHistory
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/items/{item}/history", Handle).WithName(nameof(ShowHistory)).AllowEveryone();

    private static async Task<IResult> Handle(string item, CatalogueDb db, PublishedGuides guides, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        if (await guides.StandingOf(item, cancel) is not { } standing)
            return Pages.Refuse(new Refusal("catalogue.not-found", "这个事项没有公布过办事指南，或者地址输错了。", Laws.Lists));
        var published = await db.Versions.AsNoTracking().Where(v => v.Item == item).OrderByDescending(v => v.Version).Select(v => new { v.Version, v.EffectiveAt, v.PublishedAt }).ToListAsync(cancel);
        var reasons = await Reasons(db, item, cancel);
        var requests = await Requests(db, [.. reasons.Values.Select(r => r.Origin)], cancel);
        var versions = new List<GuideVersionModel>();
        foreach (var version in published)
        {
            if (await guides.Version(item, version.Version, cancel) is not { } guide) continue;
            var before = version.Version > 1 ? await guides.Version(item, version.Version - 1, cancel) : null;
            var reason = reasons.GetValueOrDefault(version.Version);
            var simpler = before is null ? null : Simplification.Of(before, guide);
            versions.Add(new GuideVersionModel(
                version.Version, version.EffectiveAt.Date, version.PublishedAt, OfficeOf(guide, directory), version.Version == standing.InForce(clock.Now()), version.EffectiveAt > clock.Now(),
                reason is null ? "首次公布" : $"{RequestWords.Of(reason.Reason)}：{reason.Why}", await FollowChanges.Differences(guides, item, version.Version, cancel),
                simpler is { Nothing: false } ? simpler.Words : null, UrgentOf(requests, reason, clock.Now())));
        }

        var (first, last) = (await guides.Version(item, published[^1].Version, cancel), await guides.Version(item, published[0].Version, cancel));
        var total = first is not null && last is not null && first != last ? Simplification.Of(first, last) : null;
        return Pages.Show<HistoryPage>(new GuideHistoryModel(
            item, last?.Name ?? item, total is { Nothing: false } ? total.Words : null, versions,
            [.. standing.Timeline.Changes.Select(c => $"{Words.ShortOf(c.From.Date)}起{ItemChangeWords.Short(c.Step)}：{c.Reason}")]));
    }

    /// <summary>The version of the implementation list that brought each version of the guide.</summary>
    private static async Task<Dictionary<int, ListVersionRow>> Reasons(CatalogueDb db, string item, CancellationToken cancel)
    {
        var lines = db.ListLines.AsNoTracking().Where(l => l.Key == item && l.List == ListKind.Implementation && (l.Step == ListStep.Added || l.Step == ListStep.Changed));
        var found = await lines.Join(
            db.ListVersions.AsNoTracking(), l => new { l.Place, l.List, l.Number }, v => new { v.Place, v.List, v.Number }, (l, v) => new { l.Guide, Version = v }).ToListAsync(cancel);
        return found.GroupBy(f => f.Guide).ToDictionary(g => g.Key, g => g.First().Version);
    }

    private static async Task<Dictionary<string, RequestRow>> Requests(CatalogueDb db, List<string> origins, CancellationToken cancel) =>
        await db.Requests.AsNoTracking().Where(r => origins.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);

    private static UrgentReleaseModel? UrgentOf(Dictionary<string, RequestRow> requests, ListVersionRow? reason, Instant now)
    {
        if (reason is null || requests.GetValueOrDefault(reason.Origin) is not { } row || ChangeRequests.Read(row).Urgent is not { } urgent) return null;
        return new UrgentReleaseModel(urgent.Reason, urgent.Findings, urgent.MendBy, row.MendBy is null, row.MendBy is { } by && by < now.Date);
    }

    private static string OfficeOf(Guide guide, IDirectory directory) => ReviewParties.OfficeOf(guide.Place, directory)?.Name ?? directory.PlaceName(guide.Place);
}

/// <param name="Mended">What it was published over has been put right.</param>
public sealed record UrgentReleaseModel(string Reason, IReadOnlyList<string> Findings, DateOnly MendBy, bool Mended, bool Late);

/// <param name="Simpler">Against the version before: "材料 -2 项".</param>
public sealed record GuideVersionModel(
    int Version, DateOnly From, Instant PublishedAt, string Office, bool InForce, bool Coming, string Why, IReadOnlyList<OldAndNewModel> Differences, string? Simpler, UrgentReleaseModel? Urgent);

/// <param name="Total">From the first version to the last.</param>
/// <param name="Changes">取消、停办、恢复, a line each.</param>
public sealed record GuideHistoryModel(string Item, string Name, string? Total, IReadOnlyList<GuideVersionModel> Versions, IReadOnlyList<string> Changes);
