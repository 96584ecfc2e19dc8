using System.Text.RegularExpressions;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>Nouns and rules are plain C#: they can be tested in microseconds and read without knowing a framework.</summary>
public sealed partial class Domain
{
    [Fact]
    public void Domain_folders_touch_neither_database_nor_web()
    {
        Assert.Matches(Framework(), "using Microsoft.EntityFrameworkCore;");
        Assert.Matches(Framework(), "var x = new Microsoft.AspNetCore.Http.HttpContext();");
        var files = Tree.FilesUnder("src/Modules/", ".cs").Where(f => f.Contains("/Domain/", StringComparison.Ordinal)).ToList();
        Assert.SkipUnless(files.Count > 0, "No module has a Domain folder yet.");
        Assert.Empty(files.SelectMany(f => Framework().Matches(Tree.Read(f)).Select(m => $"{f}: {m.Value}")));
    }

    /// <summary>A global using would bring a framework into Domain behind the rule's back.</summary>
    [Fact]
    public void No_module_opens_a_framework_for_all_its_files() => Assert.Empty(
        Tree.FilesUnder("src/Modules/", ".cs").Where(f => Tree.Read(f).Contains("global using", StringComparison.Ordinal))
            .Concat(Tree.FilesUnder("src/", ".csproj", ".props").Where(f => Tree.Read(f).Contains("<Using Include=\"Microsoft", StringComparison.Ordinal))));

    [GeneratedRegex(@"Microsoft\.(?:EntityFrameworkCore|AspNetCore|Data)\b[\w.]*|System\.(?:Data|Net\.Http)\b[\w.]*|Npgsql[\w.]*")]
    private static partial Regex Framework();
}
