using System.Text.RegularExpressions;

namespace OneWindow.Tests.Documents;

/// <summary>Budgets of style.md §2d and what must never be committed.</summary>
public sealed partial class Tidiness
{
    private static readonly string[] Written = [".cs", ".razor", ".css", ".js", ".csproj", ".props", ".targets", ".yaml", ".yml", ".json", ".sql", ".sh", ".md", ".csv", ".slnx", ".config", ".npmrc", ".html"];

    /// <summary>Where package clients keep their registry, under the home folder and in the environment.</summary>
    private static readonly string[] SettingsFiles = [".npmrc", ".nuget/NuGet/NuGet.Config", ".config/NuGet/NuGet.Config", ".config/pip/pip.conf", ".pip/pip.conf"];

    private static readonly string[] SettingsVariables = ["npm_config_registry", "NPM_CONFIG_REGISTRY", "PIP_INDEX_URL", "NUGET_SOURCE"];

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var sources = Tree.FilesUnder("src/", ".cs", ".razor", ".css", ".js", ".md").Where(f => !Generated(f)).ToList();
        Assert.NotEmpty(sources);
        Assert.Empty(sources.Select(f => (File: f, Lines: File.ReadLines(Tree.PathOf(f)).Count())).Where(f => f.Lines > 400).Select(f => $"{f.File}: {f.Lines} lines"));
    }

    [Fact]
    public void What_is_left_to_do_names_its_issue()
    {
        Assert.Matches(LeftToDo(), "// TO" + "DO later");
        Assert.DoesNotMatch(LeftToDo(), "// TO" + "DO(#12): later");
        Assert.Empty(Findings(f => !f.EndsWith(".md", StringComparison.Ordinal), line => LeftToDo().IsMatch(line)));
    }

    [Fact]
    public void No_committed_file_knows_a_machine()
    {
        Assert.Matches(MachinePath(), "see " + "/root" + "/x");
        Assert.Matches(MachinePath(), "\"" + "/tmp" + "/x\"");
        Assert.DoesNotMatch(MachinePath(), "https://example.org/tmp/x, src/work/x");
        Assert.Empty(Findings(_ => true, line => MachinePath().IsMatch(line)));
    }

    [Fact]
    public void No_committed_file_names_the_registry_it_was_restored_from()
    {
        var hosts = RegistryHosts();
        Assert.Empty(Findings(_ => true, line => hosts.Any(h => line.Contains(h, StringComparison.OrdinalIgnoreCase))));
        Assert.Empty(Findings(f => f.EndsWith("package-lock.json", StringComparison.Ordinal), line => line.Contains("\"resolved\"", StringComparison.Ordinal)));
    }

    private static List<string> Findings(Func<string, bool> wanted, Func<string, bool> found) =>
    [
        .. Tree.Files.Where(f => IsText(f) && wanted(f))
            .SelectMany(f => File.ReadLines(Tree.PathOf(f)).Select((line, i) => (File: f, Line: line, Number: i + 1)))
            .Where(l => found(l.Line)).Select(l => $"{l.File}:{l.Number}: {l.Line.Trim()}"),
    ];

    /// <summary>By its ending, or without one (scripts, dotfiles).</summary>
    private static bool IsText(string file) =>
        Written.Contains(Path.GetExtension(file), StringComparer.Ordinal) || Path.GetFileName(file).TrimStart('.').IndexOf('.', StringComparison.Ordinal) < 0;

    private static bool Generated(string file) =>
        file.Contains("/wwwroot/lib/", StringComparison.Ordinal) || file.Contains("/Generated/", StringComparison.Ordinal) || file.EndsWith(".g.cs", StringComparison.Ordinal);

    /// <summary>The hosts that this machine's package clients are set to, but for the public ones that everybody has.</summary>
    private static HashSet<string> RegistryHosts()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var settings = SettingsFiles.Select(f => Path.Combine(home, f)).Where(File.Exists).Select(File.ReadAllText)
            .Concat(SettingsVariables.Select(v => Environment.GetEnvironmentVariable(v) ?? ""));
        return [.. settings.SelectMany(s => Address().Matches(s)).Select(m => m.Groups[1].Value)
            .Where(h => h is not ("registry.npmjs.org" or "api.nuget.org" or "pypi.org" or "localhost" or "127.0.0.1"))];
    }

    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME)\b(?!\s*\(?#\d)")]
    private static partial Regex LeftToDo();

    // Put together from halves, so that this file does not find itself.
    [GeneratedRegex(@"(?<![\w.:/-])/(?:wor" + @"k/(?:main|wt|shared|brief|\.)|roo" + @"t/|tm" + @"p/|home/\w)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://(?:[^@/\s""]+@)?([^/:\s""]+)")]
    private static partial Regex Address();
}
