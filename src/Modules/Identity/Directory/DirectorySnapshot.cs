using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>An organisation with what only this module asks of it.</summary>
internal sealed record Known(Organisation Organisation, string? Parent, string? GuidedBy, string? EmpoweredBy, IReadOnlyList<UnitRow> Units);

/// <summary>All regions and organisations at one moment. Immutable: whoever asks gets one consistent picture.</summary>
internal sealed class DirectorySnapshot
{
    private readonly Dictionary<RegionCode, Region> regions;
    private readonly ILookup<RegionCode, Region> below;
    private readonly Dictionary<string, Known> organisations;
    private readonly Organisation[] byRegion;
    private readonly long[] regionOf;

    public DirectorySnapshot(
        long version, IReadOnlyCollection<RegionRow> regions, IReadOnlyCollection<OrganisationRow> organisations, IEnumerable<UnitRow> units)
    {
        Version = version;
        this.regions = regions.ToDictionary(r => r.Code, r => new Region(r.Code, r.Name, r.FullName));
        below = regions.OrderBy(r => r.Code.Number).ToLookup(r => r.Parent, r => this.regions[r.Code]);
        var names = organisations.ToDictionary(o => o.Id, o => o.Name);
        var unitsOf = units.OrderByDescending(u => u.Handles).ThenBy(u => u.Name, StringComparer.Ordinal).ToLookup(u => u.Organisation);
        this.organisations = organisations.ToDictionary(o => o.Id, o => new Known(Named(o, names), o.Parent, o.GuidedBy, o.EmpoweredBy, [.. unitsOf[o.Id]]));
        byRegion = [.. this.organisations.Values.Select(k => k.Organisation).OrderBy(o => o.Region.Number).ThenBy(o => o.Kind).ThenBy(o => o.Id, StringComparer.Ordinal)];
        regionOf = [.. byRegion.Select(o => o.Region.Number)];
    }

    public long Version { get; }

    public Known? Find(string id) => organisations.GetValueOrDefault(id);

    public Region? Region(RegionCode code) => regions.GetValueOrDefault(code);

    public IReadOnlyList<Region> RegionsBelow(RegionCode code) => [.. below[code]];

    public IEnumerable<Region> Regions => regions.Values.OrderBy(r => r.Code.Number);

    public IEnumerable<Known> All => organisations.Values;

    public IReadOnlyList<Organisation> Under(RegionCode place)
    {
        var from = FirstAtOrAfter(place.Number);
        var to = FirstAtOrAfter(place.End);
        return new ArraySegment<Organisation>(byRegion, from, to - from);
    }

    private int FirstAtOrAfter(long code)
    {
        var (low, high) = (0, regionOf.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (regionOf[middle] < code) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>An entrusted organisation acts in the name of the organ that entrusted it (行政许可法 第二十四条); every other in its own.</summary>
    private static Organisation Named(OrganisationRow row, Dictionary<string, string> names) => new(
        row.Id, row.Name, row.ShortName, row.Kind, row.Region,
        row is { Kind: OrganisationKind.Entrusted, Bearer: { } bearer } ? names[bearer] : row.Name,
        row.CreditCode, row.Phone, row.Address) { Line = row.Line };
}
