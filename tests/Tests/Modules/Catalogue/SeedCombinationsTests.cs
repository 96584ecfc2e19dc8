using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>seed/combinations, as <see cref="SeedDemonstrationItems"/> publishes them.</summary>
public sealed class SeedCombinationsTests
{
    private static Guide Guide(string item) => SeedItemsTests.All.Single(g => g.Item == item);

    [Fact]
    public void The_bundles_of_the_seed_have_the_parts_and_the_order_of_guides_json()
    {
        var start = Guide("370202-start-business").Combination!;
        Assert.Equal(["企业设立登记", "印章刻制备案", "申领发票", "员工参保登记", "住房公积金缴存登记", "银行预约开户"], start.Parts.Select(p => p.Name));
        Assert.All(start.Parts.Skip(1), p => Assert.Equal(["registration"], p.Needs));
        var newborn = Guide("370202-newborn").Combination!;
        Assert.Equal(9, newborn.Parts.Count);
        Assert.Equal(["insurance"], newborn.Part("premium")!.Needs);
        Assert.Equal(["certificate"], newborn.Part("hukou")!.Needs);
        Assert.Equal(7, Guide("370202-after-death").Combination!.Parts.Count);
    }

    [Fact]
    public void A_material_that_a_part_makes_is_not_asked_for()
    {
        var start = Guide("370202-start-business");
        Assert.DoesNotContain(start.Materials, m => m.Name == "营业执照");
        Assert.All(start.Combination!.Parts.Skip(1), p => Assert.Equal(new ProducedMaterial("business-licence", "registration"), Assert.Single(p.Produced)));
    }

    [Fact]
    public void A_supermarket_is_one_form_over_four_departments_and_one_question_adds_a_fifth()
    {
        var shop = Guide("370202-open-supermarket");
        var whole = shop.Combination!;
        Assert.True(whole is { Kind: CombinationKind.Joint, Examined: true });
        Assert.Equal(4, whole.Chosen(new Dictionary<string, string> { ["sellsTobacco"] = "否" }).Select(p => p.Organisation).Distinct().Count());
        Assert.Equal(5, whole.Chosen(new Dictionary<string, string> { ["sellsTobacco"] = "是" }).Count);
        Assert.Single(shop.Materials, m => m.Name == "营业执照");
        Assert.Single(shop.Materials, m => m.Kind == MaterialKind.Form && m.OnlyIf is null);
        Assert.Single(shop.Fields, f => f.Label == "经营场所地址");
        Assert.Contains("招牌上写什么", shop.Material("application")!.Blank, StringComparison.Ordinal);
    }
}
