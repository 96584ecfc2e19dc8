using System.Text;

namespace OneWindow.Journeys;

/// <summary>What a journey costs one person.</summary>
/// <remarks>Taps: clicks and touches, by keyboard the presses that act. Typed: characters entered, passwords too.</remarks>
internal sealed class Cost
{
    public int Taps { get; set; }

    public int Pages { get; set; }

    public int Typed { get; set; }
}

/// <summary>One journey's costs by person, and what was found amiss on its pages.</summary>
internal sealed class Tally(string journey)
{
    private const string Printed = "docs/generated/journeys.md";

    private const string Heading = """
        # What journeys cost

        Printed by the journey tests: what a story takes of each person in it, from the first page to the last. Taps are clicks and touches, by
        keyboard the presses that act (moving with Tab is not counted); typed are characters entered, passwords too.

        | journey | person | pages | taps | typed |
        |---|---|---:|---:|---:|
        """;

    private static readonly Lock Gate = new();

    private readonly SortedDictionary<string, Cost> costs = new(StringComparer.Ordinal);
    private readonly List<string> findings = [];

    public Cost Of(string who) => costs.TryGetValue(who, out var known) ? known : costs[who] = new Cost();

    public void Finds(string url, string what)
    {
        // One page in many states: what is amiss in its frame is said once.
        var words = $"{new Uri(url).AbsolutePath}: {what}";
        if (!findings.Contains(words)) findings.Add(words);
    }

    /// <summary>Nothing amiss on any page; and the committed file says what the journey cost.</summary>
    public void Close()
    {
        Assert.True(findings.Count == 0, $"{journey}: {findings.Count} findings\n{string.Join('\n', findings)}");
        var rows = costs.Select(c => $"| {journey} | {c.Key} | {c.Value.Pages} | {c.Value.Taps} | {c.Value.Typed} |").ToList();
        var path = Path.Combine(Tree.Root, Printed);
        lock (Gate)
        {
            var lines = File.Exists(path) ? File.ReadAllLines(path).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList() : [];
            if (Environment.GetEnvironmentVariable("ONEWINDOW_PRINT") == "1")
            {
                var all = lines.Where(l => !IsMine(l)).Concat(rows).Order(StringComparer.Ordinal);
                File.WriteAllText(path, $"{Heading.ReplaceLineEndings("\n")}\n{string.Join('\n', all)}\n");
                return;
            }

            var found = lines.Where(IsMine).ToList();
            Assert.True(found.SequenceEqual(rows), new StringBuilder($"{Printed} is not what the journey cost now.\n")
                .AppendJoin('\n', found).Append("\nnow:\n").AppendJoin('\n', rows)
                .Append("\nTo renew it: ONEWINDOW_PRINT=1 ./test, then look at the difference and commit it.").ToString());
        }
    }

    private bool IsMine(string line) => line.StartsWith($"| {journey} |", StringComparison.Ordinal);
}
