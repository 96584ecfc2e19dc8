using System.Text.RegularExpressions;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>
/// Every feature has the same shape, so that none must be opened to learn its kind: a folder, its file, its doc line, its test.
/// </summary>
public sealed partial class Features
{
    private static readonly IReadOnlyList<Feature> All =
    [
        .. Tree.FilesUnder("src/Modules/").Select(f => FeatureFolder().Match(f)).Where(m => m.Success)
            .Select(m => new Feature(m.Value, m.Groups[1].Value)).Distinct(),
    ];

    private sealed record Feature(string Folder, string Name)
    {
        public string File => $"{Folder}{Name}.cs";

        public bool HasFile => Tree.Files.Contains(File);
    }

    [Fact]
    public void Each_feature_is_a_verb_and_a_noun_with_a_file_of_that_name()
    {
        SkipWhileThereIsNone();
        Verdict.None("A feature is named by a verb and a noun.", All.Where(f => !VerbNoun().IsMatch(f.Name)).Select(f => f.Folder));
        Verdict.None("A feature's thought is in one file of its name.", All.Where(f => !f.HasFile).Select(f => f.File));
    }

    [Fact]
    public void Each_feature_begins_with_a_doc_line_in_both_languages()
    {
        SkipWhileThereIsNone();
        Assert.True(HasDocLine("/// <summary>收: take in.</summary>\n[Obsolete]\ninternal static class TakeIn", "TakeIn"));
        Assert.False(HasDocLine("/// <summary>Takes in.</summary>\ninternal static class TakeIn", "TakeIn"));
        Assert.False(HasDocLine("internal static class TakeIn", "TakeIn"));
        Verdict.None(
            "The class begins with the clerk's word and what it does: /// <summary>受理: the clerk accepts …</summary>",
            All.Where(f => f.HasFile && !HasDocLine(Tree.Read(f.File), f.Name)).Select(f => f.File));
    }

    [Fact]
    public void Each_feature_is_named_in_a_test()
    {
        SkipWhileThereIsNone();
        var tests = string.Join('\n', from file in Tree.FilesUnder("tests/", ".cs")
                                      where !file.StartsWith("tests/Tests/Architecture/", StringComparison.Ordinal)
                                      select file + "\n" + Tree.Read(file));
        Verdict.None(
            "A feature is tested: a test folder, a test file or a test's text says its name.",
            All.Where(f => !Regex.IsMatch(tests, $"(?<![A-Za-z]){f.Name}(?![a-z])")).Select(f => f.Folder));
    }

    /// <summary>Vacuous only while no module has a Features folder: after that, finding nothing is a failure.</summary>
    private static void SkipWhileThereIsNone()
    {
        var folders = Tree.FilesUnder("src/Modules/").Any(f => f.Contains("/Features/", StringComparison.Ordinal));
        Assert.SkipUnless(folders, "No module has a feature yet.");
        Assert.NotEmpty(All);
    }

    private static bool HasDocLine(string text, string name)
    {
        var declared = Regex.Match(
            text, $@"((?:^\s*///.*\n)+)(?:^\s*\[.*\n)*^.*\b(?:class|record)\s+{name}\b", RegexOptions.Multiline);
        var doc = declared.Groups[1].Value;
        return doc.Contains("<summary>", StringComparison.Ordinal) && doc.Any(c => c is >= '\u4e00' and <= '\u9fff');
    }

    [GeneratedRegex(@"^src/Modules/\w+/Features/(\w+)/")]
    private static partial Regex FeatureFolder();

    [GeneratedRegex("^[A-Z][a-z]+(?:[A-Z][a-z0-9]*)+$")]
    private static partial Regex VerbNoun();
}
