using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>现场核查 on the case's page: when, who, what failed with its article, the photographs.</summary>
internal static class SiteLines
{
    public static async Task<SiteVisitModel?> Of(OpenCase open, IReadOnlyList<CaseEntry> log, Actor actor, bool handles, IMaterials materials, CancellationToken cancel)
    {
        if (open.State.Work?.Visit is not { } visit) return null;
        var (kind, standing) = visit switch
        {
            { Standing: VisitStanding.Proposed } => (StatusKind.Soon, "等申请人确认"),
            { Standing: VisitStanding.Moved } => (StatusKind.Soon, "申请人请求改期，请重新约定"),
            { Standing: VisitStanding.Agreed } => (StatusKind.Active, "已约定"),
            { Failed.Count: > 0 } => (StatusKind.Bad, "有不合格"),
            _ => (StatusKind.Done, "合格"),
        };
        var photos = new List<HeldFileModel>();
        foreach (var file in log.Select(e => CaseEnvelope.Read(e.Body).Event).OfType<VisitRecorded>().SelectMany(e => e.Files))
        {
            var stored = await materials.Find(file.File, cancel);
            photos.Add(new HeldFileModel(stored?.Name ?? "照片", handles && stored is not null ? $"/files/{file.File}" : null, Words.Size(file.Size)));
        }

        return new SiteVisitModel(
            $"{Words.Of(visit.On)}{Words.Of(visit.From)}", standing, kind, string.Join('、', visit.Officers.Select(o => RecuseOfficers.NameOf(o, open.Context.Staff))),
            [.. VisitRules.Points(open.Context, visit.Failed ?? []).Select(VisitRules.Line)], photos,
            visit.Standing == VisitStanding.Agreed && visit.Officers.Contains(actor.Id) ? InspectSite.PathOf(open.Number) : null);
    }
}
