using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneWindow.Catalogue;

/// <summary>
/// The records of a JSON file one after the other, never the whole file: of a list, or of the list that an object names guides, items or
/// up_task_general_basic. What stands beside the list is skipped, but for short texts, which each record may want to know (data_source).
/// </summary>
internal static class JsonRecords
{
    private static readonly string[] Lists = ["guides", "items", ExchangeRecord.Table];

    /// <summary>No record is longer.</summary>
    private const int Longest = 64 * 1024 * 1024;

    /// <exception cref="FormatException">No such list, or something in it is no record.</exception>
    /// <exception cref="JsonException">Not JSON, or not all of it.</exception>
    public static IEnumerable<(string List, JsonObject Body, IReadOnlyDictionary<string, string> Head)> Read(string path, Encoding encoding)
    {
        using var file = File.OpenRead(path);
        using var stream = encoding is UTF8Encoding ? file : Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8);
        var feed = new Feed(stream);
        var head = new Dictionary<string, string>();
        var list = "records";
        var first = feed.Next();
        if (first == JsonTokenType.StartObject)
        {
            list = "";
            while (feed.Next() == JsonTokenType.PropertyName)
            {
                var name = feed.Text;
                if (Lists.Contains(name))
                {
                    list = name;
                    if (feed.Next() != JsonTokenType.StartArray) throw new FormatException($"{name} 应为一个列表");
                    foreach (var body in Records(feed, name)) yield return (name, body, head);
                }
                else if (feed.Value() is JsonValue value)
                {
                    head[name] = value.ToString();
                }
            }

            if (list.Length == 0) throw new FormatException($"应为一个列表，或含有 {string.Join('、', Lists)} 列表的对象");
        }
        else if (first == JsonTokenType.StartArray)
        {
            foreach (var body in Records(feed, list)) yield return (list, body, head);
        }
        else
        {
            throw new FormatException("应为一个列表，或含有 guides、items 列表的对象");
        }

        feed.End();
    }

    private static IEnumerable<JsonObject> Records(Feed feed, string list)
    {
        while (feed.ValueUnlessEnd() is { } more)
        {
            var body = more.Node as JsonObject ?? throw new FormatException($"{list} 里有一项不是记录");
            try
            {
                Touch(body);
            }
            catch (ArgumentException)
            {
                throw new FormatException($"{list} 里有一条记录把同一个名称写了两次。请只留一个");
            }
            catch (InvalidOperationException)
            {
                throw new FormatException($"{list} 里有一条记录的文字里有半个字（不成对的 \\uD800 一类编码）。请核对后重新导出");
            }

            yield return body;
        }
    }

    /// <summary>A node finds out that it has a name twice, or half a character, only when it is looked at.</summary>
    private static void Touch(JsonNode? node)
    {
        if (node is JsonObject record)
        {
            foreach (var (_, value) in record) Touch(value);
        }
        else if (node is JsonArray list)
        {
            foreach (var value in list) Touch(value);
        }
        else if (node is JsonValue text && text.TryGetValue(out string? words) && words.Contains('\0'))
        {
            // No database keeps it, and nobody can see it.
            throw new FormatException("文字里有看不见的控制字符（编码 0）。请去掉后再导入");
        }
    }

    /// <summary>A window over the stream: grows only for one value that does not fit.</summary>
    private sealed class Feed(Stream stream)
    {
        private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        private JsonReaderState state = new(new JsonReaderOptions { AllowTrailingCommas = false, MaxDepth = 64 });
        private int from;
        private int end = -1;
        private bool final;

        public string Text { get; private set; } = "";

        public JsonTokenType Next()
        {
            while (true)
            {
                var reader = new Utf8JsonReader(Window, final, state);
                if (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.PropertyName) Text = reader.GetString()!;
                    Keep(reader);
                    return reader.TokenType;
                }

                if (final) return JsonTokenType.None;
                More();
            }
        }

        public JsonNode? Value() => ValueUnlessEnd()?.Node;

        /// <summary>Null: the list ends here.</summary>
        public (JsonNode? Node, bool)? ValueUnlessEnd()
        {
            while (true)
            {
                var reader = new Utf8JsonReader(Window, final, state);
                if (reader.Read())
                {
                    if (reader.TokenType is JsonTokenType.EndArray)
                    {
                        Keep(reader);
                        return null;
                    }

                    var whole = reader;
                    if (whole.TrySkip())
                    {
                        var node = JsonNode.Parse(ref reader);
                        Keep(reader);
                        return (node, true);
                    }
                }

                if (final) throw new JsonException("文件在一条记录的中间断了");
                More();
            }
        }

        public void End()
        {
            if (Next() != JsonTokenType.None) throw new FormatException("列表后面还有多余的内容");
            ArrayPool<byte>.Shared.Return(buffer);
        }

        private ReadOnlySpan<byte> Window => buffer.AsSpan(from, Math.Max(end, 0) - from);

        private void Keep(Utf8JsonReader reader)
        {
            from += (int)reader.BytesConsumed;
            state = reader.CurrentState;
        }

        private void More()
        {
            var left = Math.Max(end, 0) - from;
            if (left > Longest) throw new FormatException("有一条记录太大");
            if (left > buffer.Length / 2)
            {
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.AsSpan(from, left).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
            else
            {
                buffer.AsSpan(from, left).CopyTo(buffer);
            }

            var begins = end < 0;
            (from, end) = (0, left);
            var read = stream.ReadAtLeast(buffer.AsSpan(end), 3, throwOnEndOfStream: false);
            final = read < 3;
            end += read;
            // The mark of UTF-8 is no JSON.
            if (begins && buffer.AsSpan(0, end).StartsWith(Encoding.UTF8.Preamble)) from = 3;
        }
    }
}
