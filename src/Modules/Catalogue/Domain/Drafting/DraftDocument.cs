using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// A guide in work, as elements with addresses that stay: "materials/application/name". Lists are kept by the ids of their items, each with a rank, so that
/// two people who add, move and change at once mean the same thing by the same address. Values are JSON text in one canonical form; null: not there.
/// </summary>
internal sealed class DraftDocument
{
    public const string Rank = "$at";
    public const string Words = "text";

    private const long Gap = 1024;
    private const string Id = "id";

    /// <summary>The lists that are kept by ids; all other lists are one value each.</summary>
    private static readonly string[] Lists = ["bases", "conditions", "materials", "form", "steps", "specialProcedures", "fees", "places", "questions"];

    /// <summary>Those whose items have an id of their own in the guide; to the others we give one.</summary>
    private static readonly string[] WithIds = ["materials", "form", "fields", "specialProcedures"];

    private readonly JsonObject root;

    private DraftDocument(JsonObject root) => this.root = root;

    public static DraftDocument Empty => new([]);

    /// <summary>Stored text of a document.</summary>
    public static DraftDocument Parse(string text) => new(JsonNode.Parse(text)!.AsObject());

    /// <summary>Of a guide's record as imports and the seed write it; version, hash and day are not the editor's.</summary>
    public static DraftDocument Of(JsonObject record)
    {
        var root = (JsonObject)record.DeepClone();
        foreach (var given in new[] { "version", "hash", "effectiveFrom" }) root.Remove(given);
        foreach (var list in Lists) Key(root, list);
        foreach (var (_, page) in root["form"] as JsonObject ?? []) Key(page!.AsObject(), "fields");
        return new DraftDocument(root);
    }

    public static DraftDocument Of(Guide guide) => Of(JsonSerializer.SerializeToNode(guide, Json.Options)!.AsObject());

    /// <summary>The canonical text: equal texts are equal documents.</summary>
    public string Text => Canonical(root)!;

    /// <summary>The guide's record, as <see cref="GuideShape"/> checks it.</summary>
    public JsonObject ToRecord()
    {
        var record = (JsonObject)root.DeepClone();
        foreach (var (_, page) in record["form"] as JsonObject ?? []) Unkey(page!.AsObject(), "fields");
        foreach (var list in Lists) Unkey(record, list);
        foreach (var material in record["materials"]!.AsArray()) material!["defects"] ??= new JsonArray();
        GuideShape.EmptyLists(record);
        return record;
    }

    public string? Get(string path) => Canonical(Node(path));

    /// <summary>A plain text value; "" where there is none.</summary>
    public string TextAt(string path) => Node(path) is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    public JsonNode? Node(string path)
    {
        JsonNode? here = root;
        foreach (var part in path.Split('/')) here = (here as JsonObject)?[part];
        return here;
    }

    /// <summary>The ids of a list's items in their order.</summary>
    public IReadOnlyList<string> Ids(string list) => [.. Ranked(Node(list) as JsonObject ?? []).Select(i => i.Key)];

    public IEnumerable<string> AllLists => Lists.Concat(Ids("form").Select(page => $"form/{page}/fields"));

    /// <summary>The rank behind the last item of a list.</summary>
    public long NextRank(string list) => (Node(list) as JsonObject ?? []).Select(i => RankOf(i.Value)).DefaultIfEmpty(0).Max() + Gap;

    /// <summary>Every value with its address: texts, numbers, and the lists that are one value each.</summary>
    public IEnumerable<(string Path, JsonNode Value)> Values => Below(root, "");

    /// <summary>Whether what the path lies in is there: the item of a list may have been removed.</summary>
    public bool Reaches(string path) => ItemsAbove(path).All(item => Node(item) is not null);

