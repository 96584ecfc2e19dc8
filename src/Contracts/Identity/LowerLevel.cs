using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>下一级: who stands one level below an organisation, by its line or as a management office. What lies deeper is those below's own matter.</summary>
public static class LowerLevel
{
    /// <summary>下级对口部门 (青岛办法 第十一条, 重庆办法 第十一条): the departments of the same line next below; empty for an organisation of no line.</summary>
    public static IReadOnlyList<Organisation> LineBelow(this IDirectory directory, string organisation) =>
        directory.Organisation(organisation) is { Line: { } line } own
            ? Next(directory, own.Region, o => o.Line == line && o.Kind != OrganisationKind.Hall)
            : [];

    /// <summary>下级政务服务管理机构 (青岛办法 第十条): the offices next below a place; in towns and streets, which have none, their government.</summary>
    public static IReadOnlyList<Organisation> OfficesBelow(this IDirectory directory, RegionCode place) => Next(directory, place, Manages);

    public static bool Manages(Organisation organisation) =>
        organisation.Kind is OrganisationKind.ManagementOffice or OrganisationKind.FunctionalZone
        || (organisation.Kind == OrganisationKind.Government && organisation.Region.Level >= RegionLevel.Town);

    private static List<Organisation> Next(IDirectory directory, RegionCode place, Func<Organisation, bool> counts)
    {
        var below = directory.OrganisationsUnder(place).Where(o => o.Region != place && counts(o)).ToList();
        var seats = below.Select(o => o.Region).ToHashSet();
        return [.. below.Where(o => !o.Region.UpTheTree().Any(above => above != o.Region && above != place && place.Contains(above) && seats.Contains(above)))];
    }
}
