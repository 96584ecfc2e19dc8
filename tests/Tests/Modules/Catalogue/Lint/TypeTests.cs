using System.Text.Json.Nodes;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue.Lint;

/// <summary>Types of items against what a place's text lists.</summary>
public sealed class TypeTests
{
    private static IReadOnlyList<LintFinding> Of(string item, ItemType type)
    {
        var guide = SeedItemsTests.All.Single(g => g.Item == item) with { Type = type };
        return [.. Linter.Look(guide, new LintContext { Law = TheLaw.Rules(guide.Place, type, "2024-03-04") }).Where(f => f.Path == "type")];
    }

    [Fact]
    [Clause("HY-4-1")]
    public void Huyi_takes_a_filing_with_a_hint_and_no_penalty()
    {
        Assert.Equal(("type-not-named", Severity.Hint), Of("610118-food-business", ItemType.Filing) is [var hint] ? (hint.Rule, hint.Severity) : default);
        foreach (var named in new[] { ItemType.Confirmation, ItemType.OtherPower, ItemType.PublicService }) Assert.Empty(Of("610118-food-business", named));
        // 行政处罚 is not asked for by anybody: it is no type of an item.
        var penalty = new JsonObject { ["type"] = "penalty" };
        Assert.Contains(GuideShape.Check(penalty), f => f is { Path: "type", Missing: false });
        Assert.Empty(Of("500103-food-business", ItemType.Filing));
        Assert.Empty(Of("370202-food-business", ItemType.Filing));
    }
}
