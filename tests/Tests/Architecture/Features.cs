using System.Text.RegularExpressions;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>Every feature has the same shape, so that none must be opened to learn its kind: a folder, its file, its doc line, its test.</summary>
public sealed partial class Features
{
    private static readonly IReadOnlyList<(string Folder, string Name)> All =
    [
        .. Tree.FilesUnder("src/Modules/").Select(f => Folder().Match(f)).Where(m => m.Success).Select(m => (m.Value, m.Groups[1].Value)).Distinct(),
    ];

    [Fact]
    public void Each_feature_is_a_verb_and_a_noun_with_a_file_of_that_name()
    {
        SkipWhileThereIsNone();
        Assert.Empty(All.Where(f => !VerbNoun().IsMatch(f.Name)).Select(f => $"{f.Folder}: a verb and a noun, as AcceptCase"));
        Assert.Empty(All.Where(f => !Tree.Files.Contains($"{f.Folder}{f.Name}.cs")).Select(f => $"{f.Folder}{f.Name}.cs is not there"));
    }

    [Fact]
    public void Each_feature_begins_with_a_doc_line_in_both_languages()
    {
        SkipWhileThereIsNone();
        Assert.True(HasDocLine("/// <summary>受理: the clerk accepts.</summary>\n[X]\ninternal static class AcceptCase", "AcceptCase"));
        Assert.False(HasDocLine("internal static class AcceptCase", "AcceptCase"));
        Assert.Empty(All.Where(f => Tree.Files.Contains($"{f.Folder}{f.Name}.cs") && !HasDocLine(Tree.Read($"{f.Folder}{f.Name}.cs"), f.Name))
            .Select(f => $"{f.Folder}{f.Name}.cs: /// <summary>受理: what it does.</summary> above the class"));
    }

    [Fact]
    public void Each_feature_is_named_in_a_test()
    {
        SkipWhileThereIsNone();
        var tests = string.Join('\n', Tree.FilesUnder("tests/", ".cs").Select(f => f + "\n" + Tree.Read(f)));
        Assert.Empty(All.Where(f => !Regex.IsMatch(tests, $@"(?<![A-Za-z]){f.Name}(?![a-z])")).Select(f => $"{f.Folder}: no test file, folder or text says {f.Name}"));
    }

    /// <summary>Vacuous only while no module has a Features folder: after that, finding nothing is a failure.</summary>
    private static void SkipWhileThereIsNone()
    {
        Assert.SkipUnless(Tree.FilesUnder("src/Modules/").Any(f => f.Contains("/Features/", StringComparison.Ordinal)), "No module has a feature yet.");
        Assert.NotEmpty(All);
    }

    private static bool HasDocLine(string text, string name) =>
        Regex.Match(text, $@"((?:^\s*///.*\n)+)(?:^\s*\[.*\n)*^.*\b(?:class|record)\s+{name}\b", RegexOptions.Multiline) is { Success: true } m
        && m.Groups[1].Value.Any(c => c is >= '\u4e00' and <= '\u9fff') && m.Groups[1].Value.Contains("<summary>", StringComparison.Ordinal);

    [GeneratedRegex(@"^src/Modules/\w+/Features/(\w+)/")]
    private static partial Regex Folder();

    [GeneratedRegex("^[A-Z][a-z]+(?:[A-Z][a-z0-9]*)+$")]
    private static partial Regex VerbNoun();
}
