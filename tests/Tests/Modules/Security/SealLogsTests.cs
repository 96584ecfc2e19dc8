using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Security;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Security;

public sealed class SealLogsTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Cutting_off_the_end_of_a_log_is_noticed_by_the_ledger_also_where_the_database_s_owner_did_it(string database)
    {
        await using var world = await World.Start(database);
        await using (var identity = world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext())
        {
            for (var i = 0; i < 4; i++) await identity.SaveWithEvent(world.Now, SecurityEventKind.SignedIn, $"account-{i}", null, TestContext.Current.CancellationToken);
        }

        await using (var db = world.SecurityDb())
        {
            for (var i = 0; i < 3; i++) await db.SaveWithLine(world.Now, LogKind.Register, null, null, $"第{i}行", TestContext.Current.CancellationToken);
        }

        await world.Settle();
        Assert.Empty(await Damage(world));
        var last = (await world.Services.GetRequiredService<ISecurityLog>().Last())!;
        Assert.Equal(((int)last.Number, last.Hash), await world.Services.GetRequiredService<ILedger>().LastSeal(SealLogs.SecurityLogName));

        // The chain alone is whole after it: nothing in what is left tells that there was more.
        await Cut(world, "identity", "security_events", last.Number - 1);
        await using (var identity = world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext()) Assert.Null(await identity.FirstBroken(TestContext.Current.CancellationToken));
        Assert.Equal(["安全日志"], (await Damage(world)).Select(d => d.Case));
        await Cut(world, "security", "log", 2);
        Assert.Equal(["安全日志", "安全管理日志"], (await Damage(world)).Select(d => d.Case).Order(StringComparer.Ordinal));

        // Going on from the cut, with a line in the place of the one that was there, does not hide it.
        await using (var identity = world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext())
        {
            for (var i = 0; i < 3; i++) await identity.SaveWithEvent(world.Now, SecurityEventKind.SignedIn, "another", null, TestContext.Current.CancellationToken);
        }

        Assert.Contains(await Damage(world), d => d.Case == "安全日志" && d.Sequence == last.Number);
    }

    private static async Task<IReadOnlyList<Damage>> Damage(World world)
    {
        var report = new AuditReport(0, 0, 0, []);
        foreach (var audit in world.Services.GetServices<IAudit>()) report = report.And(await audit.Verify(null, TestContext.Current.CancellationToken));
        return report.Damage;
    }

    private static async Task Cut(World world, string module, string table, long after)
    {
        var store = world.Services.GetRequiredService<Database>();
        await using var connection = await store.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = store.Kind == DatabaseKind.Sqlite
            ? $"drop trigger {module}_{table}_no_delete; delete from {store.Table(module, table)} where \"Number\" > {after}"
            : $"drop trigger {table}_only_grows on {module}.{table}; delete from {module}.{table} where \"Number\" > {after}";
        await command.ExecuteNonQueryAsync();
    }
}
