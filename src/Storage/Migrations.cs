using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// Brings the schema up to date at start. One query tells whether anything changed (asking each module costs 40 ms a module). On SQLite
/// the data folder is locked first: with the lock held, a row in EF's migration lock table is left over from a killed start by
/// definition and is removed, or EF would wait for it for ever.
/// </summary>
public sealed class Migrations(Database database, IEnumerable<ModuleDb> contexts)
{
    public async Task Run(CancellationToken cancel = default)
    {
        var all = contexts.OrderBy(c => c is PlatformDb ? 0 : 1).ThenBy(c => c.Module, StringComparer.Ordinal).ToList();
        var stamp = Stamp(all);
        if (await StampOf(cancel) == stamp) return;

        using var folderLock = database.Kind == DatabaseKind.Sqlite ? Lock() : null;
        foreach (var context in all)
        {
            if (folderLock is not null) await ForgetDeadLock(cancel);
            await context.Database.MigrateAsync(cancel);
        }

        await WriteStamp(stamp, cancel);
    }

    private static string Stamp(IEnumerable<ModuleDb> all)
    {
        var ids = all.SelectMany(c => c.GetService<IMigrationsAssembly>().Migrations.Keys.Select(id => $"{c.Module}:{id}"));
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', ids))));
    }

    /// <summary>One process at a time owns the folder while it migrates; a second start says so instead of waiting in silence.</summary>
    private FileStream Lock()
    {
        try
        {
            return new FileStream(Path.Combine(database.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"数据目录 {database.Folder} 正被另一个进程升级，请等它结束后再启动。", e);
        }
    }

    private async Task ForgetDeadLock(CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where name = '__EFMigrationsLock'";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture) == 0) return;
        command.CommandText = "delete from \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<string?> StampOf(CancellationToken cancel)
    {
        try
        {
            await using var connection = await database.Connect(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = $"select \"Value\" from {database.Table(PlatformDb.Name, "settings")} where \"Name\" = 'schema-stamp'";
            return await command.ExecuteScalarAsync(cancel) as string;
        }
        catch (DbException e) when (e is Microsoft.Data.Sqlite.SqliteException or Npgsql.PostgresException)
        {
            return null; // No table yet: the first start.
        }
    }

    private async Task WriteStamp(string stamp, CancellationToken cancel)
    {
        var platform = contexts.OfType<PlatformDb>().Single();
        var row = await platform.Settings.FindAsync(["schema-stamp"], cancel);
        if (row is null) platform.Add(new SettingRow { Name = "schema-stamp", Version = 1, Value = stamp, ChangedAt = new Instant(0) });
        else (row.Value, row.Version) = (stamp, row.Version + 1);
        await platform.SaveChangesAsync(cancel);
    }
}
