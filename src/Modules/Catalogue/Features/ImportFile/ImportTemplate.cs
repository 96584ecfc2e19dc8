using System.Text;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>模板: the heads of a table, made of the records themselves so that no template grows old.</summary>
internal static class ImportTemplate
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Heads { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["items"] = ["itemCode", "name", "main", "dept", "taskType", "areaCode", "deptCode"],
        ["guides"] = [.. Paths(typeof(Guide), "").Where(p => p is not ("version" or "hash") && !p.StartsWith("combination", StringComparison.Ordinal))],
        ["exchange"] =
        [
            "task_name", "catalog_code", "local_catalog_code", "task_code", "task_handle_item", "local_task_code", "area_code", "task_type", "by_law", "use_level", "task_state", "dept_name", "dept_code",
            "anticipate_day", "anticipate_type", "promise_day", "promise_type", "accept_condition", "is_fee", "server_type", "project_type", "handle_type", "limit_scene_num", "link_way", "supervise_way",
            "result_name", "result_type", "plan_effective_date", "plan_cancel_date", "cd_operation", "cd_time", "cd_batch", "data_source", "code_set",
        ],
    };

    /// <summary>What lies deeper is written as JSON.</summary>
    private const int Deepest = 3;

    public static byte[] Make(IReadOnlyList<string> heads, string format)
    {
        if (format == "csv") return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join(',', heads) + "\r\n")];
        using var stream = new MemoryStream();
        TableOut.Excel(stream, heads);
        return stream.ToArray();
    }

    /// <summary>What stands in one cell: plain values, and lists of them by "|"; of a list of records the first.</summary>
    private static IEnumerable<string> Paths(Type shape, string path)
    {
        shape = Nullable.GetUnderlyingType(shape) ?? shape;
        if (path.Count(c => c == '.') >= Deepest) return [];
        if (shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = shape.GetGenericArguments()[0];
            return IsPlain(item) ? [path] : Paths(item, $"{path}[0]");
        }

        return IsPlain(shape) ? [path] : Json.Options.GetTypeInfo(shape).Properties.SelectMany(p => Paths(p.PropertyType, path.Length == 0 ? p.Name : $"{path}.{p.Name}"));
    }

    private static bool IsPlain(Type shape) =>
        shape.IsEnum || Json.Options.GetTypeInfo(shape).Kind == System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.None || shape == typeof(JsonElement);
}
