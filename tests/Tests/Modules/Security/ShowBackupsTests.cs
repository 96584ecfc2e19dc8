using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Security;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Security;

public sealed class ShowBackupsTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-4.4-6")]
    public async Task A_test_of_restoring_thirteen_months_old_is_an_alert_and_a_new_one_ends_it(string database)
    {
        await using var world = await World.Start(database, "2025-04-03 09:00");
        await Record(world, BackupRunKind.Backup, "2025-04-03 02:00");
        await Record(world, BackupRunKind.RestoreTest, "2024-03-03 02:00");
        var administrator = await world.SignIn("system-admin");
        var page = await administrator.Get(ShowBackups.Path);
        Assert.Contains("上次恢复演练是2024年3月3日", page.Text(".notice"), StringComparison.Ordinal);
        var watch = await administrator.Get(WatchSecurity.Path);
        Assert.Contains("上次恢复演练是2024年3月3日", watch.Row("恢复演练"), StringComparison.Ordinal);
        Assert.NotNull(watch.Page.QuerySelector($".places a[href='{WatchSecurity.Path}'] .urgent"));

        await Record(world, BackupRunKind.RestoreTest, "2025-04-03 08:00");
        page = await administrator.Get(ShowBackups.Path);
        Assert.Null(page.Page.QuerySelector(".notice"));
        Assert.Contains("一份", page.Row("恢复演练"), StringComparison.Ordinal);
        Assert.Null((await administrator.Get(WatchSecurity.Path)).Page.QuerySelector($".places a[href='{WatchSecurity.Path}'] .urgent"));
    }

    private static async Task Record(World world, BackupRunKind kind, string at)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.Add(new BackupRunRow { Id = Guid.CreateVersion7().ToString("N"), Kind = kind, At = World.At(at), File = "一份", Ok = true });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
