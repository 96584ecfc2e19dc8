using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>The layouts that an import tells apart by what its records have.</summary>
internal enum RecordLayout
{
    /// <summary>Our own: the guide's record, as docs/how-to/import.md describes it.</summary>
    Guide,

    /// <summary>The layout of data/guides.json: facts of published guides.</summary>
    PublicGuide,

    /// <summary>The layout of data/district-items.json: entries of a district's list.</summary>
    DistrictItem,
}

/// <summary>One record of a file with the name it is called by in messages: "guides[3] 食品经营许可".</summary>
internal sealed record FileRecord(string Name, JsonObject Body);

/// <summary>A file of records, read whole: JSON, CSV with paths as column heads, or an Excel workbook (<see cref="Workbook"/>).</summary>
internal sealed record RecordFile(RecordLayout Layout, IReadOnlyList<FileRecord> Records)
{
    private const string Rows = "rows";

    public static Outcome<RecordFile> Read(string path)
    {
        if (!File.Exists(path)) return new Refusal("catalogue.file-missing", $"没有找到文件 {Path.GetFileName(path)}。请核对路径。", PlatformRules.Files);
        try
        {
            var (list, records) = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".json" => FromJson(path),
                ".csv" => (Rows, FromCsv(path)),
                ".xlsx" => (Rows, Workbook.Read(path)),
                var other => throw new FormatException($"不认识的文件类型“{other}”。请使用 .json、.csv 或 .xlsx"),
            };
            if (LayoutOf(records) is not { } layout) return Unknown;
            if (list == Rows && layout == RecordLayout.Guide)
            {
                foreach (var record in records) GuideShape.EmptyLists(record);
            }

            return Made(layout, list, records);
        }
        catch (Exception e) when (e is JsonException or FormatException or CsvFormatException or InvalidDataException or DocumentFormat.OpenXml.Packaging.OpenXmlPackageException)
        {
            return new Refusal("catalogue.file-unreadable", $"文件读不出来：{e.Message}。请检查文件是否完整、编码是否为 UTF-8。", PlatformRules.Files);
        }
    }

    /// <summary>A list of a government above (<see cref="ImportUpper"/>); null: another file.</summary>
    public static JsonObject? UpperList(string path)
    {
        if (!File.Exists(path) || !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            return JsonNode.Parse(stream) is JsonObject whole && whole.ContainsKey("upper") ? whole : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same out of a body that a program sent.</summary>
    public static Outcome<RecordFile> Of(JsonNode? body)
    {
        try
        {
            var (list, records) = FromNode(body);
            return LayoutOf(records) is { } layout ? Made(layout, list, records) : Unknown;
        }
        catch (FormatException wrong)
        {
            return new Refusal("catalogue.file-unreadable", $"读不出来：{wrong.Message}。", PlatformRules.Input);
        }
    }

    private static Refusal Unknown { get; } = new("catalogue.layout-unknown", "文件里没有能认出的记录。请对照导入说明核对字段名称。", PlatformRules.Files);

    private static RecordFile Made(RecordLayout layout, string list, IReadOnlyList<JsonObject> records) =>
        new(layout, [.. records.Select((r, i) => new FileRecord($"{list}[{i}] {r["name"]}".TrimEnd(), r))]);

    private static (string List, IReadOnlyList<JsonObject> Records) FromJson(string path)
    {
        using var stream = File.OpenRead(path);
        return FromNode(JsonNode.Parse(stream));
    }

    private static (string List, IReadOnlyList<JsonObject> Records) FromNode(JsonNode? node)
    {
        var (list, array) = node switch
        {
            JsonArray all => ("records", all),
            JsonObject o when o["guides"] is JsonArray guides => ("guides", guides),
            JsonObject o when o["items"] is JsonArray items => ("items", items),
            _ => throw new FormatException("应为一个列表，或含有 guides、items 列表的对象"),
        };
        return (list, [.. array.Select(r => r as JsonObject ?? throw new FormatException($"{list} 里有一项不是记录"))]);
    }

    private static List<JsonObject> FromCsv(string path)
    {
        using var csv = CsvReader.Create(new StreamReader(path), new CsvReaderOptions(), leaveOpen: false);
        csv.ReadHeader();
        var heads = csv.Headers.ToList();
        var records = new List<JsonObject>();
        while (csv.Read())
        {
            var record = new JsonObject();
            for (var i = 0; i < Math.Min(heads.Count, csv.FieldCount); i++) RecordPath.Set(record, heads[i].Trim(), csv.GetString(i));
            records.Add(record);
        }

        return records;
    }

    private static RecordLayout? LayoutOf(IReadOnlyList<JsonObject> records) => records switch
    {
        _ when records.Any(r => r.ContainsKey("itemCode")) => RecordLayout.DistrictItem,
        _ when records.Any(r => r.ContainsKey("typeCode") || r.ContainsKey("serviceObjects")) => RecordLayout.PublicGuide,
        _ when records.Any(r => r.ContainsKey("item")) => RecordLayout.Guide,
        _ => null,
    };
}
