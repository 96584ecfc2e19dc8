using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Catalogue;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Catalogue.Lint;

/// <summary><see cref="LintGuides"/>, <see cref="LintByProgram"/> and the command, through the house.</summary>
public sealed class LintGuidesTests
{
    [Fact]
    public async Task Departments_see_what_was_found_in_their_guides_and_the_office_sees_them_all_with_scores()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-04 09:00");
        var officer = await world.SignIn("shinan-officer");
        var page = await officer.Get("/workbench/lint");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.Page.QuerySelectorAll("table:first-of-type tbody tr").Length > 3);
        var rule = page.Page.QuerySelectorAll("select[name=rule] option").Select(o => o.GetAttribute("value")!).First(v => v.Length > 0);
        var filtered = await officer.Get($"/workbench/lint?rule={rule}");
        Assert.Equal(HttpStatusCode.OK, filtered.Status);
        Assert.NotNull(filtered.Page.QuerySelector($"select[name=rule] option[value='{rule}'][selected]"));
        var editor = await (await world.SignIn("shinan-editor")).Get("/workbench/lint");
        Assert.Single(editor.Page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-clerk")).Get("/workbench/lint")).Status);
    }

    [Fact]
    public async Task Guides_of_one_item_stand_side_by_side_with_what_differs()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-04 09:00");
        var code = SeedItemsTests.All.Single(g => g.Item == "370202-food-business").BasicCode;
        var officer = await world.SignIn("shinan-officer");
        var page = await officer.Get($"/workbench/differences/{code}");
        Assert.Equal(2, page.Page.QuerySelectorAll("thead a").Length);
        Assert.Contains("受理条件", page.Text("tbody"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get("/workbench/differences/999999999999")).Status);
    }

    [Fact]
    public async Task A_program_is_told_the_same_findings_and_nothing_is_published()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-04 09:00");
        var officer = await world.SignIn("shinan-officer");
        var record = JsonSerializer.SerializeToNode(SeedItemsTests.All.Single(g => g.Item == "370202-food-business"), Json.Options)!.AsObject();
        record["materials"]![3]!["name"] = "其他证明";
        var answer = await officer.Send(new HttpRequestMessage(HttpMethod.Post, "/api/v1/lint") { Content = JsonContent.Create<JsonNode>(record) });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var finding = JsonNode.Parse(answer.Body)!["findings"]!.AsArray().First(f => (string)f!["rule"]! == "vague-words")!.AsObject();
        Assert.Equal(["guide", "element", "rule", "severity", "message", "mend", "basis"], finding.Select(p => p.Key));
        Assert.Equal(("370202-food-business", "所需材料", "error"), ((string)finding["guide"]!, (string)finding["element"]!, (string)finding["severity"]!));
        Assert.NotNull(finding["basis"]!["article"]);
        Assert.DoesNotContain("其他证明", (await world.Browser().Get("/items/370202-food-business")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Send(new HttpRequestMessage(HttpMethod.Post, "/api/v1/lint") { Content = new StringContent("{", null, "application/json") })).Status);
    }

    [Fact]
    public async Task A_file_is_looked_at_in_the_layouts_that_the_import_reads()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-04 09:00");
        var file = Path.Combine(Path.GetTempPath(), $"lint-{Guid.NewGuid():n}.json");
        await File.WriteAllTextAsync(file, """
            {"guides":[{"id":"X1","name":"开办书店许可","typeCode":"01","levelCode":"4","serviceObjects":["企业法人"],"legalBasis":[{"law":"出版管理条例","article":"第三十五条"}],"conditions":["有固定场所"],
             "materials":[{"name":"其他材料","original":1,"copies":0,"form":"纸质/电子","source":"申请人自备","mandatory":true}],"statutoryDays":20,"promisedDays":10,"unit":"工作日","handlingType":"承诺件",
             "steps":[{"step":"受理","days":1,"actor":"窗口"}],"result":{"name":"书店许可证","type":"证照"},"delivery":["窗口领取"],"fee":{"items":[]}}]}
            """, TestContext.Current.CancellationToken);
        var (json, refused) = await CatalogueModule.Lint(world.Services, file, OneWindow.Kernel.RegionCode.Parse("370202"), TestContext.Current.CancellationToken);
        File.Delete(file);
        Assert.Null(refused);
        var rules = JsonNode.Parse(json)!["findings"]!.AsArray().Select(f => (string)f!["rule"]!).ToHashSet();
        Assert.Contains("vague-words", rules);
        Assert.Contains("stages-missing", rules);
        Assert.Contains("element-missing", rules);
    }
}
