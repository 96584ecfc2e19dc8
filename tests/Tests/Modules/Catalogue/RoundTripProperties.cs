using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>Whatever people write into a guide or a list, what goes out as CSV, Excel, JSON or exchange records comes back the same; refused records too.</summary>
public sealed class RoundTripProperties(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private const string Batch = "00000001";
    private const string Code = "11371302MB2861293F4000131023001";
    private static readonly Instant Now = World.At("2025-03-03 09:00");

    /// <summary>What a spreadsheet, a separator or an old encoding trips over.</summary>
    private static readonly string[] Pieces =
    [
        ",", "\"", "\"\"", "\n", "\r\n", "\r", ";", "|", "'", "=", "=1+1", "+", "-", "@", "\t", " ", "　", "0", "00123", "1e5", "1/2", "true", "是", "𬎆", "䶮", "㐂", "é", "“", "—", "·", "#", "[0]", ".", "{", "<b>",
        "&amp;", "_x000D_", "_x", "_x1e50", "\u0007", "\uFEFF", "事项", "名称", "办理", "A",
    ];

    /// <summary>Elements that are words: whatever is written there is kept.</summary>
    private static readonly string[] Words =
        ["name", "standard", "format", "issuer", "actor", "asked", "answer", "address", "hours", "phone", "consultationPhone", "complaintPhone", "basicCode", "label", "title", "law", "article", "conditions", "synonyms"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Gen<string> Text { get; } = Gen.Choose(1, 6).SelectMany(n => Gen.Elements(Pieces).ArrayOf(n)).Select(string.Concat).Where(t => !string.IsNullOrWhiteSpace(t));

    /// <summary>Without what the layout itself trims, or takes for the end of one of several.</summary>
    private static Gen<string> Plain { get; } =
        Text.Select(t => string.Concat(t.Where(c => !"\r\n;；".Contains(c, StringComparison.Ordinal))).Trim()).Where(t => t.Length > 0);

    private static Gen<Guide> Guides(Gen<string> text, params string[] not) =>
        from guide in Gen.Elements(SeedItemsTests.All.Where(g => g.Combination is null))
        from words in text.ArrayOf(40)
        select Rewritten(guide, words, not);

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("json")]
    public void Guides_come_back_as_they_went_out(string format) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Guides(Text).ArrayOf(3).ToArbitrary(), guides =>
    {
        var sent = guides.Select((g, i) => g with { Item = $"370202-g{i}" }).ToList();
        var back = Through(format, [.. sent.Select(Record)], "item").Records.Select(r => Own(r.Body)).ToList();
        Assert.Equal(sent.Select(GuideText.Of), back.Select(GuideText.Of));
    }));

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("json")]
    public void Entries_of_a_list_come_back_as_they_went_out(string format) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Text.ArrayOf(6).ToArbitrary(), words =>
    {
        var records = words.Chunk(2).Select((w, i) => Entry($"511Z0700{i:D4}-511602000000-000-11511301008778183N-1-00", w[0], w[1])).ToList();
        var back = Through(format, [.. records.Select(r => (JsonObject)r.DeepClone())], "itemCode").Records.Select(r => ImportItems.Read(r.Body).Entry!);
        Assert.Equal(records.Select(r => ((string?)r["itemCode"], ((string)r["name"]!).Trim(), ((string)r["dept"]!).Trim())), back.Select(e => ((string?)e.Code, e.Name, e.Department)));
    }));

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("json")]
    public void Exchange_records_come_back_as_they_went_out(string format) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(25),
        // An operator's own stands in no basic list, has no code, and is not exchanged.
        Prop.ForAll(Guides(Plain, "law", "article", "id").Where(g => g.ByOperator != true && NamesDiffer(g)).ToArbitrary(), Gen.Elements(Enum.GetValues<CodeSet>()).ToArbitrary(), (guide, set) =>
        {
            var sent = ExchangeOut.Of(guide, Code, 'I', "1", null, set, Now, Batch);
            var back = Assert.Single(Through(format, [(JsonObject)sent.DeepClone()], "task_code").Records).Body;

            // Over what is here nothing changes; to who knows nothing of it, the words arrive.
            var here = Record(guide);
            var same = new ExchangeRecord(back, set);
            same.WriteInto(here);
            Assert.Empty(same.Faults);
            Assert.Equal(GuideText.Of(guide), GuideText.Of(Own(here)));
            var fresh = new JsonObject();
            new ExchangeRecord(back, set).WriteInto(fresh);
            Assert.Equal(
                (guide.Name, guide.ConsultationPhone, guide.Result.Name, guide.BasicCode), ((string?)fresh["name"], (string?)fresh["consultationPhone"], (string?)fresh["result"]!["name"], (string?)fresh["basicCode"]));
            Assert.Equal(guide.Conditions, (fresh["conditions"]?.AsArray() ?? []).Select(c => (string)c!));
            Assert.Equal(guide.Materials.Select(m => (m.Name, m.Standard, m.Format)), (fresh["materials"]?.AsArray() ?? []).Select(m => ((string)m!["name"]!, (string?)m["standard"], (string?)m["format"])));
            Assert.Equal(guide.Questions.Select(q => (q.Asked, q.Answer)), (fresh["questions"]?.AsArray() ?? []).Select(q => ((string)q!["asked"]!, (string)q["answer"]!)));
        }));

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("json")]
    public async Task What_is_refused_comes_out_as_it_came_in_and_mended_is_imported(string format)
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        var number = 0;
        foreach (var words in Text.ArrayOf(12).Sample(4))
        {
            var wanted = words.Chunk(2).Select(w => Entry($"511Z07{number++:D6}-511602000000-000-11511301008778183N-1-00", w[0], w[1])).ToList();
            var broken = wanted.Select(r => (JsonObject)r.DeepClone()).ToList();
            foreach (var record in broken) record["areaCode"] = "130181";
            var first = await rig.Import($"in{number}.json", new JsonObject { ["items"] = new JsonArray([.. broken]) }.ToJsonString(Json.Options));
            Assert.Equal((wanted.Count, wanted.Count), (first.Read, first.AllRefused.Count));

            await using var db = rig.Db();
            var import = await db.Imports.Where(i => i.FileName == $"in{number}.json").Select(i => i.Id).SingleAsync(Cancel);
            var path = Path.Combine(rig.Folder, $"refused{number}.{format}");
            await using (var stream = File.Create(path)) await RefusedRecords.Write(stream, db, import, format, Cancel);

            // The officer puts the one cell right; everything else is as it came in.
            Assert.True(RecordFile.Read(path).Try(out var refused, out var why), why?.Message);
            var mended = refused.Records.Select(r => (JsonObject)r.Body.DeepClone()).ToList();
            foreach (var record in mended) record["areaCode"] = "511602";
            var again = await rig.Import($"mended{number}.json", new JsonObject { ["items"] = new JsonArray([.. mended]) }.ToJsonString(Json.Options));
            Assert.Equal((wanted.Count, 0), (again.Accepted, again.AllRefused.Count));
            var codes = wanted.Select(r => (string)r["itemCode"]!).ToList();
            var rows = await db.BasicEntries.Where(e => codes.Contains(e.Code)).OrderBy(e => e.Code).ToListAsync(Cancel);
            Assert.Equal(wanted.Select(r => (((string)r["name"]!).Trim(), ((string)r["dept"]!).Trim())), rows.Select(r => (r.Name, r.Department)));
        }
    }

    [Fact]
    public async Task Refused_records_without_a_code_keep_their_lists_in_a_workbook()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        const string Two = """
            {"data_source":"370000","cd_batch":"B1","up_task_general_basic":[
              {"task_name":"甲","task_type":"20","cd_time":"2025-03-01 10:00:00","materials":[{"material_name":"甲的材料","is_need":"1"}]},
              {"task_name":"乙","task_type":"20","cd_time":"2025-03-01 10:00:01","materials":[{"material_name":"乙的材料","is_need":"1"},{"material_name":"乙的另一份","is_need":"2"}]}]}
            """;
        Assert.Equal(2, (await rig.Import("two.json", Two)).AllRefused.Count);
        await using var db = rig.Db();
        var path = Path.Combine(rig.Folder, "refused.xlsx");
        await using (var stream = File.Create(path)) await RefusedRecords.Write(stream, db, await db.Imports.Select(i => i.Id).SingleAsync(Cancel), "xlsx", Cancel);
        Assert.True(RecordFile.Read(path).Try(out var file, out var why), why?.Message);
        Assert.Equal(
            ["甲：甲的材料", "乙：乙的材料，乙的另一份"], file.Records.Select(r => $"{r.Body["task_name"]}：{string.Join('，', r.Body["materials"]!.AsArray().Select(m => (string?)m!["material_name"]))}"));
    }

    [Theory]
    [InlineData("""[{"item":"a\u0000b","name":"甲"}]""")]
    [InlineData("""[{"item":"a","name":"\ud800"}]""")]
    public async Task A_text_that_no_database_keeps_is_refused_in_words(string text)
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        var refused = Assert.Single((await rig.Import("odd.json", text)).AllRefused);
        Assert.Equal("catalogue.file-unreadable", refused.Code);
    }

    private static JsonObject Entry(string code, string name, string department) => new()
    {
        ["itemCode"] = code, ["name"] = name, ["main"] = "未分类", ["dept"] = department, ["taskType"] = "10", ["areaCode"] = "511602", ["deptCode"] = "00123",
    };

    private static bool NamesDiffer(Guide guide) => guide.Materials.DistinctBy(m => m.Name).Count() == guide.Materials.Count && guide.Fees.DistinctBy(f => f.Name).Count() == guide.Fees.Count;

    private static RecordFile Through(string format, IReadOnlyList<JsonObject> records, string key)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ow-round-{Guid.NewGuid():N}.{format}");
        using (var stream = File.Create(path))
        {
            if (format == "csv") TableOut.Csv(stream, () => records.ToAsyncEnumerable(), Cancel).Wait(Cancel);
            else if (format == "xlsx") TableOut.Excel(stream, records, key);
            else JsonSerializer.Serialize(stream, new JsonObject { [key == "task_code" ? ExchangeRecord.Table : key == "item" ? "guides" : "items"] = new JsonArray([.. records]) }, Json.Options);
        }

        Assert.True(RecordFile.Read(path).Try(out var file, out var why), why?.Message);
        var all = file.Records.ToList();
        File.Delete(path);
        Assert.All(all, r => Assert.Null(r.Trouble));
        Assert.True(RecordFile.Of(new JsonArray([.. all.Select(r => r.Body.DeepClone())])).Try(out var kept, out _));
        return kept;
    }

    private static JsonObject Record(Guide guide)
    {
        var record = JsonNode.Parse(GuideText.Of(guide))!.AsObject();
        record.Remove("version");
        return record;
    }

    private static Guide Own(JsonObject record)
    {
        GuideShape.EmptyLists(record);
        var fitted = (JsonObject)GuideShape.Fit(record)!;
        (fitted["version"], fitted["hash"]) = (1, "");
        Assert.Empty(GuideShape.Check(fitted).Select(f => f.ToString()));
        return GuideShape.Read(fitted);
    }

    /// <summary>The guide with other words wherever words may stand.</summary>
    private static Guide Rewritten(Guide guide, string[] words, string[] not)
    {
        var record = JsonNode.Parse(GuideText.Of(guide))!.AsObject();
        var next = 0;
        void Walk(JsonNode? node, string name)
        {
            foreach (var (key, child) in node switch
            {
                JsonObject o => o.Select(p => (p.Key, p.Value)).ToList(),
                JsonArray a => a.Select(c => (name, c)).ToList(),
                _ => [],
            })
            {
                if (child is JsonValue value && value.GetValueKind() == JsonValueKind.String && Words.Contains(key) && !not.Contains(key)) value.ReplaceWith(words[next++ % words.Length]);
                else Walk(child, key);
            }
        }

        Walk(record, "");
        (record["version"], record["hash"]) = (1, "");
        return GuideShape.Read(record);
    }
}
