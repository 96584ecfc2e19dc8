using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>Reads the scenario files: rulebooks/scenarios/ for those that cross places, else scenarios/ beside a rulebook.</summary>
internal static class ScenarioReader
{
    public static (IReadOnlyList<Scenario> Scenarios, IReadOnlyList<RulebookError> Errors) ReadAll(string folder)
    {
        List<RulebookError> errors = [];
        List<Scenario> scenarios = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (!file.Split('/').Contains("scenarios")) continue;
            if (Path.GetFileName(path) == ArticlesTold) scenarios.AddRange(ReadArticles(file, File.ReadAllText(path), errors));
            else if (Read(file, File.ReadAllText(path), errors) is { } scenario) scenarios.Add(scenario);
        }

        return (scenarios, errors);
    }

    /// <summary>逐条: the file beside a rulebook that tells its articles in their order, each with facts and what must come of them.</summary>
    private const string ArticlesTold = "articles.yaml";

    /// <summary>One scenario for each fact told; its name is the file's with the article's number and its place in the row.</summary>
    private static List<Scenario> ReadArticles(string file, string text, List<RulebookError> errors)
    {
        if (YamlMap.Read(file, text, errors) is not { } map) return [];
        map.Text("title", required: true);
        var (place, on) = (map.Text("place", required: true) ?? "", map.Date("on", required: true) ?? default);
        List<Scenario> told = [];
        foreach (var step in map.Maps("articles", required: true))
        {
            var article = step.Text("article", required: true) ?? "";
            var says = step.Text("says", required: true) ?? "";
            var facts = ReadFacts(step, on);
            var expected = ReadExpectation(step, place);
            if (facts is not null) told.Add(new Scenario($"{file}#{told.Count + 1} {article}", says, facts, [expected]) { Article = article });
        }

        map.RefuseOthers();
        return told;
    }

    public static Scenario? Read(string file, string text, List<RulebookError> errors)
    {
        var before = errors.Count;
        if (YamlMap.Read(file, text, errors) is not { } map) return null;
        var title = map.Text("title", required: true);
        var facts = ReadFacts(map);
        var expect = map.Maps("expect", required: true).Select(e => ReadExpectation(e, null)).ToList();
        map.RefuseOthers();
        return errors.Count == before ? new Scenario(file, title!, facts!, expect) : null;
    }

    /// <param name="fallback">The day where the facts name none.</param>
    private static Facts? ReadFacts(YamlMap map, DateOnly? fallback = null)
    {
        if (map.Map("facts", required: true) is not { } facts) return null;
        var what = facts.Text("what", required: true) ?? "";
        if (!Facts.Kinds.Contains(what)) facts.Fault(facts.LineOf("what"), $"不认识的事实 {what}。");
        var typeName = facts.Text("type", required: true);
        var type = Enum.GetValues<ItemType>().Where(t => t.Names().Name == typeName).Cast<ItemType?>().FirstOrDefault();
        if (type is null) facts.Fault(facts.LineOf("type"), $"不认识的事项类型 {typeName}。");
        var channel = facts.Text("channel") ?? "counter";
        if (channel is not ("counter" or "online")) facts.Fault(facts.LineOf("channel"), "channel 应是 counter 或 online。");
        var on = facts.Date("on", required: fallback is null) ?? fallback;
        var expires = facts.Date("expires");
        if (what == "renewal-undecided" && expires is null) facts.Fault(facts.Line, "延续的事实要写 expires。");
        facts.RefuseOthers();
        return type is { } known && on is { } day ? new Facts(what, known, channel, day, expires) : null;
    }

    /// <param name="told">The file's place, where the expectation names none.</param>
    private static Expectation ReadExpectation(YamlMap map, string? told)
    {
        var place = RegionCode.TryParse(told ?? map.Text("place", required: true), out var code) ? code : RegionCode.Nation;
        if (place == RegionCode.Nation) map.Fault(map.LineOf("place"), "place 应是加引号的区划代码。");
        var end = map.Text("end");
        var on = map.Date("on");
        var countsFrom = map.Date("counts-from");
        var basis = map.Text("basis");
        if (basis is not null && !basis.Contains('/', StringComparison.Ordinal)) map.Fault(map.LineOf("basis"), "basis 应是 rulebook/条号。");
        Dictionary<string, string> rules = [];
        var expected = map.Map("rules");
        foreach (var (key, value, line) in expected?.Entries ?? [])
        {
            if (!Parameters.All.ContainsKey(key)) expected!.Fault(line, $"不认识的参数 {key}。");
            if (expected!.EntriesOf(value, line) is var (entries, _)) rules[key] = string.Join('|', entries);
        }

        map.RefuseOthers();
        var citation = basis?.Contains('/', StringComparison.Ordinal) == true ? Citation.Parse(basis) : null;
        return new Expectation(place, end, on, countsFrom, citation, rules, map.Line);
    }
}
