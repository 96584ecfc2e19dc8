using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Security;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Security;

public sealed class LogStandsTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_line_three_months_old_cannot_be_deleted_nor_changed_by_anybody_also_not_in_the_database(string database)
    {
        await using var world = await World.Start(database);
        var store = world.Services.GetRequiredService<Database>();
        await using (var identity = world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext())
        {
            await identity.SaveWithEvent(world.Now.Plus(TimeSpan.FromDays(-92)), SecurityEventKind.SignedIn, "somebody", "somebody", TestContext.Current.CancellationToken);
            var old = await identity.SecurityEvents.OrderBy(e => e.Number).LastAsync();
            identity.Remove(old);
            await Assert.ThrowsAsync<DbUpdateException>(() => identity.SaveChangesAsync());
        }

        await using (var db = world.SecurityDb()) await db.SaveWithLine(world.Now, LogKind.Register, null, null, "一行", TestContext.Current.CancellationToken);
        foreach (var table in new[] { store.Table("identity", "security_events"), store.Table("security", "log") })
        {
            await Refused($"delete from {table}");
            await Refused($"update {table} set \"Hash\" = \"Hash\"");
            if (database == World.Postgres) await Refused($"truncate {table}");
        }

        Assert.True(await store.OnlyGrows("identity", "security_events"));
        Assert.NotNull(await world.Services.GetRequiredService<ISecurityLog>().Last());

        async Task Refused(string statement)
        {
            await using var connection = await store.Connect();
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            var thrown = await Assert.ThrowsAnyAsync<DbException>(() => command.ExecuteNonQueryAsync());
            Assert.Contains(OnlyGrowing.Refused, thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_of_line_has_words_or_neither_the_page_nor_the_receiver_nor_the_seal_would_get_past_it() =>
        Assert.All(Enum.GetValues<SecurityEventKind>(), kind => Assert.NotEmpty(ReadSecurityLog.WordsOf(
            new SecurityEventRow { Number = 1, At = World.At("2025-03-03 09:00"), Kind = kind, Note = "clerk", Hash = [] })));

    [Fact]
    public async Task Who_is_told_no_stands_in_the_log_with_the_pattern_of_the_address_and_once_a_minute()
    {
        await using var world = await World.Start(World.Sqlite);
        var clerk = await world.SignIn("shinan-clerk");
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get("/workbench/security/assets/370202199001011234")).Status);
        Assert.Equal(HttpStatusCode.Found, (await world.Browser().Get("/workbench/security")).Status);
        await world.Settle();
        await using var db = world.SecurityDb();
        var line = await db.Log.SingleAsync(l => l.Kind == LogKind.Refusal);
        Assert.Equal("GET /workbench/security/assets/{id} 403，Clerk", line.What);
        Assert.NotNull(line.By);
    }
}
