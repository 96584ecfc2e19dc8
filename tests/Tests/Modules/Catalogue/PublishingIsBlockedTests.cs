using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>What comes in with a fault is not published, and the fault is named with its place: a guide becomes readable only when it is right.</summary>
public sealed class PublishingIsBlockedTests(BothDatabases databases) : IClassFixture<BothDatabases>
{
    private const string Item = "370202-food-business";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_guide_is_published() => Assert.Equal("", await Import(_ => { }));

    [Fact]
    [Clause("HY-6-1")]
    public async Task Without_a_complaint_phone_or_an_audience()
    {
        Assert.Contains("监督投诉方式", await Import(g => g.Remove("complaintPhone")), StringComparison.Ordinal);
        Assert.Contains("服务对象", await Import(g => g["audience"] = new JsonArray()), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("QG-2.2.3-1")]
    public async Task Without_the_kind_of_case() => Assert.Contains("办件类型", await Import(g => g.Remove("onTheSpot")), StringComparison.Ordinal);

    [Fact]
    [Clause("QD-4-1")]
    [Clause("HB-1.1-1")]
    public async Task With_a_type_that_nobody_applies_for()
    {
        Assert.Contains("《依据》qingdao-2023/第四条", await Import(g => g["type"] = "punishment"), StringComparison.Ordinal);
        foreach (var type in new[] { ("filing", "11"), ("adjudication", "09") })
            Assert.Equal("", await Import(g => (g["type"], g["basicCode"], g["implementationCode"], g["handlingCode"]) = (type.Item1, $"00{type.Item2}31023001", null, null)));
    }

    [Fact]
    [Clause("HY-5-3")]
    public async Task Without_a_process() => Assert.Contains("办理流程", await Import(g => g["steps"] = new JsonArray()), StringComparison.Ordinal);

    [Fact]
    [Clause("HY-7-1")]
    public async Task With_a_material_without_its_number() =>
        Assert.Contains("materials[0].originals", await Import(g => g["materials"]![0]!.AsObject().Remove("originals")), StringComparison.Ordinal);

    [Fact]
    [Clause("HY-7-2")]
    public async Task With_a_material_without_a_basis() =>
        Assert.Contains("materials[1].basis", await Import(g => g["materials"]![1]!.AsObject().Remove("basis")), StringComparison.Ordinal);

    [Fact]
    [Clause("HY-7-3")]
    public async Task With_a_catch_all_among_the_materials()
    {
        Assert.Contains("materials[3].name（所需材料）的值“其他证明”", await Import(g => g["materials"]![3]!["name"] = "其他证明"), StringComparison.Ordinal);
        Assert.Equal("", await Import(g => (g["type"], g["basicCode"], g["implementationCode"], g["handlingCode"]) = ("other-power", "001031023001", null, null)));
    }

    [Fact]
    [Clause("CQ-14-3")]
    public async Task With_uncertain_words()
    {
        Assert.Contains("其他材料", await Import(g => g["materials"]![3]!["name"] = "其他材料"), StringComparison.Ordinal);
        Assert.Contains("conditions[0]", await Import(g => g["conditions"]![0] = "经有关部门同意"), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("HY-7-6")]
    [Clause("CQ-14-1")]
    public async Task With_a_form_without_blank_or_sample()
    {
        Assert.Contains("materials[0].blank", await Import(g => g["materials"]![0]!.AsObject().Remove("blank")), StringComparison.Ordinal);
        Assert.Contains("materials[0].sample", await Import(g => g["materials"]![0]!["sample"] = " "), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("HY-7-7")]
    public async Task With_an_intermediary_s_material_without_its_qualification() => Assert.Contains(
        "materials[3].issuer", await Import(g => g["materials"]![3]!["source"] = "intermediary"), StringComparison.Ordinal);

    /// <summary>All faults with their basis, "" if it was published; what is published and what is not is looked up.</summary>
    private async Task<string> Import(Action<JsonObject> spoil)
    {
        await using var rig = await CatalogueRig.Start(databases, BothDatabases.Sqlite);
        var record = JsonSerializer.SerializeToNode(SeedItemsTests.All.Single(g => g.Item == Item), Json.Options)!.AsObject();
        spoil(record);
        var report = await rig.Import("guide.json", new JsonArray(record).ToJsonString(Json.Options));
        await using var db = rig.Db();
        var missing = await db.Drafts.Select(d => d.Missing).SingleOrDefaultAsync(Cancel);
        var faults = string.Join('\n', report.AllRefused.Select(r => $"{r.Message}《依据》{r.Basis.Rulebook}/{r.Basis.Article}")) + missing;
        Assert.Equal(faults.Length == 0, await rig.Catalogue.Current(Item, Cancel) is not null);
        return faults;
    }
}
