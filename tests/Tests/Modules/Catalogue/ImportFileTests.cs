using System.Text.Json;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary><see cref="ImportFile"/> with <see cref="ImportGuides"/> and <see cref="ImportItems"/>, on made-up records in the layouts that it knows.</summary>
public sealed class ImportFileTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private const string District = """
        {"source":"made up","items":[
          {"dept":"区甲局","main":"未分类","name":"开办书店备案","itemCode":"511Z07001006-511602000000-000-11511301008778183N-1-00","taskType":"10","areaCode":"511602000000","deptCode":"x"},
          {"dept":"区乙局","main":"婚姻","name":"补领证件","itemCode":"512B0053300006-511602000000-000-083372204-1-00","taskType":"20","areaCode":"511602000000","deptCode":"x"},
          {"dept":"区丙局","main":"未分类","name":"主体少一位","itemCode":"512B0067900008-511602000000-000-1151130108778239R-1-00","taskType":"20","areaCode":"511602000000","deptCode":"x"},
          {"dept":"区丙局","main":"未分类","name":"行政处罚","itemCode":"511Z07001007-511602000000-000-11511301008778183N-1-00","taskType":"2","areaCode":"511602000000","deptCode":"x"},
          {"dept":"区丙局","main":"未分类","name":"没有编码","itemCode":"","taskType":"20","areaCode":"511602000000","deptCode":"x"}]}
        """;

    private const string Guides = """
        {"about":"made up","count":3,"guides":[
          {"id":"X1","name":"开办书店许可","type":"行政许可","typeCode":"01","level":"区县级","levelCode":"4","serviceObjects":["企业法人","个体工商户"],
           "legalBasis":[{"law":"出版管理条例","article":"第三十五条"}],"conditions":["有固定场所"],
           "materials":[{"name":"申请表","original":1,"copies":0,"form":"纸质/电子","source":"申请人自备","mandatory":true,"tolerable":null,"issuer":""},
                        {"name":"营业执照","original":1,"copies":1,"form":"电子","source":"政府共享自动获取","mandatory":true,"tolerable":null,"issuer":"市场监管部门"}],
           "statutoryDays":20,"promisedDays":10,"unit":"工作日","handlingType":"承诺件","specialProcedures":[],"steps":[{"step":"受理","days":1,"actor":"窗口"}],
           "result":{"name":"书店许可证","type":"证照","validity":"5年"},"delivery":["窗口领取","免费邮寄"],"fee":{"charged":false,"items":[]},"visits":null,"onlineDepth":null,"realCode":null},
          {"id":"X2","name":"开书店一件事","type":"一件事(联办)","typeCode":"","levelCode":"4","serviceObjects":["企业法人"],"legalBasis":[],"conditions":[],"materials":[],
           "statutoryDays":null,"promisedDays":1,"unit":"工作日","handlingType":"承诺件","specialProcedures":[],"steps":[],"result":{"name":"结果","type":"组合"},"delivery":[],"fee":{"items":[]}},
          {"id":"X3","name":"说不清的事","type":"公共服务","typeCode":"20","levelCode":"4","serviceObjects":["自然人"],"legalBasis":[{"law":"某法","article":"第一条"}],"conditions":["成年"],"materials":[],
           "statutoryDays":null,"promisedDays":1,"unit":"工作日","handlingType":"即办件","specialProcedures":[],"steps":[],"result":{"name":"结果","type":"其他"},"delivery":["当场"],"fee":{"items":[]}}]}
        """;

    public static TheoryData<string> Both => [BothDatabases.Sqlite, BothDatabases.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Both))]
    [Clause("QD-20-1", Assists = true)]
    public async Task A_district_list_is_taken_but_for_its_broken_codes_and_twice_changes_nothing(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        var first = await rig.Import("district.json", District);
        Assert.Equal((5, 2, 0, 3), (first.Read, first.Accepted, first.Unchanged, first.AllRefused.Count));
        Assert.Equal(["catalogue.body-malformed", "catalogue.type-unknown", "catalogue.code-malformed"], first.AllRefused.Select(r => r.Code));
        Assert.Contains("1151130108778239R", first.AllRefused[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("items[2] 主体少一位", first.AllRefused[0].Record, StringComparison.Ordinal);

        var again = await rig.Import("district.json", District);
        Assert.Equal((0, 2, 3), (again.Accepted, again.Unchanged, again.AllRefused.Count));
        await using var db = rig.Db();
        var entries = await db.BasicEntries.OrderBy(e => e.Code).ToListAsync(Cancel);
        Assert.Equal([(511602000000, "开办书店备案", ItemType.OtherPower, "11511301008778183N"), (511602000000, "补领证件", ItemType.PublicService, "083372204")],
            entries.Select(e => (e.Place, e.Name, e.Type, e.Body)));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Published_facts_become_drafts_that_say_what_they_lack_or_are_refused(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        var report = await rig.Import("guides.json", Guides);
        Assert.Equal((3, 1, 0), (report.Read, report.Accepted, report.Unchanged));
        Assert.Contains(report.AllRefused, r => r.Record.StartsWith("guides[1]", StringComparison.Ordinal) && r.Message.Contains("typeCode", StringComparison.Ordinal) && r.Basis.Article == "第四条");
        Assert.Contains(report.AllRefused, r => r.Record.StartsWith("guides[2]", StringComparison.Ordinal) && r.Code == "catalogue.on-the-spot-differs");

        await using var db = rig.Db();
        var item = await db.Items.SingleAsync(Cancel);
        Assert.Equal(("370202-import-x1", ItemState.Draft, "370202-imported", 0), (item.Key, item.State, item.Organisation, item.CurrentVersion));
        var missing = (await db.Drafts.SingleAsync(Cancel)).Missing;
        foreach (var element in new[] { "办理地点", "咨询方式", "监督投诉方式", "申请表单", "materials[0].sample" }) Assert.Contains(element, missing, StringComparison.Ordinal);
        Assert.Null(await rig.Catalogue.Current(item.Key, Cancel));

        var again = await rig.Import("guides.json", Guides);
        Assert.Equal((0, 1, report.AllRefused.Count), (again.Accepted, again.Unchanged, again.AllRefused.Count));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Our_own_format_is_published_and_a_change_is_a_new_version(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        var record = Own();
        var first = await rig.Import("own.json", $"[{record.ToJsonString(Json.Options)}]");
        Assert.Empty(first.AllRefused);
        Assert.Equal(1, first.Accepted);
        Assert.Equal(1, (await rig.Import("own.json", $"[{record.ToJsonString(Json.Options)}]")).Unchanged);

        record["visits"] = 2;
        Assert.Equal(1, (await rig.Import("own.json", $"[{record.ToJsonString(Json.Options)}]")).Accepted);
        Assert.Equal((2, 2), (await rig.Catalogue.Current("370202-food-business", Cancel)) is { } now ? (now.Version, now.Visits) : default);

        record["promisedLimit"] = "16 working-day";
        var refused = Assert.Single((await rig.Import("own.json", $"[{record.ToJsonString(Json.Options)}]")).AllRefused);
        Assert.Equal(("records[0] 食品经营许可（新办）", "catalogue.promised-not-shorter", "licensing-law-2019", "第四十二条"), (refused.Record, refused.Code, refused.Basis.Rulebook, refused.Basis.Article));
        Assert.Contains("promisedLimit（承诺办结时限）的值“16 个工作日”", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_and_excel_say_the_same_as_json()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        Assert.Equal(1, (await rig.Import("own.json", $"[{Own().ToJsonString(Json.Options)}]")).Accepted);

        var cells = Flat(Own(), "").ToList();
        var csv = string.Join(',', cells.Select(c => c.Path)) + "\n" + string.Join(',', cells.Select(c => $"\"{c.Value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var byCsv = await rig.Import("own.csv", csv);
        Assert.Empty(byCsv.AllRefused);
        Assert.Equal(1, byCsv.Unchanged);

        var path = Path.Combine(rig.Folder, "own.xlsx");
        var materials = Own()["materials"]!.AsArray().Select(m => Flat(m!.AsObject(), "").Prepend(("item", "370202-food-business")).ToList()).ToList();
        WriteWorkbook(path, ("items", [cells.Where(c => !c.Path.StartsWith("materials[", StringComparison.Ordinal)).ToList()]), ("materials", materials));
        var byExcel = await ImportFile.Run(rig.Services, path, null, null, Cancel);
        Assert.Empty(byExcel.AllRefused);
        Assert.Equal(1, byExcel.Unchanged);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_in_words()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        Assert.Equal("catalogue.file-unreadable", Assert.Single((await rig.Import("a.json", "{")).AllRefused).Code);
        Assert.Equal("catalogue.file-unreadable", Assert.Single((await rig.Import("a.txt", "x")).AllRefused).Code);
        Assert.Equal("catalogue.file-unreadable", Assert.Single((await rig.Import("a.xlsx", "not a workbook")).AllRefused).Code);
        Assert.Equal("catalogue.layout-unknown", Assert.Single((await rig.Import("b.json", """[{"x":1}]""")).AllRefused).Code);
        Assert.Equal("catalogue.place-unknown", Assert.Single((await rig.Import("c.json", "[]", "37")).AllRefused).Code);
        Assert.Equal("""{"read":0,"accepted":0,"unchanged":0,"refused":[]}""", new ImportReport().ToJson());
    }

    [Fact]
    public async Task Progress_is_told_for_each_record()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        var path = Path.Combine(rig.Folder, "district.json");
        await File.WriteAllTextAsync(path, District, Cancel);
        var told = new Told();
        await ImportFile.Run(rig.Services, path, null, told, Cancel);
        Assert.Equal([(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)], told.All);
    }

    private static JsonObject Own() =>
        JsonSerializer.SerializeToNode(SeedItemsTests.All.Single(g => g.Item == "370202-food-business"), Json.Options)!.AsObject();

    private static IEnumerable<(string Path, string Value)> Flat(JsonNode? node, string path) => node switch
    {
        JsonObject record => record.SelectMany(p => Flat(p.Value, path.Length == 0 ? p.Key : $"{path}.{p.Key}")),
        JsonArray list => list.SelectMany((n, i) => Flat(n, $"{path}[{i}]")),
        null => [],
        _ => [(path, node.ToString())],
    };

    private static void WriteWorkbook(string path, params (string Name, IReadOnlyList<List<(string Path, string Value)>> Rows)[] sheets)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
        uint id = 0;
        foreach (var (name, rows) in sheets)
        {
            var heads = rows.SelectMany(r => r.Select(c => c.Path)).Distinct().ToList();
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(
                rows.Select(r => heads.Select(h => r.Find(c => c.Path == h).Value ?? ""))
                    .Prepend(heads)
                    .Select(line => new Row(line.Select((text, i) => new Cell { CellReference = ColumnOf(i), DataType = CellValues.String, CellValue = new CellValue(text) })))));
            book.Workbook.Sheets!.Append(new Sheet { Name = name, SheetId = ++id, Id = book.GetIdOfPart(part) });
        }
    }

    private static string ColumnOf(int index) => index < 26 ? $"{(char)('A' + index)}1" : $"{ColumnOf((index / 26) - 1)[..^1]}{(char)('A' + (index % 26))}1";

    private sealed class Told : IProgress<(int Done, int Total)>
    {
        public List<(int, int)> All { get; } = [];

        public void Report((int Done, int Total) value) => All.Add(value);
    }
}
