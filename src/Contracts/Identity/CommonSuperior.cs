using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// 共同的上级业务主管部门 (青岛办法 第三十三条): who leads where several places have to agree. The nearest region above all of them in which a department of
/// the same line sits.
/// </summary>
public static class CommonSuperior
{
    /// <param name="line">业务条线 of the departments that disagree (<see cref="Organisation.Line"/>).</param>
    /// <param name="places">Their places, in any order; a place above another is a party, not the superior.</param>
    /// <param name="seatedAt">The organisations whose seat is this very region.</param>
    /// <returns>Null: the directory knows none.</returns>
    public static Organisation? Of(string? line, IReadOnlyCollection<RegionCode> places, Func<RegionCode, IEnumerable<Organisation>> seatedAt)
    {
        if (line is null || places.Count == 0) return null;
        return places.First().UpTheTree().Where(above => places.All(p => p != above && above.Contains(p)))
            .Select(above => seatedAt(above).Where(o => o.Line == line && o.Kind != OrganisationKind.Hall).OrderBy(o => o.Id, StringComparer.Ordinal).FirstOrDefault())
            .FirstOrDefault(found => found is not null);
    }

    public static Organisation? Of(string? line, IReadOnlyCollection<RegionCode> places, IDirectory directory) =>
        Of(line, places, place => directory.OrganisationsUnder(place).Where(o => o.Region == place));
}
