using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>历次版本、变更公告、清单各版: <see cref="ShowHistory"/>, <see cref="FollowChanges"/>, <see cref="ListOfficial"/>.</summary>
public sealed class HistoryTests
{
    private const string Food = "370202-food-business";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_changed_guide_is_told_old_beside_new_on_the_bulletin_in_the_feed_and_in_its_history(string database)
    {
        await using var world = await World.Start(database, "2024-03-01 09:00");
        var visitor = world.Browser();
        var before = (await world.Services.GetRequiredService<ICatalogue>().Current(Food, Cancel))!;
        await using (var scope = world.Services.CreateAsyncScope())
        await using (var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<CatalogueDb>>().CreateDbContextAsync(Cancel))
        {
            var after = before with { ConsultationPhone = "0532-55509999", Materials = [.. before.Materials.SkipLast(1)], EffectiveFrom = new DateOnly(2024, 3, 4) };
            await Publication.Publish(db, [after], "test", world.Now, Cancel, new ListNote(ListReason.Delegate, "依示范决定下放", "test-1"));
            scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
        }

        var coming = await visitor.Get($"/items/{Food}/history");
        Assert.Contains("还没生效", coming.Text("#v-2"), StringComparison.Ordinal);
        Assert.Contains("现行", coming.Text("#v-1"), StringComparison.Ordinal);
        var list = await visitor.Get("/lists/implementation?place=370202");
        Assert.DoesNotContain("依示范决定下放", list.Text(".page-heading ~ p"), StringComparison.Ordinal);

        await world.MoveTo("2024-03-04 09:00");
        var history = await visitor.Get($"/items/{Food}/history");
        Assert.Contains("现行", history.Text("#v-2"), StringComparison.Ordinal);
        Assert.Contains("下放：依示范决定下放", history.Text("#v-2"), StringComparison.Ordinal);
        Assert.Contains("0532-55509999", history.Text("#v-2 table"), StringComparison.Ordinal);
        Assert.Contains(before.ConsultationPhone, history.Text("#v-2 table"), StringComparison.Ordinal);
        Assert.Contains("材料 -1 项", history.Text("main"), StringComparison.Ordinal);

        var bulletin = await visitor.Get("/lists/changes?place=370202");
        var section = bulletin.Page.QuerySelectorAll("section").First(s => s.TextContent.Contains("依示范决定下放", StringComparison.Ordinal));
        Assert.Contains("0532-55509999", section.TextContent, StringComparison.Ordinal);
        Assert.Contains(before.ConsultationPhone, section.TextContent, StringComparison.Ordinal);

        // The version that was replaced reads as it did, at its own address; both come as files.
        var number = int.Parse(section.Id!.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var old = await visitor.Get($"/lists/implementation?place=370202&version={number - 1}");
        Assert.Contains("这不是现行版本", old.Text("main"), StringComparison.Ordinal);
        string VersionOf(Answer page) => page.Page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("td[data-label=事项标识]")!.TextContent == Food).QuerySelector("td[data-label=指南版本]")!.TextContent;
        Assert.Equal(("第 1 版", "第 2 版"), (VersionOf(old), VersionOf(await visitor.Get("/lists/implementation?place=370202"))));
        Assert.Contains("第 2 版", await visitor.Client.GetStringAsync($"/lists/implementation?place=370202&file=csv", Cancel), StringComparison.Ordinal);

        var feed = XDocument.Parse(await visitor.Client.GetStringAsync("/feed.xml?place=370202", Cancel));
        Assert.Contains(feed.Root!.Elements(Atom + "entry"), e => e.Element(Atom + "summary")!.Value == "依示范决定下放");
        Assert.All(feed.Root.Elements(Atom + "entry"), e => Assert.NotNull(e.Element(Atom + "updated")));
        var item = XDocument.Parse(await visitor.Client.GetStringAsync($"/items/{Food}/feed.xml", Cancel));
        Assert.Contains("0532-55509999", item.Root!.Elements(Atom + "entry").First().Element(Atom + "summary")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_published_has_no_history_and_no_such_version_of_a_list()
    {
        await using var world = await World.Start(World.Sqlite);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await world.Browser().Get("/items/370202-nothing/history")).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await world.Browser().Get("/lists/implementation?place=370202&version=999")).Status);
    }
}
