using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// 恢复: a backup into an empty installation, of either database. All or nothing: the rows are one transaction that is committed when the authentication codes
/// of both archives are right.
/// </summary>
public sealed class Restore(Database database, Migrations migrations, IEnumerable<ModuleDb> contexts, IEnumerable<KeptApart> apart, IEnumerable<KeptFolder> folders, InstallationSecret secret)
{
    /// <param name="keys">The newest file of keys: whoever was erased since the backup stays erased.</param>
    public async Task<Outcome<BackupEnd>> Read(string path, string keys, CancellationToken cancel)
    {
        foreach (var file in (string[])[path, keys])
        {
            if (!File.Exists(file)) return No("restore.missing", $"找不到 {Path.GetFileName(file)}。备份由两个文件组成：备份本身和同名加 .keys 的密钥文件；密钥文件可以用 --keys 另指，应当用最新的一份。");
        }

        if (await Begun(cancel)) return No("restore.not-empty", "这里已经有一个平台的数据。恢复只能进入空的数据目录和空的数据库，请换一个，或者先把现有的移走。");
        BackupHead head;
        try
        {
            head = await HeadOf(path, cancel);
            var beside = await HeadOf(keys, cancel);
            if (head.KeysOnly || !beside.KeysOnly) return No("restore.swapped", "给出的两个文件不是一份备份和一份密钥文件，请检查次序。");
            if (head.Secret != Backup.Mark(secret) || beside.Secret != Backup.Mark(secret))
            {
                return No("restore.secret-differs", $"安装密钥不是备份时的那一个，恢复了也打不开。请把 {InstallationSecret.Variable}（演示时为数据目录里的 secret 文件）恢复为备份时的值。");
            }

            if (head.Format != Backup.Format || contexts.Count() != head.Migrations.Count
                || contexts.Any(c => head.Migrations.GetValueOrDefault(c.Module) != c.Database.GetMigrations().Last()))
            {
                return No("restore.other-version", "这份备份是另一个版本的程序做的。请用做备份时的版本恢复，恢复以后再升级。");
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException)
        {
            return Broken;
        }

        await migrations.Run(cancel);
        var laid = new List<string>();
        try
        {
            await using var connection = await database.Connect(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var tables = new Tables(database, connection, transaction);
            foreach (var table in await tables.All([.. head.Migrations.Keys], cancel)) await tables.Run($"delete from {table.In(database)}", cancel);
            var end = await Fill(path, tables, laid, cancel);
            await Fill(keys, tables, laid, cancel);
            foreach (var one in apart)
            {
                await tables.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, one.Afterwards, new TableName(one.Module, one.Concerns).In(database), new TableName(one.Module, one.Table).In(database)), cancel);
            }

            await transaction.CommitAsync(cancel);
            return end;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException)
        {
            laid.ForEach(File.Delete);
            return Broken;
        }
    }

    private static Refusal Broken { get; } = No("restore.broken", "备份文件不完整，或者被改动过，没有恢复任何内容。请换一份备份。");

    private static Refusal No(string code, string message) => new(code, message, PlatformRules.RealUse);

    /// <summary>Whether a platform has started here: its mark is left with the first start.</summary>
    private async Task<bool> Begun(CancellationToken cancel)
    {
        var platform = contexts.OfType<PlatformDb>().Single();
        return (await platform.Database.GetAppliedMigrationsAsync(cancel)).Any() && await SecretCheck.HasRun(platform, cancel);
    }

    private static async Task<BackupHead> HeadOf(string path, CancellationToken cancel)
    {
        await using var reader = Open(path);
        var first = await reader.GetNextEntryAsync(cancellationToken: cancel);
        return first is { Name: ArchiveNames.Head, DataStream: { } content }
            ? (await JsonSerializer.DeserializeAsync<BackupHead>(content, Json.Options, cancel))!
            : throw new InvalidDataException("The archive does not begin with its head.");
    }

    /// <exception cref="InvalidDataException">It does not end as it was written.</exception>
    private async Task<BackupEnd> Fill(string path, Tables tables, List<string> laid, CancellationToken cancel)
    {
        using var mac = new ArchiveMac(secret);
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var reader = Open(path);
        while (await reader.GetNextEntryAsync(cancellationToken: cancel) is { } entry)
        {
            var content = entry.DataStream ?? Stream.Null;
            if (entry.Name == ArchiveNames.End)
            {
                var end = (await JsonSerializer.DeserializeAsync<BackupEnd>(content, Json.Options, cancel))!;
                return end.Mac == mac.Finish() && rows.All(r => end.Rows.GetValueOrDefault(r.Key, -1) == r.Value) && rows.Count == end.Rows.Count
                    ? end
                    : throw new InvalidDataException("The archive is not what was written.");
            }

            using var hasher = new Sm3Hasher();
            await using var heard = new HashedStream(content, hasher);
            if (ArchiveNames.TableOf(entry.Name) is { } table)
            {
                await using var buffered = new BufferedStream(heard, 1 << 16);
                rows[table.ToString()] = await tables.Fill(table, buffered, cancel);
            }
            else if (ArchiveNames.FileOf(entry.Name, database.Folder, folders) is { } place)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                laid.Add(place);
                await using var to = new FileStream(place, FileMode.CreateNew, FileAccess.Write);
                await heard.CopyToAsync(to, cancel);
                to.Flush(flushToDisk: true);
            }
            else if (entry.Name != ArchiveNames.Head)
            {
                throw new InvalidDataException($"The archive holds what no backup has: {entry.Name}.");
            }

            mac.Append(entry.Name, await heard.Rest(cancel));
        }

        throw new InvalidDataException("The archive has no end.");
    }

    private static TarReader Open(string path) => new(new GZipStream(new FileStream(path, FileMode.Open, FileAccess.Read), CompressionMode.Decompress));
}
