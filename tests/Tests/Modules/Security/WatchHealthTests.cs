using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Fees;
using OneWindow.Kernel;
using OneWindow.Security;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Security;

/// <summary>WatchHealth and ShowSettings: the administrators see how the house stands without a command line.</summary>
public sealed class WatchHealthTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task An_undelivered_event_and_a_stuck_queue_stand_on_the_page_with_their_reason(string database)
    {
        await using var world = await World.Start(database, configure: World.Still);
        var administrator = await world.SignIn("system-admin");
        var before = await administrator.Get(WatchHealth.Path);
        Assert.Contains(database == World.Postgres ? "PostgreSQL" : "SQLite", before.Row("数据库"), StringComparison.Ordinal);
        Assert.Contains("都送到了", before.Row("模块之间的消息"), StringComparison.Ordinal);
        Assert.Contains("GB", before.Row("数据目录所在的磁盘"), StringComparison.Ordinal);
        // Its loops were left out of this world.
        Assert.Contains("没有运行", before.Row("收费对账"), StringComparison.Ordinal);

        await using (var db = await world.Services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var row = OutboxRow.Of(RegionCode.Nation, "case.accepted/1", world.Now, new { });
            (row.Attempts, row.Error) = (4, "DbUpdateException");
            db.Add(row);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using (var db = await world.Services.GetRequiredService<IDbContextFactory<FeesDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var day = new DayRow { Id = "2025-03-02" };
            day.Fail("财政的对账文件读不了");
            db.Add(day);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var after = await administrator.Get(WatchHealth.Path);
        Assert.Contains("case.accepted/1 还没有送到，试了 4 次：DbUpdateException", after.Row("模块之间的消息"), StringComparison.Ordinal);
        Assert.Contains("有没办成的：财政的对账文件读不了", after.Row("收费对账"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_loop_says_when_it_ran_last_and_every_one_has_words()
    {
        await using var world = await World.Start(World.Sqlite);
        var works = world.Services.GetServices<IDueWork>().OfType<DueLoop>().ToList();
        Assert.Equal(works.Count, works.Select(w => w.Title).Distinct().Count());
        var page = await (await world.SignIn("audit-admin")).Get(WatchHealth.Path);
        foreach (var work in works) Assert.Contains(work.Title, page.Row(work.Title), StringComparison.Ordinal);
        await world.Settle();
        for (var i = 0; i < 100 && works.Exists(w => w.LastRound is null); i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Null(works.Find(w => w.LastRound is null)?.Title);
    }

    [Fact]
    public async Task Settings_and_keys_are_shown_as_the_command_prints_them_what_is_not_met_first()
    {
        await using var world = await World.Start(World.Sqlite);
        var page = await (await world.SignIn("security-admin")).Get(ShowSettings.Path);
        Assert.Contains("连续输错 5 次，锁定 15 分钟", page.Row("登录失败锁定、会话超时"), StringComparison.Ordinal);
        Assert.Contains("起使用，用 rotate-key 更换", page.Row("存储的完整性和保密性"), StringComparison.Ordinal);
        var standing = page.Page.QuerySelectorAll("tbody tr").Select(r => r.TextContent.Contains("不符合", StringComparison.Ordinal)).ToList();
        Assert.Contains(true, standing);
        Assert.Equal(standing.OrderDescending(), standing);
    }
}
