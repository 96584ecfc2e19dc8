using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// Does a JSON record have the shape of a <see cref="Guide"/>? Reads the shape from the record type itself, so that a new element
/// needs no second description. Tables and YAML give every value as text: <see cref="Fit"/> first makes of it what the shape wants.
/// </summary>
internal static class GuideShape
{
    /// <summary>All that does not fit; empty means that <see cref="Read"/> will work.</summary>
    public static IReadOnlyList<Fault> Check(JsonObject record)
    {
        var faults = new List<Fault>();
        Check(record, typeof(Guide), "", faults);
        return faults;
    }

    public static Guide Read(JsonObject record) => record.Deserialize<Guide>(Json.Options)!;

    /// <summary>Text to truth values, numbers and lists ("a|b") where the shape has them. What does not fit stays and is found by the check.</summary>
    public static JsonNode? Fit(JsonNode? node, Type? shape = null)
    {
        shape ??= typeof(Guide);
        shape = Nullable.GetUnderlyingType(shape) ?? shape;
        if (ItemOf(shape) is { } item)
        {
            return node switch
            {
                JsonArray array => new JsonArray([.. array.Select(n => Fit(n?.DeepClone(), item))]),
                JsonValue value when value.TryGetValue(out string? text) && IsPlain(item) =>
                    new JsonArray([.. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => Fit(t, item))]),
                _ => node,
            };
        }

        switch (node)
        {
            case JsonObject record when !IsPlain(shape):
                var known = Json.Options.GetTypeInfo(shape).Properties.ToDictionary(p => p.Name, p => p.PropertyType);
                return new JsonObject(record.Select(p => KeyValuePair.Create(
                    p.Key, known.TryGetValue(p.Key, out var inner) ? Fit(p.Value?.DeepClone(), inner) : p.Value?.DeepClone())));
            case JsonValue value when shape != typeof(string) && value.TryGetValue(out string? text):
                text = text.Trim();
                if (shape == typeof(bool) && text is "true" or "是") return true;
                if (shape == typeof(bool) && text is "false" or "否") return false;
                if ((shape == typeof(int) || shape == typeof(Money)) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
                return text;
            default:
                return node;
        }
    }

    /// <summary>A table has no way to say "none": a list without cells is empty. What must not be empty the rules say.</summary>
    public static void EmptyLists(JsonObject record)
    {
        foreach (var property in Json.Options.GetTypeInfo(typeof(Guide)).Properties)
        {
            if (property.IsRequired && ItemOf(property.PropertyType) is not null) record[property.Name] ??= new JsonArray();
        }
    }

    private static void Check(JsonNode? node, Type shape, string path, List<Fault> faults)
    {
        shape = Nullable.GetUnderlyingType(shape) ?? shape;
        if (ItemOf(shape) is { } item)
        {
            if (node is not JsonArray array)
            {
                faults.Add(Wrong(path, node, "应为一组值", "请写成列表"));
                return;
            }

            for (var i = 0; i < array.Count; i++) Check(array[i], item, $"{path}[{i}]", faults);
        }
        else if (IsPlain(shape))
        {
            if (Expected(node, shape) is { } expected)
                faults.Add(Wrong(path, node, $"应为{expected}", "请按格式说明改写") with { Basis = shape == typeof(ItemType) ? Laws.ItemTypes : PlatformRules.Input });
        }
        else if (node is JsonObject record)
        {
            CheckRecord(record, shape, path, faults);
        }
        else
        {
            faults.Add(Wrong(path, node, "应为一条记录", "请写成“名称: 值”的形式"));
        }
    }

    private static void CheckRecord(JsonObject record, Type shape, string path, List<Fault> faults)
    {
        var properties = Json.Options.GetTypeInfo(shape).Properties;
        foreach (var (name, value) in record)
        {
            if (properties.All(p => p.Name != name))
                faults.Add(Wrong(Join(path, name), value, "格式中没有这一项", "请删去，或核对名称的拼写"));
        }

        foreach (var property in properties)
        {
            var here = Join(path, property.Name);
            if (record[property.Name] is { } value) Check(value, property.PropertyType, here, faults);
            else if (property.IsRequired)
                faults.Add(new Fault(here, ElementNames.Of(here), null, "catalogue.element-missing", "必须填写", "请补上", Laws.Elements, Missing: true));
        }
    }

    private static Fault Wrong(string path, JsonNode? node, string rule, string mend) =>
        new(path, ElementNames.Of(path), node?.ToJsonString(Json.Options), "catalogue.element-malformed", rule, mend, PlatformRules.Input);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>What was expected where the value is not it; null if it is.</summary>
    private static string? Expected(JsonNode? node, Type shape)
    {
        var text = node is JsonValue value && value.TryGetValue(out string? t) ? t : null;
        if (shape == typeof(string)) return text is null ? "文字" : null;
        if (shape == typeof(bool)) return node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "是或否（true 或 false）";
        if (shape == typeof(int)) return IsWhole(node, out var i) && i <= int.MaxValue ? null : "不小于 0 的整数";
        if (shape == typeof(Money)) return IsWhole(node, out _) ? null : "以分计的金额（不小于 0 的整数）";
        if (shape == typeof(TimeLimit)) return TimeLimit.TryParse(text, out _) ? null : "时限，如“10 working-day”“30 calendar-day”“on-the-spot”";
        if (shape == typeof(RegionCode)) return RegionCode.TryParse(text, out _) ? null : "6 位或 12 位区划代码";
        if (shape == typeof(DateOnly)) return DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) ? null : "日期，如 2024-01-01";
        if (!shape.IsEnum) throw new NotSupportedException($"{shape} is not described: add it here.");
        var names = Enum.GetNames(shape).Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToList();
        return text is not null && names.Contains(text) ? null : "以下之一：" + string.Join('、', names);
    }

    private static bool IsWhole(JsonNode? node, out long number)
    {
        number = 0;
        return node?.GetValueKind() == JsonValueKind.Number
            && long.TryParse(node.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsPlain(Type shape) =>
        shape.IsEnum || Json.Options.GetTypeInfo(shape).Kind == JsonTypeInfoKind.None;

    private static Type? ItemOf(Type shape) =>
        shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? shape.GetGenericArguments()[0] : null;
}
