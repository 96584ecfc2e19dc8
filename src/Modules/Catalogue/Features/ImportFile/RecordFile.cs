using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
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

    /// <summary>全国平台库表 up_task_general_basic with its quartet of synchronisation.</summary>
    Exchange,
}

/// <summary>One record of a file with the name it is called by in messages: "guides[3] 食品经营许可".</summary>
/// <param name="Trouble">It could not be read right: what is wrong and how to mend it; the body is what could be read.</param>
internal sealed record FileRecord(string Name, JsonObject Body, string? Trouble = null);

/// <summary>
/// A file of records: JSON, CSV with paths as column heads, or an Excel workbook (<see cref="Workbook"/>). It is looked through whole before anything is
/// taken, so that a file that is broken in the middle is refused whole; then its records are read one after the other.
/// </summary>
internal sealed record RecordFile(string Path, RecordLayout Layout, int Count, string Fingerprint)
{
    private readonly IReadOnlyList<FileRecord>? sent;

    /// <summary>Our own columns and names in a file of refused records: why it was refused. Nobody has to take them out.</summary>
    public const string NotePrefix = "#";

    private const string Rows = "rows";

    public static IReadOnlyList<string> Kinds { get; } = [".json", ".csv", ".xlsx"];

    /// <summary>Values have no type there, and empty lists no cells.</summary>
    public bool IsTable => sent is null && !Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static Outcome<RecordFile> Read(string path)
    {
        if (!File.Exists(path)) return new Refusal("catalogue.file-missing", $"没有找到文件 {System.IO.Path.GetFileName(path)}。请核对路径。", PlatformRules.Files);
        try
        {
            var (count, layout) = (0, (RecordLayout?)null);
            foreach (var record in Stream(path))
            {
                count++;
                layout = Stronger(layout, LayoutOf(record.Body));
            }

            if (layout is not { } known) return Unknown;
            using var stream = File.OpenRead(path);
            return new RecordFile(path, known, count, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (JsonException e)
        {
            return Unreadable($"第 {(e.LineNumber ?? 0) + 1} 行附近不是完整的 JSON：可能只传了半个文件，或者少了引号、逗号、括号");
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or System.Xml.XmlException or FileFormatException or KeyNotFoundException)
        {
            return Unreadable("Excel 文件不完整，或者不是 Excel 文件。请用 Excel 打开后另存为 .xlsx，再传一次");
        }
        catch (ArgumentException)
        {
            return Unreadable("有一条记录把同一个名称写了两次。请只留一个");
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return Unreadable(e.Message);
        }
    }

    /// <summary>One after the other, read anew each time.</summary>
    public IEnumerable<FileRecord> Records
    {
        get
        {
            foreach (var record in sent ?? Stream(Path))
            {
                if (IsTable && Layout == RecordLayout.Guide) GuideShape.EmptyLists(record.Body);
                yield return record;
            }
        }
    }

    /// <summary>The same out of a body that a program sent.</summary>
    public static Outcome<RecordFile> Of(JsonNode? body)
    {
        var (list, array) = body switch
        {
            JsonArray all => ("records", all),
            JsonObject o when o["guides"] is JsonArray guides => ("guides", guides),
            JsonObject o when o["items"] is JsonArray items => ("items", items),
            _ => ("", []),
        };
        if (list.Length == 0) return new Refusal("catalogue.file-unreadable", "读不出来：应为一个列表，或含有 guides、items 列表的对象。", PlatformRules.Input);
        if (array.Any(r => r is not JsonObject)) return new Refusal("catalogue.file-unreadable", $"读不出来：{list} 里有一项不是记录。", PlatformRules.Input);
        var records = array.Select((r, i) => Named(list, i, r!.AsObject())).ToList();
        return records.Aggregate((RecordLayout?)null, (known, r) => Stronger(known, LayoutOf(r.Body))) is { } layout ? new RecordFile("", layout, records, "") : Unknown;
    }

    private RecordFile(string path, RecordLayout layout, IReadOnlyList<FileRecord> records, string fingerprint)
        : this(path, layout, records.Count, fingerprint) => sent = records;

    private static Refusal Unknown { get; } = new("catalogue.layout-unknown", "文件里没有能认出的记录。请下载模板，对照核对列名（字段名称）。", PlatformRules.Files);

    /// <summary>A list of a government above (<see cref="ImportUpper"/>); null: another file.</summary>
    public static JsonObject? UpperList(string path)
    {
        if (!File.Exists(path) || !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            // Only what begins so is read whole: a list of a hundred thousand items is not.
            using (var beginning = new StreamReader(path))
            {
                var buffer = new char[4096];
                var read = beginning.ReadBlock(buffer);
                if (!new string(buffer, 0, read).Contains("\"upper\"", StringComparison.Ordinal)) return null;
            }

            using var stream = File.OpenRead(path);
            return JsonNode.Parse(stream) is JsonObject whole && whole.ContainsKey("upper") ? whole : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Refusal Unreadable(string why) => new("catalogue.file-unreadable", $"文件读不出来：{why}。文件里的内容都没有导入。", PlatformRules.Files);

    private static IEnumerable<FileRecord> Stream(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => FromJson(path),
        ".csv" => FromCsv(path),
        ".xlsx" => new FileInfo(path).Length == 0 ? throw new FormatException("文件是空的。请核对是不是选错了文件") : Workbook.Read(path).Select((body, i) => Named(Rows, i, body)),
        var other => throw new FormatException($"不认识的文件类型“{other}”。请使用 .json、.csv 或 .xlsx"),
    };

    private static IEnumerable<FileRecord> FromJson(string path)
    {
        var i = 0;
        foreach (var (list, body, head) in JsonRecords.Read(path, FileText.EncodingOf(path)))
        {
            foreach (var note in body.Select(p => p.Key).Where(k => k.StartsWith(NotePrefix, StringComparison.Ordinal)).ToList()) body.Remove(note);
            if (list == ExchangeRecord.Table)
            {
                foreach (var shared in ExchangeRecord.Shared.Where(s => !body.ContainsKey(s) && head.ContainsKey(s))) body[shared] = head[shared];
            }

            yield return Named(list, i++, body);
        }
    }

    private static IEnumerable<FileRecord> FromCsv(string path)
    {
        using var reader = FileText.Open(path, FileText.EncodingOf(path));
        IReadOnlyList<string>? heads = null;
        var i = 0;
        foreach (var row in CsvRows.Read(reader))
        {
            if (heads is null)
            {
                heads = [.. row.Cells.Select(c => c.Trim())];
                var twice = heads.Where(h => h.Length > 0).GroupBy(h => h).FirstOrDefault(g => g.Count() > 1);
                if (twice is not null) throw new FormatException($"第一行有两个同样的列名“{twice.Key}”。请只留一个");
                continue;
            }

            var (body, trouble) = (new JsonObject(), row.Trouble);
            for (var c = 0; c < Math.Min(heads.Count, row.Cells.Count); c++)
            {
                if (heads[c].StartsWith(NotePrefix, StringComparison.Ordinal)) continue;
                RecordPath.Set(body, heads[c], CsvRows.Plain(row.Cells[c]));
            }

            if (row.Cells.Count != heads.Count)
                trouble ??= $"这一行有 {row.Cells.Count} 格，第一行有 {heads.Count} 列：可能少了逗号、多了逗号，或者只有半行";
            yield return Named(Rows, i++, body) with { Trouble = trouble is null ? null : $"第 {row.Line} 行：{trouble}。请改好后再导入。" };
        }

        if (heads is null) throw new FormatException("文件里什么也没有。请核对是不是选错了文件");
    }

    private static FileRecord Named(string list, int number, JsonObject body) => new($"{list}[{number}] {body["name"] ?? body["task_name"]}".TrimEnd(), body);

    private static RecordLayout? Stronger(RecordLayout? known, RecordLayout? now) => (known, now) switch
    {
        (null, _) => now,
        (_, null) => known,
        _ => (RecordLayout)Math.Max((int)known, (int)now),
    };

    private static RecordLayout? LayoutOf(JsonObject record) => record switch
    {
        _ when record.ContainsKey("task_name") || record.ContainsKey("cd_operation") => RecordLayout.Exchange,
        _ when record.ContainsKey("itemCode") => RecordLayout.DistrictItem,
        _ when record.ContainsKey("typeCode") || record.ContainsKey("serviceObjects") => RecordLayout.PublicGuide,
        _ when record.ContainsKey("item") => RecordLayout.Guide,
        _ => null,
    };
}
