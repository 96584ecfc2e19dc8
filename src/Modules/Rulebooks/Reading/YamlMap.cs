using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OneWindow.Rulebooks;

/// <summary>One mapping of a YAML file: gives values by name, notes what is missing or wrong with its line, and in the end what nobody asked for.</summary>
internal sealed class YamlMap(string file, YamlMappingNode node, List<RulebookError> errors)
{
    private readonly Dictionary<string, (YamlNode Value, int Line)> entries = node.Children.ToDictionary(
        c => c.Key is YamlScalarNode { Value: { } name } ? name : c.Key.ToString(), c => (c.Value, (int)c.Key.Start.Line), StringComparer.Ordinal);

    private readonly HashSet<string> asked = [];

    public string File => file;

    public int Line => (int)node.Start.Line;

    public IEnumerable<(string Name, YamlNode Value, int Line)> Entries => entries.Select(e => (e.Key, e.Value.Value, e.Value.Line));

    /// <summary>The document of a file that must be one mapping; null, with the error noted, if it is not.</summary>
    public static YamlMap? Read(string file, string text, List<RulebookError> errors)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return new YamlMap(file, root, errors);
            errors.Add(new RulebookError(file, 1, "整个文件应是一个“键: 值”的映射。"));
        }
        catch (YamlException e)
        {
            errors.Add(new RulebookError(file, (int)e.Start.Line, $"YAML 读不通：{e.Message}"));
        }

        return null;
    }

    public void Fault(int line, string message) => errors.Add(new RulebookError(file, line, message));

    public bool Has(string name) => entries.ContainsKey(name);

    public int LineOf(string name) => entries.TryGetValue(name, out var found) ? found.Line : Line;

    public string? Text(string name, bool required = false)
    {
        if (Find(name, required) is not { } found) return null;
        if (found.Value is YamlScalarNode { Value: { } text } && text.Trim().Length > 0) return text.Trim();
        Fault(found.Line, $"{name} 应是一段文字，不能为空。");
        return null;
    }

    public DateOnly? Date(string name, bool required = false)
    {
        if (Text(name, required) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Fault(LineOf(name), $"{name} 应是日期，如 2023-07-01，现在是 {text}。");
        return null;
    }

    public bool Yes(string name)
    {
        var text = Text(name);
        if (text is not (null or "yes" or "no")) Fault(LineOf(name), $"{name} 应是 yes 或 no，现在是 {text}。");
        return text == "yes";
    }

    public IReadOnlyList<string> List(string name) =>
        Find(name, required: false) is { } found ? EntriesOf(found.Value, found.Line)?.Entries ?? [] : [];

    public YamlMap? Map(string name, bool required = false)
    {
        if (Find(name, required) is not { } found) return null;
        if (found.Value is YamlMappingNode map) return new YamlMap(file, map, errors);
        Fault(found.Line, $"{name} 应是“键: 值”的映射。");
        return null;
    }

    public IEnumerable<YamlMap> Maps(string name, bool required = false)
    {
        if (Find(name, required) is not { } found) return [];
        if (found.Value is YamlSequenceNode sequence && sequence.Children.All(c => c is YamlMappingNode))
        {
            return sequence.Children.Cast<YamlMappingNode>().Select(map => new YamlMap(file, map, errors));
        }

        Fault(found.Line, $"{name} 应是映射的列表。");
        return [];
    }

    public YamlMap? AsMap(YamlNode value) => value is YamlMappingNode map ? new YamlMap(file, map, errors) : null;

    /// <summary>A scalar as one entry, a list as its entries; null, with the error noted, for anything else.</summary>
    public (IReadOnlyList<string> Entries, bool IsList)? EntriesOf(YamlNode value, int line)
    {
        var texts = value switch
        {
            YamlScalarNode { Value: { } text } => [text.Trim()],
            YamlSequenceNode list when list.Children.All(c => c is YamlScalarNode) => list.Children.Select(c => ((YamlScalarNode)c).Value?.Trim() ?? "").ToArray(),
            _ => null,
        };
        if (texts is null || texts.Any(t => t.Length == 0))
        {
            Fault(line, "值应是一个词或一列词，不能为空。");
            return null;
        }

        if (texts.Any(t => t.Contains('|', StringComparison.Ordinal) || t.Contains('\n', StringComparison.Ordinal)))
        {
            Fault(line, "值里不能有竖线或换行。");
            return null;
        }

        return (texts, value is YamlSequenceNode);
    }

    /// <summary>Whatever was not asked for is unknown, and refused: a misspelt key would otherwise be silence.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, (_, line)) in entries)
        {
            if (!asked.Contains(name)) Fault(line, $"不认识的键 {name}。");
        }
    }

    private (YamlNode Value, int Line)? Find(string name, bool required)
    {
        asked.Add(name);
        if (entries.TryGetValue(name, out var found)) return found;
        if (required) Fault(Line, $"缺少 {name}。");
        return null;
    }
}
