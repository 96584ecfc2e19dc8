using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

public sealed class DirectoryTests
{
    [Theory]
    [InlineData("370202001001", "云霄路社区")]
    [InlineData("500103", "渝中区")]
    [InlineData("500100", "重庆市")]
    [InlineData("370202999000", "市南区")]
    [InlineData("370271", "青岛高新区")]
    [InlineData("0", "全国")]
    public async Task A_place_has_a_name_that_people_say(string code, string name)
    {
        await using var rig = await Seeded();
        Assert.Equal(name, rig.Get<IDirectory>().PlaceName(RegionCode.Parse(code)));
    }

    [Fact]
    public async Task A_county_level_city_that_the_province_governs_stands_below_the_province()
    {
        await using var rig = await Seeded();
        Assert.Contains(rig.Get<IDirectory>().RegionsBelow(RegionCode.Parse("130000")), r => r.Name == "辛集市");
    }

    [Fact]
    public async Task Organisations_under_a_place_are_exactly_those_in_its_range()
    {
        await using var rig = await Seeded();
        var directory = rig.Get<InMemoryDirectory>();
        foreach (var place in directory.Now.Regions.Select(r => r.Code).Append(RegionCode.Nation))
        {
            Assert.Equal(
                directory.Now.All.Select(o => o.Organisation.Id).Where(id => place.Contains(directory.Organisation(id)!.Region)).Order(StringComparer.Ordinal),
                directory.OrganisationsUnder(place).Select(o => o.Id).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task An_entrusted_organisation_names_the_organ_that_bears_its_acts()
    {
        await using var rig = await Seeded();
        var entrusted = rig.Get<IDirectory>().Organisation("370202-jiuye");
        Assert.Equal("青岛市市南区人力资源和社会保障局", entrusted?.BearerName);
        Assert.Equal("青岛市市南区社会保险事业中心", rig.Get<IDirectory>().Organisation("370202-shebao")?.BearerName);
    }

    [Fact]
    public async Task A_change_is_seen_after_a_refresh_and_an_old_picture_stays_whole()
    {
        await using var rig = await Seeded();
        var directory = rig.Get<InMemoryDirectory>();
        var before = directory.Now;
        await using (var db = rig.Db())
        {
            (await db.Organisations.SingleAsync(o => o.Id == "370200-customs")).Phone = "0532-55501234";
            await db.Bump(CancellationToken.None);
            await db.SaveChangesAsync();
        }

        directory.Refresh();
        Assert.Equal("0532-55501234", directory.Organisation("370200-customs")?.Phone);
        Assert.NotEqual("0532-55501234", before.Find("370200-customs")?.Organisation.Phone);
        Assert.True(directory.Now.Version > before.Version);
    }

    private static async Task<IdentityRig> Seeded()
    {
        var rig = await IdentityRig.Start();
        await IdentityModule.SeedDemonstration(rig.Services);
        return rig;
    }
}
