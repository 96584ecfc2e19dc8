using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace OneWindow.Catalogue;

/// <summary>YAML as JSON nodes, every scalar as text: what a value is, the shape that reads it decides.</summary>
internal static class YamlText
{
    public static JsonObject Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents is [var document] && Node(document.RootNode) is JsonObject record
            ? record
            : throw new FormatException("A seed file is one YAML mapping.");
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Node(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Value: { } text } => JsonValue.Create(text),
        _ => null,
    };
}