    /// <summary>The list items that a path lies in, the outermost first.</summary>
    public static IEnumerable<string> ItemsAbove(string path)
    {
        var parts = path.Split('/');
        if (parts.Length > 2 && Lists.Contains(parts[0])) yield return $"{parts[0]}/{parts[1]}";
        if (parts.Length > 4 && parts[0] == "form" && parts[2] == "fields") yield return $"form/{parts[1]}/fields/{parts[3]}";
    }

    /// <summary>"form/company/fields/name" is an item of "form/company/fields"; null: no list's item.</summary>
    public static string? ListOf(string path)
    {
        var parts = path.Split('/');
        return parts.Length == 2 && Lists.Contains(parts[0]) ? parts[0]
            : parts.Length == 4 && parts[0] == "form" && parts[2] == "fields" ? $"form/{parts[1]}/fields"
            : null;
    }

    /// <summary>"materials", "form/company/fields".</summary>
    public static bool IsList(string path) => ListOf(path + "/x") is not null;

    /// <summary>Whether the items of this list have ids of their own in the guide.</summary>
    public static bool HasOwnIds(string list) => WithIds.Contains(list[(list.LastIndexOf('/') + 1)..]);

    public DraftDocument With(string path, string? json) => With([(path, json)]);

    public DraftDocument With(IEnumerable<(string Path, string? Json)> changes)
    {
        var next = (JsonObject)root.DeepClone();
        foreach (var (path, json) in changes) Set(next, path.Split('/'), json);
        return new DraftDocument(next);
    }

    private static IEnumerable<(string Path, JsonNode Value)> Below(JsonObject record, string path)
    {
        foreach (var (name, value) in record)
        {
            var here = path.Length == 0 ? name : $"{path}/{name}";
            if (value is JsonObject inner)
            {
                foreach (var found in Below(inner, here)) yield return found;
            }
            else if (value is not null)
            {
                yield return (here, value);
            }
        }
    }

    private static void Set(JsonObject here, ReadOnlySpan<string> path, string? json)
    {
        var name = path[0];
        if (path.Length == 1)
        {
            if (json is null) here.Remove(name);
            else here[name] = JsonNode.Parse(json);
            return;
        }

        if (here[name] is not JsonObject inner)
        {
            if (json is null) return;
            here[name] = inner = [];
        }

        Set(inner, path[1..], json);
        if (inner.Count == 0) here.Remove(name);
    }

    private static void Key(JsonObject holder, string list)
    {
        if (holder[list] is not JsonArray items) return;
        holder.Remove(list);
        if (items.Count == 0) return;
        var keyed = new JsonObject();
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i] is JsonObject record ? (JsonObject)record.DeepClone() : new JsonObject { [Words] = items[i]?.DeepClone() };
            var own = WithIds.Contains(list) ? (string?)item[Id] : null;
            if (own is not null) item.Remove(Id);
            var id = own?.Replace('/', '-') ?? (i + 1).ToString(CultureInfo.InvariantCulture);
            while (keyed.ContainsKey(id)) id += "x";
            item[Rank] = (i + 1) * Gap;
            keyed[id] = item;
        }

        holder[list] = keyed;
    }

    private static void Unkey(JsonObject holder, string list)
    {
        var items = new JsonArray();
        foreach (var (id, item) in Ranked(holder[list] as JsonObject ?? []))
        {
            var record = (JsonObject)item!.DeepClone();
            record.Remove(Rank);
            if (WithIds.Contains(list)) record[Id] = id;
            items.Add(list == "conditions" ? record[Words]?.DeepClone() : record);
        }

        holder[list] = items;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Ranked(JsonObject list) =>
        list.OrderBy(i => RankOf(i.Value)).ThenBy(i => i.Key, StringComparer.Ordinal);

    private static long RankOf(JsonNode? item) => item?[Rank] is JsonValue value && value.TryGetValue(out long rank) ? rank : 0;

    public static string? Canonical(JsonNode? node) => Sorted(node)?.ToJsonString(Json.Options);

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject record => new JsonObject(record.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
