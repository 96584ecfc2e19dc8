using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary><see cref="ImportFile"/> stopped and gone on with, broken files, <see cref="ExchangeRecords"/>, and <see cref="ExportItems"/> back and forth.</summary>
public sealed class ExchangeTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private const string Three = """
        {"data_source":"370000","cd_batch":"B1","up_task_general_basic":[
          {"task_name":"开办书店备案","task_code":"11371302MB2861293F4000117129007","task_type":"11","use_level":"4","by_law":"《出版管理条例》第三十五条","promise_day":"5","promise_type":"1","server_type":"2,5","cd_operation":"I","cd_time":"2025-03-01 10:00:00"},
          {"task_name":"没有编码的事项","task_type":"20","cd_operation":"I","cd_time":"2025-03-01 10:00:01"},
          {"task_name":"只有地方编码的事项","local_task_code":"SD-0001","task_type":"20","server_type":"1","cd_operation":"I","cd_time":"2025-03-01 10:00:02"}]}
        """;

    public static TheoryData<string> Both => [BothDatabases.Sqlite, BothDatabases.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Both))]
    [Clause("QD-20-1")]
    public async Task Of_three_records_the_one_without_a_code_is_listed_and_a_batch_twice_changes_nothing(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        var first = await rig.Import("exchange.json", Three);
        Assert.Equal((3, 2, 0), (first.Read, first.Accepted, first.Unchanged));
        var refused = Assert.Single(first.AllRefused);
        Assert.Equal(("catalogue.code-missing", "第二十条"), (refused.Code, refused.Basis.Article));
        Assert.Contains("没有编码的事项", refused.Record, StringComparison.Ordinal);

        var again = await rig.Import("exchange.json", Three);
        Assert.Equal((0, 2, 1), (again.Accepted, again.Unchanged, again.AllRefused.Count));
        await using var db = rig.Db();
        Assert.Equal(["370202-code-11371302mb2861293f4000117129007", "370202-code-sd-0001"], await db.Items.OrderBy(i => i.Key).Select(i => i.Key).ToListAsync(Cancel));
        // C0109: 2 is a company, 5 a partnership; in GB/T 39046 5 were an administrative body.
        var draft = JsonNode.Parse(await db.Drafts.OrderBy(d => d.Item).Select(d => d.Body).FirstAsync(Cancel))!;
        Assert.Equal("""["company","unincorporated"]""", draft["audience"]!.ToJsonString());
        Assert.Equal("5 working-day", (string?)draft["promisedLimit"]);
    }

    [Theory]
    [MemberData(nameof(Both))]
    [Clause("QG-2.2.2-3")]
    public async Task A_changed_element_is_to_be_synchronised_until_it_is_exported(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        await rig.Import("own.json", $"[{Own(g => g["implementationCode"] = "11371302MB2861293F4000131023001")}]");
        Assert.Equal((false, "370202-food-business"), Assert.Single(await Pending(rig)) is { } fresh ? (fresh.Known, fresh.Item) : default);

        var file = Path.Combine(rig.Folder, "out.json");
        Assert.True((await ExportItems.Run(rig.Services, file, Shinan, "C0109", null, Cancel)).Try(out _, out _));
        var record = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancel))!["up_task_general_basic"]![0]!;
        Assert.Equal(("I", "11371302MB2861293F4000131023001", "01"), ((string?)record["cd_operation"], (string?)record["task_code"], (string?)record["task_type"]));
        Assert.Empty(await Pending(rig));

        await rig.Import("own.json", $"[{Own(g => { g["implementationCode"] = "11371302MB2861293F4000131023001"; g["visits"] = 2; })}]");
        Assert.True(Assert.Single(await Pending(rig)).Known);
        Assert.True((await ExportItems.Run(rig.Services, file, Shinan, "GB/T 39046", null, Cancel)).Try(out _, out _));
        Assert.Equal("U", (string?)JsonNode.Parse(await File.ReadAllTextAsync(file, Cancel))!["up_task_general_basic"]![0]!["cd_operation"]);
        Assert.Empty(await Pending(rig));

        // What went out comes back: the same code is the same item, and nothing changes.
        var back = await rig.Import("out.json", await File.ReadAllTextAsync(file, Cancel));
        Assert.Equal((0, 1, 0), (back.Accepted, back.Unchanged, back.AllRefused.Count));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task An_import_killed_half_way_goes_on_and_counts_nothing_twice(string database)
    {
        await using var rig = await CatalogueRig.Start(databases, database);
        var path = Path.Combine(rig.Folder, "many.csv");
        await File.WriteAllTextAsync(path, Many(1_300), Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ImportFile.Run(rig.Services, path, null, new Killer(700), Cancel));
        await using (var db = rig.Db())
        {
            Assert.Equal(500, await db.BasicEntries.CountAsync(Cancel));
        }

        var report = await ImportFile.Run(rig.Services, path, null, null, Cancel);
        Assert.Equal((1_301, 1_300, 0, 1), (report.Read, report.Accepted, report.Unchanged, report.AllRefused.Count));
        await using var after = rig.Db();
        Assert.Equal(1_300, await after.BasicEntries.CountAsync(Cancel));
    }

    [Fact]
    public async Task What_is_exported_is_imported_unchanged_in_every_format()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        await rig.Seed();
        foreach (var format in ItemExport.Formats)
        {
            var path = Path.Combine(rig.Folder, $"all.{format}");
            Assert.True((await ExportItems.Run(rig.Services, path, RegionCode.Nation, null, null, Cancel)).Try(out _, out _));
            var report = await ImportFile.Run(rig.Services, path, null, null, Cancel);
            Assert.True(report.Read > 40);
            Assert.Equal((format, 0, 0, report.Read), (format, report.AllRefused.Count, report.Accepted, report.Unchanged));
        }
    }

    [Fact]
    public async Task Broken_files_are_refused_in_words_and_nothing_is_taken()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        foreach (var (name, text, says) in new[]
        {
            ("empty.csv", "", "空的"), ("empty.json", "", "空的"), ("empty.xlsx", "", "空的"), ("half.json", """{"items":[{"itemCode":"x","name":"甲"},{"itemCode":""", "半个文件"),
            ("quote.csv", Head + "\n\"甲,乙\n丙,丁\n", "引号一直没有合上"), ("broken.xlsx", "PK\u0003\u0004 half", "另存为"), ("twice.csv", "name,name\n甲,乙\n", "同样的列名"),
            ("double.json", """[{"item":"a","item":"b"}]""", "写了两次"), ("columns.csv", "甲,乙\n1,2\n", "列名"),
        })
        {
            var refused = Assert.Single((await rig.Import(name, text)).AllRefused);
            Assert.True(refused.Message.Contains(says, StringComparison.Ordinal), $"{name}: {refused.Message}");
        }

        await using var db = rig.Db();
        Assert.False(await db.BasicEntries.AnyAsync(Cancel) || await db.Items.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Gb18030_and_marked_utf8_read_alike_and_half_a_line_is_refused_alone()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        var text = Many(3).Replace("\n坏", "\n511Z07000001-511602000000-000-11511301008778183N-1-00,半行\n坏", StringComparison.Ordinal);
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        foreach (var (name, bytes) in new[] { ("gb.csv", gb.GetBytes(text)), ("marked.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]) })
        {
            var path = Path.Combine(rig.Folder, name);
            await File.WriteAllBytesAsync(path, bytes, Cancel);
            var report = await ImportFile.Run(rig.Services, path, null, null, Cancel);
            Assert.Equal((5, 2, 3), (report.Read, report.AllRefused.Count, report.Accepted + report.Unchanged));
            Assert.Contains(report.AllRefused, r => r.Message.Contains("只有半行", StringComparison.Ordinal));
        }

        await using var db = rig.Db();
        Assert.Equal("开办书店备案0", await db.BasicEntries.OrderBy(e => e.Code).Select(e => e.Name).FirstAsync(Cancel));
    }

    [Fact]
    public async Task What_was_refused_comes_out_and_mended_is_imported()
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        await rig.Import("many.csv", Many(2));
        await using var db = rig.Db();
        using var stream = new MemoryStream();
        await RefusedRecords.Write(stream, db, await db.Imports.Select(i => i.Id).SingleAsync(Cancel), "csv", Cancel);
        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("#错误", text, StringComparison.Ordinal);
        var mended = await rig.Import("mended.csv", text.Replace("坏编码", "511Z07009999-511602000000-000-11511301008778183N-1-00", StringComparison.Ordinal));
        Assert.Equal((1, 1, 0), (mended.Read, mended.Accepted, mended.AllRefused.Count));
    }

    private static readonly RegionCode Shinan = RegionCode.Parse("370202");

    private const string Head = "itemCode,name,main,dept,taskType,areaCode,deptCode";

    /// <summary>A district's list with one broken code at its end.</summary>
    private static string Many(int count) => string.Join('\n', [
        Head, .. Enumerable.Range(0, count).Select(i => $"511Z07{i + 10_000:D6}-511602000000-000-11511301008778183N-1-00,开办书店备案{i},未分类,区甲局,10,511602000000,x"), "坏编码,说不清的事,未分类,区甲局,10,511602000000,x",
    ]);

    private static string Own(Action<JsonObject> change)
    {
        var record = JsonSerializer.SerializeToNode(SeedItemsTests.All.Single(g => g.Item == "370202-food-business"), OneWindow.Storage.Json.Options)!.AsObject();
        change(record);
        return record.ToJsonString();
    }

    private static async Task<IReadOnlyList<ToSync>> Pending(CatalogueRig rig)
    {
        await using var scope = rig.Services.CreateAsyncScope();
        rig.Services.GetRequiredService<PublishedGuides>().Forget();
        return await scope.ServiceProvider.GetRequiredService<ItemExport>().Pending(Shinan, null, "", 10, Cancel);
    }

    private sealed class Killer(int at) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            if (value.Done == at) throw new InvalidOperationException("killed");
        }
    }
}
