using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>
/// Reference data is asked for on every page, so it is answered from memory. A change made here is seen at once; one made on another
/// node within a few seconds (<see cref="DirectoryWatch"/>).
/// </summary>
internal sealed class InMemoryDirectory(IDbContextFactory<IdentityDb> contexts) : IDirectory
{
    private readonly Lock loading = new();
    private volatile DirectorySnapshot? snapshot;

    public DirectorySnapshot Now
    {
        get
        {
            if (snapshot is { } known) return known;
            lock (loading)
            {
                return snapshot ??= Load();
            }
        }
    }

    public Organisation? Organisation(string id) => Now.Find(id)?.Organisation;

    public IReadOnlyList<Organisation> OrganisationsUnder(RegionCode place) => Now.Under(place);

    public Region? Region(RegionCode code) => Now.Region(code);

    public IReadOnlyList<Region> RegionsBelow(RegionCode code) => Now.RegionsBelow(code);

    public string PlaceName(RegionCode code)
    {
        // "市辖区" is a row of the national table, not a place that anybody says they live in.
        var nearest = code.UpTheTree().Select(Now.Region).FirstOrDefault(r => r is not null);
        return nearest switch
        {
            null => "全国",
            { Name: "市辖区" } => nearest.FullName,
            _ => nearest.Name,
        };
    }

    /// <summary>Reads the tables again: after a change, or when another node's is noticed.</summary>
    public void Refresh()
    {
        lock (loading)
        {
            snapshot = Load();
        }
    }

    private DirectorySnapshot Load()
    {
        using var db = contexts.CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        // The version first: a change between the reads is then noticed and read again.
        var version = db.Versions.Where(v => v.Name == VersionRow.Directory).Select(v => v.Number).FirstOrDefault();
        return new DirectorySnapshot(version, db.Regions.ToList(), db.Organisations.ToList(), db.Units.ToList());
    }
}
