using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Notices;

/// <summary>
/// 复议机关和法院: the people's government of the county or city to which the body belongs (行政复议法 第二十四条); a government itself: the
/// one above it (第二十四条第一款). The court of first instance is that of the body's county (行政诉讼法 第十四条、第十八条), for a body of the
/// city or a government the text names the competent court in general (第十五条).
/// </summary>
internal static class RemedyFinder
{
    public static RemedyBodies Of(Organisation body, IDirectory directory)
    {
        var ofGovernment = body.Kind == OrganisationKind.Government;
        var own = Governing(body.Region);
        var seat = ofGovernment && own == body.Region ? own.UpTheTree().Skip(1).Select(Governing).First() : own;
        var government = GovernmentOf(seat, directory);
        return new RemedyBodies(
            government,
            seat.Level == RegionLevel.County && !(ofGovernment && own == body.Region) ? government.Replace("人民政府", "人民法院", StringComparison.Ordinal) : null);
    }

    /// <summary>Towns and villages belong to their county's government.</summary>
    private static RegionCode Governing(RegionCode region) =>
        region.UpTheTree().First(r => r.Level is RegionLevel.County or RegionLevel.City or RegionLevel.Province or RegionLevel.Nation);

    private static string GovernmentOf(RegionCode seat, IDirectory directory) =>
        directory.OrganisationsUnder(seat).FirstOrDefault(o => o.Kind == OrganisationKind.Government && o.Region == seat)?.Name
        ?? $"{directory.PlaceName(seat)}人民政府";
}
