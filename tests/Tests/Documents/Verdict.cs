namespace OneWindow.Tests.Documents;

/// <summary>A rule about the whole tree fails with every finding in full, one a line, and the reason for the rule.</summary>
internal static class Verdict
{
    public static void None(string why, IEnumerable<string?> findings)
    {
        var found = findings.ToList();
        if (found.Count > 0) Assert.Fail($"{why}\n  {string.Join("\n  ", found)}");
    }
}
