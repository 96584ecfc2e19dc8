using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Materials;

/// <summary>
/// The contents on disk, under the data folder's files/: incoming/ holds what is still arriving, ab/ the contents whose SM3 begins
/// with ab, each kept once. A content is complete and durable before it gets its name, and is never changed afterwards.
/// </summary>
internal sealed class FileStore(Database database)
{
    private const int Piece = 64 * 1024;

    private readonly string root = Path.Combine(Path.GetFullPath(database.Folder), "files");

    private string Incoming => Path.Combine(root, "incoming");

    private string Doomed => Path.Combine(root, "doomed");

    public Stream OpenRead(string hash) => new FileStream(PathOf(hash), new FileStreamOptions
    {
        Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    /// <summary>Makes an empty file that bytes can arrive in.</summary>
    public void Expect(string id)
    {
        Directories.Make(root);
        Directories.Make(Incoming);
        using (OpenIncoming(id, FileMode.CreateNew))
        {
        }

        Directories.Flush(Incoming);
    }

    /// <summary>The arriving file, for us alone. Unbuffered, so that its length is what the system has.</summary>
    /// <exception cref="FileNotFoundException">It was never there, is finished or was swept away.</exception>
    /// <exception cref="IOException">Another connection or node holds it.</exception>
    public FileStream OpenIncoming(string id) => OpenIncoming(id, FileMode.Open);

    /// <summary>Appends what comes, at most up to <paramref name="most"/> bytes in all. What arrived is durable when this ends, also by an error.</summary>
    /// <returns>False: there was more than that.</returns>
    public static async Task<bool> Append(FileStream file, Stream content, long most, CancellationToken cancel)
    {
        var buffer = new byte[Piece];
        try
        {
            file.Position = file.Length;
            while (true)
            {
                var read = await content.ReadAsync(buffer, cancel);
                if (read == 0) return true;
                if (file.Position + read > most) return false;
                // What has come is kept, even if the sender is gone meanwhile.
                await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }
        }
        finally
        {
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Gives an arrived and durable content its place. Repeatable: who was killed in between does it again.</summary>
    public void Keep(string id, string hash)
    {
        var place = PathOf(hash);
        var source = Path.Combine(Incoming, id);
        if (!File.Exists(source) && File.Exists(place)) return;
        Directories.Make(Path.GetDirectoryName(place)!);
        // Young again, so that the sweep lets it lie until its row is written. The same bytes may lie there already: replaced by themselves.
        File.SetLastWriteTimeUtc(source, TimeProvider.System.GetUtcNow().UtcDateTime);
        File.Move(source, place, overwrite: true);
        Directories.Flush(Path.GetDirectoryName(place)!);
        Directories.Flush(Incoming);
    }

    public bool Has(string hash) => File.Exists(PathOf(hash));

    public void Drop(string id) => File.Delete(Path.Combine(Incoming, id));

    public static async Task<string> HashOf(FileStream file, CancellationToken cancel)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(await Sm3Hasher.OfAsync(file, cancel));
    }

    /// <summary>Arriving files that nobody has written to since an instant, by the disk's own clock.</summary>
    public IEnumerable<string> IncomingBefore(DateTimeOffset then) => !Directory.Exists(Incoming) ? [] :
        Directory.EnumerateFiles(Incoming).Where(f => File.GetLastWriteTimeUtc(f) < then.UtcDateTime).Select(f => Path.GetFileName(f));

    /// <summary>The contents that took their place before an instant, by hash.</summary>
    public IEnumerable<string> KeptBefore(DateTimeOffset then) => !Directory.Exists(root) ? [] :
        Directory.EnumerateDirectories(root).Where(d => Path.GetFileName(d).Length == 2).SelectMany(Directory.EnumerateFiles)
            .Where(f => File.GetLastWriteTimeUtc(f) < then.UtcDateTime).Select(f => Path.GetFileName(f));

    /// <summary>What a sweep that was killed had set aside.</summary>
    public IReadOnlyList<string> SetAside() => Directory.Exists(Doomed) ? [.. Directory.EnumerateFiles(Doomed).Select(f => Path.GetFileName(f))] : [];

    /// <summary>
    /// Forgets contents that nobody refers to. Each is set aside first and looked at again: a content that arrived anew meanwhile
    /// is young or has a row, and goes back.
    /// </summary>
    public async Task Forget(IReadOnlyCollection<string> hashes, DateTimeOffset then, Func<string, Task<bool>> isReferred)
    {
        Directories.Make(Doomed);
        foreach (var hash in hashes)
        {
            var aside = Path.Combine(Doomed, hash);
            if (File.Exists(PathOf(hash))) File.Move(PathOf(hash), aside, overwrite: true);
            if (!File.Exists(aside)) continue;
            if (File.GetLastWriteTimeUtc(aside) >= then.UtcDateTime || await isReferred(hash))
            {
                if (!File.Exists(PathOf(hash))) File.Move(aside, PathOf(hash));
                Directories.Flush(Path.GetDirectoryName(PathOf(hash))!);
            }
            else
            {
                File.Delete(aside);
            }
        }
    }

    private string PathOf(string hash) => Path.Combine(root, hash[..2], hash);

    private FileStream OpenIncoming(string id, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0, Options = FileOptions.Asynchronous,
        };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Incoming, id), options);
    }
}
