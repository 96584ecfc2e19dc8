using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>公共服务领域: <see cref="ShowCoverage"/>.</summary>
public sealed class CoverageTests
{
    private static readonly string[] Nine = ["公共教育", "劳动就业", "社会保险", "医疗卫生", "养老服务", "社会服务", "住房保障", "文化体育", "残疾人服务"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("shinan-officer", "370202", "残疾人服务")]
    [InlineData("xinji-officer", "130181", "住房保障")]
    [Clause("QD-4-2")]
    [Clause("HB-1.1-2")]
    public async Task With_items_in_eight_of_nine_domains_exactly_the_ninth_is_missing(string officer, string place, string missing)
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 09:00");
        await using (var scope = world.Services.CreateAsyncScope())
        await using (var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<CatalogueDb>>().CreateDbContextAsync(Cancel))
        {
            var sample = SeedItemsTests.All.First(g => g.Item.StartsWith(place, StringComparison.Ordinal) && g.Combination is null);
            // What the seed has of the missing domain counts for another one.
            var own = SeedItemsTests.All.Where(g => g.Domain == missing && g.Combination is null).Select(g => g with { Domain = Nine.First(d => d != missing), EffectiveFrom = world.Now.Date });
            await Publication.Publish(db, [.. own, .. Nine.Where(d => d != missing).Select((d, i) => sample with
            {
                Item = $"{place}-service-{i}", Name = $"{d}登记", Type = ItemType.PublicService, Domain = d, Place = RegionCode.Parse(place), EffectiveFrom = world.Now.Date, BasicCode = null, ImplementationCode = null, HandlingCode = null,
            })], "test", world.Now, Cancel);
            scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
        }

        var page = await (await world.SignIn(officer)).Get(ShowCoverage.Path);
        Assert.Equal(missing, page.Text(".missing"));
    }

    [Fact]
    public void The_seeds_public_services_name_a_domain_of_the_place()
    {
        var services = SeedItemsTests.All.Where(g => g.Type == ItemType.PublicService && g.Combination is null).ToList();
        Assert.True(services.Count > 20);
        Assert.All(services, g => Assert.Contains(g.Domain, Nine));
    }
}
