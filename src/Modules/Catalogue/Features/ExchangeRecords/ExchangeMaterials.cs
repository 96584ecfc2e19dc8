using System.Globalization;
using System.Text.Json.Nodes;

namespace OneWindow.Catalogue;

/// <summary>材料: known again by its name, so that samples, checks and references made here stay; a new one has the defects usual for papers.</summary>
internal sealed class ExchangeMaterials(ExchangeRecord record)
{
    public JsonArray Read(JsonArray materials, JsonArray before)
    {
        var known = before.OfType<JsonObject>().Where(m => m["name"] is not null).DistinctBy(m => ExchangeRecord.Text(m["name"])).ToDictionary(m => ExchangeRecord.Text(m["name"]));
        var ids = before.OfType<JsonObject>().Select(m => ExchangeRecord.Text(m["id"])).ToHashSet();
        var all = new JsonArray();
        foreach (var (theirs, i) in materials.OfType<JsonObject>().Select((m, i) => (m, i)))
        {
            var name = ExchangeRecord.Text(theirs["material_name"]);
            var ours = known.TryGetValue(name, out var there) ? (JsonObject)there.DeepClone() : New(name, ids);
            Write(theirs, ours, i);
            all.Add(ours);
        }

        return all;
    }

    private static JsonObject New(string name, HashSet<string> ids)
    {
        var number = 1;
        while (!ids.Add($"m{number}")) number++;
        return new JsonObject
        {
            ["id"] = $"m{number}", ["name"] = name, ["kind"] = "other", ["required"] = true, ["main"] = true, ["tolerable"] = false, ["source"] = "applicant", ["originals"] = 1, ["copies"] = 0,
            ["electronic"] = false, ["defects"] = new JsonArray("missing", "unreadable", "incomplete"),
        };
    }

    private void Write(JsonObject theirs, JsonObject ours, int i)
    {
        string Text(string name) => ExchangeRecord.Text(theirs[name]);
        void Wrong(string name, string mend) => record.Wrong($"materials[{i}].{name}", "所需材料", Text(name), mend);

        switch (Text("is_need"))
        {
            case "":
                break;
            case "1":
                (ours["required"], ours["tolerable"]) = (true, false);
                break;
            case "2":
                (ours["required"], ours["main"], ours["tolerable"]) = (false, false, false);
                break;
            case "3":
                (ours["main"], ours["tolerable"]) = (false, true);
                break;
            default:
                Wrong("is_need", "1 必要、2 非必要、3 容缺后补");
                break;
        }

        if (Text("material_type") is { Length: > 0 } type)
        {
            if (CodeSets.Kind(type) is not { } kind) Wrong("material_type", "1 证件证书证明、2 申请表格文书、3 其他");
            // A proof and a certificate are one there.
            else if (!(type == "1" && ExchangeRecord.Text(ours["kind"]) == "proof")) ours["kind"] = ExchangeRecord.Name(kind);
        }

        if (Text("source_type") is { Length: > 0 } code)
        {
            if (CodeSets.Source(code) is { } source) ours["source"] = ExchangeRecord.Name(source);
            else Wrong("source_type", "10 申请人自备、20 政府部门核发、99 其他");
        }

        if (Text("material_format") is { Length: > 0 } format)
        {
            if (format is "1" or "2" or "3") ours["electronic"] = format != "1";
            else Wrong("material_format", "1 纸质、2 电子化、3 纸质/电子化");
        }

        foreach (var (name, element) in new[] { ("page_num", "originals"), ("copy_num", "copies") })
        {
            if (Text(name).Length == 0) continue;
            if (int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) ours[element] = number;
            else Wrong(name, "不小于 0 的整数");
        }

        foreach (var (name, element) in new[] { ("accept_stand", "standard"), ("page_format", "format"), ("source_explain", "issuer") })
        {
            if (Text(name) is { Length: > 0 } words) ours[element] = words;
        }

        if (Text("by_law") is { Length: > 0 } law && ExchangeText.Bases(law) is [JsonObject basis, ..] && !ExchangeText.Same(basis, ours["basis"])) ours["basis"] = basis.DeepClone();
    }
}
