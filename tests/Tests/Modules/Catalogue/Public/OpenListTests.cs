using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>公开清单: <see cref="OpenLists"/>, <see cref="ListFiles"/>.</summary>
public sealed class OpenListTests : IAsyncLifetime
{
    private World world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await World.Start(World.Sqlite);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Clause("CQ-22-1")]
    public async Task An_item_of_no_visit_or_one_is_on_the_list_and_one_of_two_is_not()
    {
        const string Twice = "370202-food-business";
        await using (var scope = world.Services.CreateAsyncScope())
        await using (var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<CatalogueDb>>().CreateDbContextAsync(Cancel))
        {
            await Publication.Publish(db, [SeedItemsTests.All.Single(g => g.Item == Twice) with { Visits = 2, EffectiveFrom = world.Now.Date }], "test", world.Now, Cancel);
            scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
        }

        var list = await world.Browser().Get("/lists/one-visit?place=370202");
        var visits = list.Page.QuerySelectorAll("tbody tr").ToDictionary(r => r.QuerySelector("a")!.GetAttribute("href")!["/items/".Length..], r => r.QuerySelector("td:last-child")!.TextContent);
        var mine = SeedItemsTests.All.Where(g => g.Item.StartsWith("370202", StringComparison.Ordinal)).Select(g => g.Item == Twice ? g with { Visits = 2 } : g).ToList();
        Assert.Contains(mine, g => g.Visits == 0);
        Assert.Contains(mine, g => g.Visits == 1);
        foreach (var guide in mine) Assert.Equal((guide.Item, guide.Visits <= 1 ? $"{guide.Visits}" : null), (guide.Item, visits.GetValueOrDefault(guide.Item)));
    }

    [Fact]
    public async Task Every_list_opens_and_comes_as_csv_excel_and_json_with_the_same_lines()
    {
        var browser = world.Browser();
        var index = await browser.Get("/lists");
        var all = index.Page.QuerySelectorAll(".results a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.True(all.Count >= 10);
        foreach (var path in all) Assert.Equal((System.Net.HttpStatusCode.OK, path), ((await browser.Get(path)).Status, path));
        foreach (var key in ItemList.All.Select(l => l.Key))
        {
            var rows = (await browser.Get($"/lists/{key}?place=370202")).Page.QuerySelectorAll("tbody tr").Length;
            var csv = await browser.Client.GetByteArrayAsync($"/lists/{key}?place=370202&file=csv", Cancel);
            Assert.Equal(Encoding.UTF8.GetPreamble(), csv[..3]);
            Assert.Equal(rows + 1, Encoding.UTF8.GetString(csv[3..]).Split("\r\n").TakeWhile(l => l.Length > 0).Count());
            using var json = JsonDocument.Parse(await browser.Client.GetByteArrayAsync($"/lists/{key}?place=370202&file=json", Cancel));
            Assert.Equal(rows, json.RootElement.GetProperty("rows").GetArrayLength());
            Assert.Contains("市南区", json.RootElement.GetProperty("placeName").GetString(), StringComparison.Ordinal);
            using var book = SpreadsheetDocument.Open(new MemoryStream(await browser.Client.GetByteArrayAsync($"/lists/{key}?place=370202&file=xlsx", Cancel)), isEditable: false);
            Assert.Equal(rows + 1, book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().TakeWhile(r => r.HasChildren).Count());
        }
    }

    [Fact]
    public async Task One_paper_means_that_nothing_but_the_identity_is_brought()
    {
        var listed = (await world.Browser().Get("/lists/one-paper?place=370202")).Page.QuerySelectorAll("tbody tr a").Select(a => a.GetAttribute("href")!["/items/".Length..]).ToHashSet();
        var food = SeedItemsTests.All.Single(g => g.Item == "370202-food-business");
        Assert.DoesNotContain(food.Item, listed);
        Assert.True(ItemList.OnlyOnePaper(food with { Materials = [] }));
        Assert.False(ItemList.OnlyOnePaper(food));
        var identity = food.Materials[0] with { Name = "居民身份证", Kind = Contracts.MaterialKind.Certificate, Source = Contracts.MaterialSource.Applicant, Required = true };
        Assert.True(ItemList.OnlyOnePaper(food with { Materials = [identity] }));
        Assert.False(ItemList.OnlyOnePaper(food with { Materials = [identity, identity with { Name = "房产证" }] }));
        Assert.True(ItemList.OnlyOnePaper(food with { Materials = [identity, identity with { Name = "房产证", Source = Contracts.MaterialSource.Shared }] }));
    }
}
