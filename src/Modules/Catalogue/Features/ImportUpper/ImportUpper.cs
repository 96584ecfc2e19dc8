using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 上级基本目录的导入: {"upper": "370000", "from"?: "2026-01-01", "entries": [{"code", "name", "type", "line"?, "elements"?: {"受理条件": "…"}}]}. It is the whole list: what is
/// not in it any more was taken out above. Whole or not at all: half a list would look as if the rest had been withdrawn.
/// </summary>
internal static class ImportUpper
{
    public static async Task Run(BasicLists lists, JsonObject file, ImportReport report, CancellationToken cancel)
    {
        var records = file["entries"] as JsonArray ?? [];
        report.Read = records.Count;
        if (!RegionCode.TryParse((string?)(file["upper"] as JsonValue), out var owner))
        {
            report.Refuse("upper", "catalogue.place-unknown", "“upper”应是公布目录的政府的区划代码，例如 370000。请补上。", Laws.BasicList);
            return;
        }

        DateOnly? from = null;
        if ((string?)(file["from"] as JsonValue) is { } day)
        {
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", out var parsed))
            {
                report.Refuse("from", "catalogue.date-malformed", $"“from”的“{day}”应是施行日期，例如 2026-01-01。请改写。", Laws.BasicList);
                return;
            }

            from = parsed;
        }

        var (entries, seen) = (new List<UpperEntry>(), new HashSet<string>());
        for (var i = 0; i < records.Count; i++)
        {
            var (entry, why) = Read(records[i] as JsonObject ?? []);
            if (entry is not null && !seen.Add(entry.Code)) why = "同一个编码出现了两次，请只留一条";
            if (why is not null) report.Refuse($"entries[{i}]", "catalogue.upper-entry", $"第 {i + 1} 条：{why}。", Laws.BasicList);
            else entries.Add(entry!);
        }

        if (report.AnyRefused || entries.Count == 0) return;
        var (added, changed, gone) = await lists.ImportUpper(owner, entries, cancel, from);
        report.Accepted = added + changed + gone;
        report.Unchanged = entries.Count - added - changed;
    }

    private static (UpperEntry? Entry, string? Why) Read(JsonObject record)
    {
        string Text(string name) => (record[name]?.ToString() ?? "").Trim();
        if (!ItemCode.TryParse(Text("code"), out var code) || code.Kind is not (ItemCodeKind.Basic or ItemCodeKind.OldBasic)) return (null, "“code”应是 12 位基本编码（旧制 10 位），请核对");
        if (Text("name").Length == 0) return (null, "“name”是事项名称，请补上");
        if (Enum.GetValues<ItemType>().Where(t => t.Names().Name == Text("type") || t.Names().Code == Text("type").PadLeft(2, '0')).ToList() is not [var type])
            return (null, $"“type”的“{Text("type")}”不是依申请办理的事项类型");
        var elements = (record["elements"] as JsonObject ?? []).ToDictionary(e => e.Key, e => e.Value?.ToString() ?? "");
        return (new UpperEntry(Text("code"), Text("name"), type, Text("line") is { Length: > 0 } line ? line : null, elements), null);
    }
}
