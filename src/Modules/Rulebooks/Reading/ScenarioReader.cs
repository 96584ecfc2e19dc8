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
            if (Read(file, File.ReadAllText(path), errors) is { } scenario) scenarios.Add(scenario);
        }

        return (scenarios, errors);
    }

    public static Scenario? Read(string file, string text, List<RulebookError> errors)
    {
        var before = errors.Count;
        if (YamlMap.Read(file, text, errors) is not { } map) return null;
        var title = map.Text("title", required: true);
        var facts = ReadFacts(map);
        var expect = map.Maps("expect", required: true).Select(ReadExpectation).ToList();
        map.RefuseOthers();
        return errors.Count == before ? new Scenario(file, title!, facts!, expect) : null;
    }

    private static Facts? ReadFacts(YamlMap map)
    {
        if (map.Map("facts", required: true) is not { } facts) return null;
        var what = facts.Text("what", required: true) ?? "";
        if (!Facts.Kinds.Contains(what)) facts.Fault(facts.LineOf("what"), $"不认识的事实 {what}。");
        var typeName = facts.Text("type", required: true);
        var type = Enum.GetValues<ItemType>().Where(t => t.Names().Name == typeName).Cast<ItemType?>().FirstOrDefault();
        if (type is null) facts.Fault(facts.LineOf("type"), $"不认识的事项类型 {typeName}。");
        var channel = facts.Text("channel") ?? "counter";
        if (channel is not ("counter" or "online")) facts.Fault(facts.LineOf("channel"), "channel 应是 counter 或 online。");
        var on = facts.Date("on", required: true);
        var expires = facts.Date("expires");
        if (what == "renewal-undecided" && expires is null) facts.Fault(facts.Line, "延续的事实要写 expires。");
        facts.RefuseOthers();
        return type is { } known && on is { } day ? new Facts(what, known, channel, day, expires) : null;
    }

    private static Expectation ReadExpectation(YamlMap map)
    {
        var place = RegionCode.TryParse(map.Text("place", required: true), out var code) ? code : RegionCode.Nation;
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
