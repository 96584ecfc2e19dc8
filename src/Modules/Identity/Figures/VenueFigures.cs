using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>政务服务场所的数: a place's own, with those of the functional zones that its office guides (青岛基层方案 二（四）1).</summary>
internal static class VenueFigures
{
    public static Figure Of(RegionCode place, DirectorySnapshot directory, RegionLevel? level = null) =>
        Metrics.VenuesCounted.Of(Halls(place, directory).Count(o => level is null || LevelOf(o) == level));

    public static Figure OfZone(RegionCode zone, DirectorySnapshot directory) => Metrics.VenuesCounted.Of(Halls(zone, directory).Count());

    /// <summary>The zones that count with this place: guided by the office that sits there, and not within its range anyway.</summary>
    public static IReadOnlyList<Organisation> Zones(RegionCode place, DirectorySnapshot directory) =>
    [
        .. directory.All.Where(k => k.Organisation.Kind == OrganisationKind.FunctionalZone && !place.Contains(k.Organisation.Region)
            && k.GuidedBy is { } office && directory.Find(office)?.Organisation.Region == place).Select(k => k.Organisation).OrderBy(o => o.Region.Number),
    ];

    /// <summary>A zone's centre is a county's in rank.</summary>
    private static RegionLevel LevelOf(Organisation hall) => hall.Region.Level <= RegionLevel.County ? RegionLevel.County : hall.Region.Level;

    private static IEnumerable<Organisation> Halls(RegionCode place, DirectorySnapshot directory) =>
        directory.Under(place).Concat(Zones(place, directory).SelectMany(z => directory.Under(z.Region))).Where(o => o.Kind == OrganisationKind.Hall);
}
