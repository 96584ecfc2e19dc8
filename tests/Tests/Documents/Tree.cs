using System.Diagnostics;

namespace OneWindow.Tests.Documents;

/// <summary>The repository as it lies on disk: its root, and the files that are or would be committed.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Paths with `/`, relative to the root: what git tracks, and what it would take up with `git add`.</summary>
    public static IReadOnlyList<string> Files { get; } = AskGit();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    public static IEnumerable<string> FilesUnder(string folder, params string[] endings) =>
        Files.Where(f => f.StartsWith(folder, StringComparison.Ordinal)
            && (endings.Length == 0 || endings.Any(e => f.EndsWith(e, StringComparison.Ordinal))));

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OneWindow.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No OneWindow.slnx above {start}: these tests read their own repository.");
    }

    private static List<string> AskGit()
    {
        var start = new ProcessStartInfo("git", "ls-files -z --cached --others --exclude-standard")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git does not start.");
        var listed = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0) throw new InvalidOperationException("git ls-files failed: these tests read a clone.");
        // A file deleted but not yet committed is still listed: it is none of ours any more.
        return [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct()
            .Where(f => File.Exists(PathOf(f))).Order(StringComparer.Ordinal)];
    }
}
