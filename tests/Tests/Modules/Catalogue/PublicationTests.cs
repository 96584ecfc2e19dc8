using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue;

public sealed class PublicationTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    public static TheoryData<string> Both => [BothDatabases.Sqlite, BothDatabases.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Both))]
    public async Task The_seed_is_published_once_and_again_without_a_change(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        await rig.Seed();
        await using var db = rig.Db();
        Assert.Equal(SeedItemsTests.All.Count, await db.Items.CountAsync(Cancel));

        await rig.Seed();
        // Also when the files differ in something that is not in the guides.
        Assert.All(await Publication.Publish(db, SeedItemsTests.All, "test", new Instant(1), Cancel), o => Assert.Equal(Published.Unchanged, o));
        Assert.Equal(SeedItemsTests.All.Count, await db.Versions.CountAsync(Cancel));
        // The items, and the combinations made of them.
        Assert.Equal(2, await db.ChangeCounts.Select(c => c.Changes).SingleAsync(Cancel));

        var watch = Stopwatch.StartNew();
        await rig.Seed();
        Assert.True(watch.ElapsedMilliseconds < 500, $"A seed without news took {watch.ElapsedMilliseconds} ms.");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_new_version_is_in_force_from_its_day_and_the_old_one_stays_readable(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        var first = SeedItemsTests.All[0];
        var today = rig.Services.GetRequiredService<TimeProvider>().Now().Date;
        await Publish(rig, first);
        Assert.Equal((1, first.Hash), (await rig.Catalogue.Current(first.Item, Cancel)) is { } one ? (one.Version, one.Hash) : default);

        await Publish(rig, first with { Visits = 3 });
        await Publish(rig, first with { Visits = 4, EffectiveFrom = today.AddDays(1) });
        var current = await rig.Catalogue.Current(first.Item, Cancel);
        Assert.Equal((2, 3), (current!.Version, current.Visits));
        Assert.Equal(GuideText.Hash(GuideText.Of(current)), current.Hash);
        Assert.Equal(first.Visits, (await rig.Catalogue.Version(first.Item, 1, Cancel))!.Visits);
        Assert.Equal(4, (await rig.Catalogue.Version(first.Item, 3, Cancel))!.Visits);
        Assert.Null(await rig.Catalogue.Version(first.Item, 4, Cancel));
        Assert.Null(await rig.Catalogue.Current("370202-unheard-of", Cancel));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task What_is_suspended_or_cancelled_keeps_its_guide_and_says_since_when(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        var guide = SeedItemsTests.All[0];
        await Publish(rig, guide);
        var at = rig.Services.GetRequiredService<TimeProvider>().Now();
        foreach (var (number, step) in new[] { (1, ItemStep.Suspended), (2, ItemStep.Cancelled) })
        {
            await using var db = rig.Db();
            db.Add(new ItemChangeRow { Item = guide.Item, Number = number, Step = step, StartsAt = at, Reason = "试", SetBy = "test", SetAt = at });
            await Publication.CountChange(db, Cancel);
            await db.SaveChangesAsync(Cancel);
            rig.Services.GetRequiredService<PublishedGuides>().Forget();
            Assert.Equal(step, (await rig.Catalogue.Timeline(guide.Item, Cancel)).ClosedAt(at)?.Step);
            Assert.Null((await rig.Catalogue.Timeline(guide.Item, Cancel)).ClosedAt(new Instant(at.Microseconds - 1)));
            Assert.NotNull(await rig.Catalogue.Current(guide.Item, Cancel));
        }

        // A new version is no resumption.
        await Publish(rig, guide with { Visits = 9 });
        Assert.NotNull((await rig.Catalogue.Timeline(guide.Item, Cancel)).ClosedAt(at));
    }

    [Fact]
    [Clause("QD-22-2")]
    public async Task Two_departments_items_with_the_same_template_show_the_same_stages()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        await rig.Seed();
        await using var db = rig.Db();
        var guides = new[] { await rig.Catalogue.Current("370202-minimum-living", Cancel), await rig.Catalogue.Current("370202-passport", Cancel) };
        Assert.NotEqual(guides[0]!.Organisation, guides[1]!.Organisation);
        Assert.Equal(guides[0]!.Process, guides[1]!.Process);
        var template = await db.Templates.SingleAsync(t => t.Id == guides[0]!.Process, Cancel);
        foreach (var stage in new[] { "咨询", "预约", "申请", "受理", "审查", "决定", "送达" }) Assert.Contains(stage, template.Stages, StringComparison.Ordinal);
        // A changed process is another version; an unknown one is not published.
        Assert.Contains(GuideRules.Check(guides[0]! with { Process = "general-v2" }, null), f => f.Code == "catalogue.process-unknown");
    }

    private static async Task Publish(CatalogueRig rig, Guide guide)
    {
        await using var db = rig.Db();
        await Publication.Publish(db, [guide], "test", new Instant(1), Cancel);
        rig.Services.GetRequiredService<PublishedGuides>().Forget();
    }
}
