using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>一次改很多份: one thing that stands in many guides alike, and where in each it stands.</summary>
internal static class ManyEdits
{
    public const string Phone = "phone";
    public const string Address = "address";
    public const string Hall = "hall";
    public const string Law = "law";

    public static IReadOnlyList<ChoiceModel> Kinds { get; } =
    [
        new(Phone, "电话号码", "咨询电话、监督投诉电话和各地点的电话"), new(Address, "地址", "办理地点的地址，或者其中一段"),
        new(Hall, "大厅名称", "办理地点、办理步骤和问答里写的名称"), new(Law, "法律文件的名称", "各处依据里写的名称，全称一样的才改"),
    ];

    /// <summary>The edits that put the new words where the old ones stand; none: they stand nowhere.</summary>
    public static IReadOnlyList<DraftEdit> Of(DraftDocument draft, string kind, string was, string now)
    {
        var edits = new List<DraftEdit>();
        foreach (var (path, value) in draft.Values)
        {
            var after = kind == Law ? Laws(path, value, was, now) : IsOf(kind, path) ? Text(value, kind, was, now) : null;
            if (after is not null) edits.Add(new DraftEdit(path, draft.Get(path), after));
        }

        return edits;
    }

    private static bool IsOf(string kind, string path)
    {
        var parts = path.Split('/');
        return kind switch
        {
            Phone => path is "consultationPhone" or "complaintPhone" || parts is ["places", _, "phone"],
            Address => parts is ["places", _, "address"],
            _ => parts is ["places", _, "name"] or ["steps", _, "actor" or "name"] or ["questions", _, "asked" or "answer"],
        };
    }

    private static string? Text(JsonNode value, string kind, string was, string now)
    {
        if (value is not JsonValue plain || !plain.TryGetValue(out string? text)) return null;
        var after = kind == Phone ? text == was ? now : text : text.Replace(was, now, StringComparison.Ordinal);
        return after == text ? null : JsonSerializer.Serialize(after, Json.Options);
    }

    /// <summary>The law of a basis, wherever one stands; a list that is one value may hold several.</summary>
    private static string? Laws(string path, JsonNode value, string was, string now)
    {
        if (value is JsonArray list)
        {
            var copy = list.DeepClone();
            return Replaced(copy, was, now) ? DraftDocument.Canonical(copy) : null;
        }

        return path.Split('/')[^1] == "law" && value is JsonValue plain && plain.TryGetValue(out string? law) && law == was ? JsonSerializer.Serialize(now, Json.Options) : null;
    }

    private static bool Replaced(JsonNode? node, string was, string now)
    {
        var any = false;
        if (node is JsonArray list)
        {
            foreach (var entry in list) any |= Replaced(entry, was, now);
        }
        else if (node is JsonObject record)
        {
            foreach (var (name, value) in record.ToList())
            {
                if (name == "law" && value is JsonValue plain && plain.TryGetValue(out string? law) && law == was) (record[name], any) = (now, true);
                else any |= Replaced(value, was, now);
            }
        }

        return any;
    }
}
