using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OneWindow.Materials;

/// <summary>
/// A renamed file is safe against a power cut only once its directory is, too; .NET opens no directories, so libc is asked.
/// </summary>
internal static partial class Directories
{
    private const int ReadOnly = 0;

    /// <summary>Makes the folder with access for us alone, and its name durable.</summary>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Path.GetDirectoryName(folder) is { } parent) Flush(parent);
    }

    /// <summary>The names in a folder are on the disk when this returns. On Windows the file system journals them itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0) throw new IOException($"{folder}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        var flushed = FlushHandle(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (flushed != 0) throw new IOException($"{folder}: {new Win32Exception(error).Message}");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushHandle(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
