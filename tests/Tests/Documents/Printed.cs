namespace OneWindow.Tests.Documents;

/// <summary>
/// Documents that are printed, not written: a test makes the text, the committed file must say the same.
/// `ONEWINDOW_PRINT=1 ./test` writes the files instead; the difference then shows in review.
/// </summary>
internal static class Printed
{
    private const string HowToRenew = "To renew it: ONEWINDOW_PRINT=1 ./test, then look at the difference and commit it.";

    private static bool Writes => Environment.GetEnvironmentVariable("ONEWINDOW_PRINT") == "1";

    /// <summary>Compares the text with the file and fails at the first line that differs.</summary>
    /// <param name="path">From the repository's root: docs/generated/NAME.md.</param>
    public static void Check(string path, string text)
    {
        var wanted = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var file = Tree.PathOf(path);
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file) || File.ReadAllText(file) != wanted) File.WriteAllText(file, wanted);
            return;
        }

        var difference = Difference(File.Exists(file) ? File.ReadAllText(file) : null, wanted);
        if (difference is not null) Assert.Fail($"{path} {difference}\n{HowToRenew}");
    }

    /// <summary>The first difference in words, or null if there is none.</summary>
    internal static string? Difference(string? found, string wanted)
    {
        if (found is null) return "is not there.";
        if (found == wanted) return null;
        if (found.ReplaceLineEndings("\n") == wanted) return "has line ends other than LF.";
        var (have, want) = (found.Split('\n'), wanted.Split('\n'));
        var line = 0;
        while (line < have.Length && line < want.Length && have[line] == want[line]) line++;
        return $"""
            is not what the code prints now. First difference, line {line + 1}:
              the file says: {At(have, line)}
              the code says: {At(want, line)}
            """;
    }

    private static string At(string[] lines, int line) => line < lines.Length ? $"“{lines[line]}”" : "(the end)";
}
