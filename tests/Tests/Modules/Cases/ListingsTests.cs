using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>The lists' own table keeps up with the cases: at once for whoever acted, after a crash by the outbox.</summary>
public sealed class ListingsTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Whoever_acted_finds_the_case_in_its_new_tray_at_once(string database)
    {
        await using var world = await World.Start(database);
        var cases = new FiledCases(world);
        var number = await cases.File();
        Assert.Equal((Tray.ToAccept, 1), await Listed(world, number));
        await cases.Do(number, FiledCases.Clerk(await cases.Guide()), new Accept());
        Assert.Equal((Tray.ToReview, 2), await Listed(world, number));
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task An_act_whose_process_died_before_its_lists_is_listed_by_the_outbox(string database)
    {
        await using var world = await World.Start(database);
        var cases = new FiledCases(world);
        var number = await cases.File();
        var open = (await cases.Desk.Open(number))!;
        // The lane alone: what a process has done that dies between the act and its lists.
        var act = new ActRequest(number, "t-1", FiledCases.Clerk(open.Guide), new Accept(), open.Context, world.Now, null);
        Assert.True((await cases.Lanes.Submit(act)).Try(out _, out _));
        Assert.True((await Audits.Of(world)).Ok, "A list that is behind while its message is on the way is no damage.");
        await using var scope = world.Services.CreateAsyncScope();
        var reaction = scope.ServiceProvider.GetServices<IReaction>().OfType<ListCaseWhenItMoves>().Single();
        await using var platform = await world.Services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContextAsync();
        foreach (var row in await platform.Outbox.AsNoTracking().Where(o => o.Topic.StartsWith("case.")).OrderByDescending(o => o.Id).ToListAsync())
        {
            await reaction.React(new Message(row.Region, row.Id, row.Topic, row.At, row.Body), default);
        }

        Assert.Equal((Tray.ToReview, 2), await Listed(world, number));
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task News_that_arrives_late_never_replaces_newer_news(string database)
    {
        await using var world = await World.Start(database);
        var (cases, listings) = (new FiledCases(world), world.Services.GetRequiredService<CaseListings>());
        var number = await cases.File();
        var before = (await cases.Desk.Open(number))!.State;
        await cases.Do(number, FiledCases.Clerk(await cases.Guide()), new Accept());
        await listings.Show(before);
        Assert.Equal((Tray.ToReview, 2), await Listed(world, number));
    }

    private static async Task<(Tray, int)> Listed(World world, CaseNumber number)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        var row = await db.Listings.AsNoTracking().SingleAsync(l => l.Region == number.Region.Number && l.Id == number.Id);
        return (row.Tray, row.Version);
    }
}
