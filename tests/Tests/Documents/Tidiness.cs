using System.Text.RegularExpressions;

namespace OneWindow.Tests.Documents;

/// <summary>Budgets of the house, and what must never be committed.</summary>
public sealed partial class Tidiness
{
    private static readonly string[] TextEndings =
    [
        ".cs", ".razor", ".css", ".js", ".mjs", ".html", ".csproj", ".props", ".targets", ".slnx", ".config", ".json",
        ".yaml", ".yml", ".sql", ".sh", ".md", ".csv", ".txt",
    ];

    /// <summary>Where package clients keep their registry, under the home folder and in the environment.</summary>
    private static readonly string[] SettingsFiles =
        [".npmrc", ".nuget/NuGet/NuGet.Config", ".config/NuGet/NuGet.Config", ".config/pip/pip.conf", ".pip/pip.conf"];

    private static readonly string[] SettingsVariables =
        ["npm_config_registry", "NPM_CONFIG_REGISTRY", "PIP_INDEX_URL", "NUGET_SOURCE"];

    private static readonly string[] PublicHosts =
        ["registry.npmjs.org", "api.nuget.org", "www.nuget.org", "pypi.org", "localhost", "127.0.0.1"];

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var sources = Tree.FilesUnder("src/", ".cs", ".razor", ".css", ".js", ".md").Where(f => !IsGenerated(f)).ToList();
        Assert.NotEmpty(sources);
        Verdict.None(
            "One thought a file: what is longer holds two.",
            from file in sources
            let lines = File.ReadLines(Tree.PathOf(file)).Count()
            where lines > 400
            select $"{file}: {lines} lines");
    }

    [Fact]
    public void What_is_left_to_do_names_its_issue()
    {
        Assert.Matches(LeftToDo(), "// TO" + "DO later");
        Assert.DoesNotMatch(LeftToDo(), "// TO" + "DO(#12): later");
        Verdict.None(
            "What nobody has written down as an issue is forgotten: name its number, as in (#12).",
            Lines(f => !f.EndsWith(".md", StringComparison.Ordinal), line => LeftToDo().IsMatch(line)));
    }

    [Fact]
    public void No_committed_file_knows_a_machine()
    {
        Assert.Matches(MachinePath(), "see " + "/root" + "/x");
        Assert.Matches(MachinePath(), "\"" + "/tmp" + "/x\"");
        Assert.DoesNotMatch(MachinePath(), "https://example.org/tmp/x, src/work/x, /work/items");
        Verdict.None("A path of one machine means nothing on another.", Lines(_ => true, line => MachinePath().IsMatch(line)));
    }

    [Fact]
    public void No_committed_file_names_the_registry_it_was_restored_from()
    {
        Assert.Equal(["npm.example.org"], Hosts("registry=https://user:word@npm.example.org:8443/x\nhttps://api.nuget.org/v3"));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var settings = SettingsFiles.Select(f => Path.Combine(home, f)).Where(File.Exists).Select(File.ReadAllText)
            .Concat(SettingsVariables.Select(v => Environment.GetEnvironmentVariable(v) ?? ""));
        var hosts = settings.SelectMany(Hosts).Distinct().ToList();
        Verdict.None(
            "Everybody restores from where they are: leave the registry to the machine's settings.",
            Lines(_ => true, line => hosts.Any(h => line.Contains(h, StringComparison.OrdinalIgnoreCase))));
        Verdict.None(
            "A lock file holds versions and hashes, no download addresses (npm: omit-lockfile-registry-resolved).",
            Lines(
                f => f.EndsWith("package-lock.json", StringComparison.Ordinal),
                line => line.Contains("\"resolved\"", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Lines(Func<string, bool> wanted, Func<string, bool> found) =>
        from file in Tree.Files
        where IsText(file) && wanted(file)
        from line in File.ReadLines(Tree.PathOf(file)).Index()
        where found(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    /// <summary>By its ending, or without one (scripts, dotfiles).</summary>
    private static bool IsText(string file) =>
        TextEndings.Contains(Path.GetExtension(file), StringComparer.Ordinal)
        || !Path.GetFileName(file).TrimStart('.').Contains('.', StringComparison.Ordinal);

    private static bool IsGenerated(string file) =>
        file.Contains("/wwwroot/lib/", StringComparison.Ordinal)
        || file.Contains("/Generated/", StringComparison.Ordinal)
        || file.EndsWith(".g.cs", StringComparison.Ordinal);

    private static IEnumerable<string> Hosts(string settings) =>
        Address().Matches(settings).Select(m => m.Groups[1].Value).Except(PublicHosts);

    // Put together from halves, so that this file does not find itself.
    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME)\b(?!\s*\(?#\d)")]
    private static partial Regex LeftToDo();

    [GeneratedRegex(@"(?<![\w.:/-])/(?:wor" + @"k/(?:main|wt|shared|brief|\.)|roo" + @"t/|tm" + @"p/|home/\w)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://(?:[^@/\s""]+@)?([^/:\s""<]+)")]
    private static partial Regex Address();
}
