using OneWindow.Storage;

namespace OneWindow.Materials;

/// <summary>
/// The contents on disk, under the data folder's files/: incoming/ holds what is still arriving, ab/ the contents whose name begins
/// with ab. All are sealed, under random names; those of an earlier version lie in the clear under their SM3 until they are sealed.
/// A content is complete and durable before it takes its place, and is never changed afterwards.
/// </summary>
internal sealed class FileStore(Database database)
{
    private readonly string root = Path.Combine(Path.GetFullPath(database.Folder), "files");

    private string Incoming => Path.Combine(root, "incoming");

    private string Doomed => Path.Combine(root, "doomed");

    /// <summary>The bytes as they lie there.</summary>
    public Stream OpenRead(string name) => new FileStream(PathOf(name), new FileStreamOptions
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
    public ArrivingContent OpenIncoming(string id, byte[] key) => new(OpenIncoming(id, FileMode.Open), key, id);

    /// <summary>Gives an arrived and durable content its place. Repeatable: who was killed in between does it again.</summary>
    public void Keep(string id)
    {
        var place = PathOf(id);
        var source = Path.Combine(Incoming, id);
        if (!File.Exists(source) && File.Exists(place)) return;
        Directories.Make(Path.GetDirectoryName(place)!);
        // Young again, so that the sweep lets it lie until its row is written.
        File.SetLastWriteTimeUtc(source, TimeProvider.System.GetUtcNow().UtcDateTime);
        File.Move(source, place, overwrite: true);
        Directories.Flush(Path.GetDirectoryName(place)!);
        Directories.Flush(Incoming);
    }

    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>The one change without a look back: the plain bytes of what is sealed now.</summary>
    public void Remove(string name) => File.Delete(PathOf(name));

    public void Drop(string id) => File.Delete(Path.Combine(Incoming, id));

    /// <summary>Arriving files that nobody has written to since an instant, by the disk's own clock.</summary>
    public IEnumerable<string> IncomingBefore(DateTimeOffset then) => !Directory.Exists(Incoming) ? [] :
        Directory.EnumerateFiles(Incoming).Where(f => File.GetLastWriteTimeUtc(f) < then.UtcDateTime).Select(f => Path.GetFileName(f));

    /// <summary>The contents that took their place before an instant, by name.</summary>
    public IEnumerable<string> KeptBefore(DateTimeOffset then) => !Directory.Exists(root) ? [] :
        Directory.EnumerateDirectories(root).Where(d => Path.GetFileName(d).Length == 2).SelectMany(Directory.EnumerateFiles)
            .Where(f => File.GetLastWriteTimeUtc(f) < then.UtcDateTime).Select(f => Path.GetFileName(f));

    /// <summary>What a sweep that was killed had set aside.</summary>
    public IReadOnlyList<string> SetAside() => Directory.Exists(Doomed) ? [.. Directory.EnumerateFiles(Doomed).Select(f => Path.GetFileName(f))] : [];

    /// <summary>
    /// Forgets contents that nobody refers to. Each is set aside first and looked at again: a content that arrived anew meanwhile
    /// is young or has a row, and goes back.
    /// </summary>
    public async Task Forget(IReadOnlyCollection<string> names, DateTimeOffset then, Func<string, Task<bool>> isReferred)
    {
        Directories.Make(Doomed);
        foreach (var name in names)
        {
            var aside = Path.Combine(Doomed, name);
            if (File.Exists(PathOf(name))) File.Move(PathOf(name), aside, overwrite: true);
            if (!File.Exists(aside)) continue;
            if (File.GetLastWriteTimeUtc(aside) >= then.UtcDateTime || await isReferred(name))
            {
                if (!File.Exists(PathOf(name))) File.Move(aside, PathOf(name));
                Directories.Flush(Path.GetDirectoryName(PathOf(name))!);
            }
            else
            {
                File.Delete(aside);
            }
        }
    }

    private string PathOf(string name) => Path.Combine(root, name[..2], name);

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
