using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// The file of a backup: a tar in gzip with the head first, then tables and files, then the end with the authentication code over everything before.
/// It is written beside its place and takes it when it is whole and durable.
/// </summary>
internal sealed class ArchiveWriter : IAsyncDisposable
{
    private readonly string path;
    private readonly string aside;
    private readonly FileStream file;
    private readonly TarWriter tar;
    private readonly ArchiveMac mac;
    private readonly SortedDictionary<string, long> rows = new(StringComparer.Ordinal);
    private long files;

    public ArchiveWriter(string path, InstallationSecret secret)
    {
        (this.path, aside, mac) = (path, $"{path}.{Guid.NewGuid():N}", new ArchiveMac(secret));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        file = new FileStream(aside, options);
        tar = new TarWriter(new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true), TarEntryFormat.Pax);
    }

    public async Task Head(BackupHead head, CancellationToken cancel)
    {
        using var text = Text(head);
        await Entry(ArchiveNames.Head, text, cancel);
    }

    public async Task Table(TableName table, Func<Stream, Task<long>> write, CancellationToken cancel)
    {
        // A tar says lengths before contents: the rows lie aside until they are counted.
        await using var spool = new FileStream($"{aside}.table", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        await using (var buffered = new BufferedStream(spool, 1 << 16))
        {
            rows[table.ToString()] = await write(buffered);
            await buffered.FlushAsync(cancel);
            await Entry(ArchiveNames.Table(table), spool, cancel);
        }
    }

    public async Task File(string name, string source, CancellationToken cancel)
    {
        await using var stream = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await Entry(name, stream, cancel);
        files++;
    }

    public async Task<BackupEnd> Finish(CancellationToken cancel)
    {
        var end = new BackupEnd(rows, files, mac.Finish());
        using var text = Text(end);
        await Write(ArchiveNames.End, text, cancel);
        await tar.DisposeAsync();
        file.Flush(flushToDisk: true);
        await file.DisposeAsync();
        System.IO.File.Move(aside, path, overwrite: true);
        return end;
    }

    /// <summary>What was not finished leaves nothing behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        mac.Dispose();
        System.IO.File.Delete(aside);
    }

    private static MemoryStream Text<T>(T record) => new(JsonSerializer.SerializeToUtf8Bytes(record, Json.Options));

    private async Task Entry(string name, Stream content, CancellationToken cancel)
    {
        content.Position = 0;
        await mac.Append(name, content, cancel);
        await Write(name, content, cancel);
    }

    private async Task Write(string name, Stream content, CancellationToken cancel)
    {
        content.Position = 0;
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content }, cancel);
    }
}

/// <summary>The names inside an archive.</summary>
internal static class ArchiveNames
{
    public const string Head = "head.json";
    public const string End = "end.json";
    private const string Tables = "tables/";

    public static string Table(TableName table) => Tables + table;

    public static TableName? TableOf(string entry) =>
        entry.StartsWith(Tables, StringComparison.Ordinal) && entry[Tables.Length..].Split('.') is [var module, var table] ? new TableName(module, table) : null;

    /// <summary>Where a file goes; null: nothing of ours, or a name that leads out of its folder.</summary>
    public static string? FileOf(string entry, string data, IEnumerable<KeptFolder> folders)
    {
        var root = Path.GetFullPath(data);
        var full = Path.GetFullPath(Path.Combine(root, entry));
        return folders.Any(f => full.StartsWith(Path.Combine(root, f.Name) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) ? full : null;
    }
}

/// <summary>HMAC-SM3 over the chain of the entries: each one's name and content count, and their order.</summary>
internal sealed class ArchiveMac(InstallationSecret secret) : IDisposable
{
    private readonly byte[] key = secret.Derive("backup");
    private byte[] chain = new byte[Sm3.Size];

    public async Task Append(string name, Stream content, CancellationToken cancel) => Append(name, await Sm3Hasher.OfAsync(content, cancel));

    public void Append(string name, byte[] hash)
    {
        var next = new byte[Sm3.Size];
        Sm3.Mac(key, [.. chain, .. Sm3.Of(Encoding.UTF8.GetBytes(name)), .. hash], next);
        chain = next;
    }

    public string Finish() => Convert.ToHexStringLower(chain);

    public void Dispose() => System.Security.Cryptography.CryptographicOperations.ZeroMemory(key);
}
