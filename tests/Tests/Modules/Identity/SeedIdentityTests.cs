using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

public sealed class SeedIdentityTests
{
    [Fact]
    public async Task Seeding_twice_changes_nothing()
    {
        await using var rig = await IdentityRig.Start();
        await IdentityModule.SeedDemonstration(rig.Services);
        var first = await Everything(rig);
        var version = rig.Get<InMemoryDirectory>().Now.Version;
        await IdentityModule.SeedDemonstration(rig.Services);
        Assert.Equal(first, await Everything(rig));
        Assert.Equal(version, rig.Get<InMemoryDirectory>().Now.Version);
        Assert.True(first.Length > 100);
    }

    [Fact]
    public async Task What_somebody_changed_since_stays_changed()
    {
        await using var rig = await IdentityRig.Start();
        await IdentityModule.SeedDemonstration(rig.Services);
        await using (var db = rig.Db())
        {
            var hall = await db.Organisations.SingleAsync(o => o.Id == "370202-hall");
            hall.Phone = "0532-55509999";
            await db.SaveChangesAsync();
        }

        await IdentityModule.SeedDemonstration(rig.Services);
        rig.Get<InMemoryDirectory>().Refresh();
        Assert.Equal("0532-55509999", rig.Get<IDirectory>().Organisation("370202-hall")?.Phone);
    }

    [Fact]
    public async Task Real_use_starts_with_the_places_and_without_any_demonstration()
    {
        await using var rig = await IdentityRig.Start(demonstration: false);
        await IdentityModule.SeedRegions(rig.Services);
        await Assert.ThrowsAsync<InvalidOperationException>(() => IdentityModule.SeedDemonstration(rig.Services));
        Assert.Equal("市南区", rig.Get<IDirectory>().PlaceName(RegionCode.Parse("370202")));
        Assert.Empty(rig.Get<IDirectory>().OrganisationsUnder(RegionCode.Nation));
    }

    [Fact]
    public async Task Every_place_has_its_ancestors_and_every_organisation_its_place()
    {
        await using var rig = await IdentityRig.Start();
        await IdentityModule.SeedDemonstration(rig.Services);
        var directory = rig.Get<InMemoryDirectory>();
        Assert.All(directory.Now.Regions, r => Assert.All(r.Code.UpTheTree().Where(c => c != RegionCode.Nation), c => Assert.NotNull(directory.Region(c))));
        Assert.All(directory.Now.All, o => Assert.NotNull(directory.Region(o.Organisation.Region)));
        Assert.All(directory.Now.All.Where(o => o.Parent is not null), o => Assert.NotNull(directory.Organisation(o.Parent!)));
    }

    private static async Task<string[]> Everything(IdentityRig rig)
    {
        await using var db = rig.Db();
        return
        [
            .. (await db.Regions.ToListAsync()).Select(r => $"{r.Code} {r.Name} {r.FullName} {r.Parent}").Order(StringComparer.Ordinal),
            .. (await db.Organisations.ToListAsync()).Select(o => $"{o.Id} {o.Name} {o.Version} {o.ChangedAt} {o.Phone}").Order(StringComparer.Ordinal),
            .. (await db.Accounts.ToListAsync()).Select(a => $"{a.Id} {a.User} {a.Name} {a.Role} {a.Stamp}").Order(StringComparer.Ordinal),
            .. (await db.Hats.ToListAsync()).Select(h => $"{h.Account} {h.Subject} {h.Capacity} {h.Place}").Order(StringComparer.Ordinal),
            .. (await db.Subjects.ToListAsync()).Select(s => $"{s.Id} {s.NumberIndex} {Convert.ToHexString(s.Box)}").Order(StringComparer.Ordinal),
            .. (await db.Units.ToListAsync()).Select(u => $"{u.Organisation} {u.Name} {u.Handles}").Order(StringComparer.Ordinal),
        ];
    }
}
