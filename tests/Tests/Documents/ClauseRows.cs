namespace OneWindow.Tests.Documents;

/// <summary>One obligation: where it stands, whether software has a part in it, what it asks in our own words.</summary>
internal sealed record ClauseRow(
    string Id, string Article, string Area, bool Organisational, string ProfileKey, string SameAs, string Summary);

/// <summary>docs/clauses.csv. Its fields hold no commas (Chinese has its own), so a line is split, not parsed.</summary>
internal static class ClauseRows
{
    public const string File = "docs/clauses.csv";

    private const string Header = "id,article,area,kind,profile_key,same_as,summary";

    public static IReadOnlyList<ClauseRow> Read() => Parse(Tree.Read(File));

    internal static IReadOnlyList<ClauseRow> Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines[0] != Header || lines[^1].Length > 0)
            throw new FormatException($"{File} begins with “{Header}” and ends with a line end.");
        return [.. lines[1..^1].Select((line, i) => Row(line, i + 2))];
    }

    private static ClauseRow Row(string line, int number) => line.Split(',') switch
    {
        [var id, var article, var area, var kind, var key, var same, { Length: > 0 } summary] 
            when kind is "software" or "organisational" =>
            new ClauseRow(id, article, area, kind == "organisational", key, same, summary),
        _ => throw new FormatException($"{File}, line {number}: seven fields; kind software or organisational."),
    };
}
