using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Catalogue.Combining;

/// <summary>A part's guide is published anew: what becomes of the combinations that have it.</summary>
public sealed class PartsChangeTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private const string Bundle = "370202-newborn";
    private const string Hukou = "370202-hukou-birth";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Both => [BothDatabases.Sqlite, BothDatabases.Postgres];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task The_numbers_move_with_the_part_and_what_no_longer_composes_is_listed_with_its_reason(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        await rig.Seed();
        var before = await Times(rig);
        Assert.Equal((1, 1), (before.Version, before.Part));

        await Import(rig, TimeLimit.WorkingDays(2));
        var after = await Times(rig);
        Assert.Equal((2, 2, before.Sum + 24), (after.Version, after.Part, after.Sum));
        Assert.Null(await Look(rig));

        // Four days do not fit into the five that are promised for the whole: a clerk must look.
        await Import(rig, TimeLimit.WorkingDays(4));
        Assert.Equal(after, await Times(rig));
        Assert.Contains("整体承诺 5 个工作日，各部分按自己的承诺要 7 个工作日", await Look(rig), StringComparison.Ordinal);

        await Import(rig, TimeLimit.WorkingDays(1));
        Assert.Equal((3, 4), ((await Times(rig)).Version, (await Times(rig)).Part));
        Assert.Null(await Look(rig));
    }

    [Fact]
    public async Task A_combination_is_not_imported()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        var whole = SeedItemsTests.All.Single(g => g.Item == Bundle);
        var report = await rig.Import("whole.json", JsonSerializer.Serialize(new[] { whole }, Json.Options));
        Assert.Contains("catalogue.combination-imported", report.ToJson(), StringComparison.Ordinal);
    }

    private static async Task Import(CatalogueRig rig, TimeLimit limit)
    {
        var guide = SeedItemsTests.All.Single(g => g.Item == Hukou) with { PromisedLimit = limit };
        var report = await rig.Import("guides.json", JsonSerializer.Serialize(new[] { guide }, Json.Options));
        Assert.True(report.Accepted == 1, report.ToJson());
    }

    private static async Task<(int Version, int Part, int Sum)> Times(CatalogueRig rig)
    {
        var whole = (await rig.Catalogue.Current(Bundle, Cancel))!;
        var parts = new List<Guide>();
        foreach (var part in whole.Combination!.Parts) parts.Add((await rig.Catalogue.Version(part.Item, part.Version, Cancel))!);
        return (whole.Version, whole.Combination.Part("hukou")!.Version, BeforeAfter.Of(whole, parts).Single(m => m.What == "时限").From);
    }

    private static async Task<string?> Look(CatalogueRig rig)
    {
        await using var db = rig.Db();
        return (await db.Combinations.SingleAsync(c => c.Item == Bundle, Cancel)).Look;
    }
}
