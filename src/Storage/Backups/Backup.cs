using System.Data;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// 备份: every table as of one instant and the sealed files, in one file, while the platform goes on working; the keys of persons beside it in FILE.keys.
/// The installation's secret is in neither.
/// </summary>
/// <remarks>GB/T 22239-2019 8.1.4.9. Files come to lie in their place before a row names them and are never changed, so those that the tables name are there when the tables have been read.</remarks>
public sealed class Backup(Database database, IEnumerable<ModuleDb> contexts, IEnumerable<KeptApart> apart, IEnumerable<KeptFolder> folders, InstallationSecret secret, TimeProvider clock)
{
    internal const int Format = 1;

    public static string KeysOf(string path) => path + ".keys";

    /// <summary>The same secret leaves the same mark.</summary>
    internal static string Mark(InstallationSecret secret) => Convert.ToHexStringLower(Sm3.Of(secret.Derive("backup-mark")));

    public async Task<BackupEnd> Write(string path, CancellationToken cancel)
    {
        var migrations = await Applied(cancel);
        await using var connection = await database.Connect(cancel);
        // One instant for all tables: on SQLite the transaction reads what stood when it first read, on PostgreSQL this level does.
        await using var transaction = await connection.BeginTransactionAsync(
            database.Kind == DatabaseKind.Sqlite ? IsolationLevel.Serializable : IsolationLevel.RepeatableRead, cancel);
        var tables = new Tables(database, connection, transaction);
        var all = await tables.All([.. migrations.Keys], cancel);
        var keys = apart.Select(a => new TableName(a.Module, a.Table)).ToHashSet();

        await using (var beside = new ArchiveWriter(KeysOf(path), secret))
        {
            await beside.Head(Head(true), cancel);
            foreach (var table in all.Where(keys.Contains)) await beside.Table(table, to => tables.Write(table, to, cancel), cancel);
            await beside.Finish(cancel);
        }

        await using var archive = new ArchiveWriter(path, secret);
        await archive.Head(Head(false), cancel);
        foreach (var table in all.Where(t => !keys.Contains(t))) await archive.Table(table, to => tables.Write(table, to, cancel), cancel);
        await transaction.CommitAsync(cancel);
        foreach (var folder in folders) await Files(archive, folder.Name, cancel);
        return await archive.Finish(cancel);

        BackupHead Head(bool keysOnly) => new(Format, clock.Now().ToChina(), keysOnly, Mark(secret), migrations);
    }

    private async Task Files(ArchiveWriter archive, string folder, CancellationToken cancel)
    {
        var root = Path.Combine(Path.GetFullPath(database.Folder), folder);
        if (!Directory.Exists(root)) return;
        foreach (var source in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            try
            {
                await archive.File($"{folder}/{Path.GetRelativePath(root, source).Replace(Path.DirectorySeparatorChar, '/')}", source, cancel);
            }
            catch (FileNotFoundException)
            {
                // Swept away or put in its place meanwhile: no table names it under this name.
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> Applied(CancellationToken cancel)
    {
        var last = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var context in contexts) last[context.Module] = (await context.Database.GetAppliedMigrationsAsync(cancel)).Last();
        return last;
    }
}
