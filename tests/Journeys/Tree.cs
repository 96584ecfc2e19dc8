namespace OneWindow.Journeys;

/// <summary>Where things lie in the repository.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The Host of the same build: Release beside Release.</summary>
    public static string Host { get; } = Path.Combine(
        Root, "src/Host/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "OneWindow.Host.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OneWindow.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("The journeys run from within the repository.");
    }
}
