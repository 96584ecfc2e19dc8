using System.Text.RegularExpressions;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>Nouns and rules are plain C#: tested in microseconds, read without knowing a framework.</summary>
public sealed partial class Domain
{
    [Fact]
    public void Domain_folders_touch_neither_database_nor_web()
    {
        Assert.Matches(Framework(), "using Microsoft.EntityFrameworkCore;");
        Assert.Matches(Framework(), "var x = new Microsoft.AspNetCore.Http.HttpContext();");
        var files = Tree.FilesUnder("src/Modules/", ".cs").Where(f => f.Contains("/Domain/", StringComparison.Ordinal)).ToList();
        Assert.SkipUnless(files.Count > 0, "No module has a Domain folder yet.");
        Verdict.None(
            "Domain decides on plain data; Features load and save around it.",
            files.SelectMany(f => Framework().Matches(Tree.Read(f)).Select(m => $"{f}: {m.Value}")));
    }

    [Fact]
    public void No_module_opens_a_framework_for_all_its_files() => Verdict.None(
        "A global using would bring a framework into Domain behind the rule above.",
        Tree.FilesUnder("src/Modules/", ".cs", ".csproj", ".props").Where(f => GlobalUsing().IsMatch(Tree.Read(f))));

    [GeneratedRegex(@"Microsoft\.(?:EntityFrameworkCore|AspNetCore|Data)\b[\w.]*|System\.(?:Data|Net\.Http)\b[\w.]*|Npgsql[\w.]*")]
    private static partial Regex Framework();

    [GeneratedRegex(@"global using Microsoft|<Using Include=""Microsoft")]
    private static partial Regex GlobalUsing();
}
