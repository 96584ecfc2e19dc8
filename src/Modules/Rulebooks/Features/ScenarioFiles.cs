using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>The scenario files beside the program, read when a page first asks. A broken one is a failing test, not a failing page.</summary>
internal sealed class ScenarioFiles
{
    private readonly Lazy<IReadOnlyList<Scenario>> all = new(() => ScenarioReader.ReadAll(RulebookFolder.Default).Scenarios);

    /// <summary>Those that lay the same facts before several places.</summary>
    public IEnumerable<Scenario> AcrossPlaces => all.Value.Where(s => s.File.StartsWith("scenarios/", StringComparison.Ordinal));

    /// <summary>Those whose end or whose parameters rest on the article.</summary>
    public IEnumerable<Scenario> Through(Citation citation, Shelf shelf) =>
        all.Value.Where(s => s.Expect.Any(e => e.Basis == citation || RestsOn(e, s.Facts, citation, shelf)));

    private static bool RestsOn(Expectation expected, Facts facts, Citation citation, Shelf shelf)
    {
        if (expected.Rules.Count == 0) return false;
        var rules = shelf.For(expected.Place, facts.Type, facts.On);
        return expected.Rules.Keys.Any(k => rules.Find(k)?.Basis == citation);
    }
}
