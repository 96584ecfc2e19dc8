using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Requests;

/// <summary>What changed between two versions, in words.</summary>
public sealed class GuideDiffTests
{
    private static readonly Guide Base = SeedItemsTests.All.Single(g => g.Item == "370202-food-business");

    [Fact]
    public void The_same_guide_of_another_day_does_not_differ() =>
        Assert.Empty(GuideDiff.Of(Base, Base with { Version = 7, Hash = "x", EffectiveFrom = Base.EffectiveFrom.AddDays(9) }));

    [Fact]
    public void A_material_that_is_taken_away_is_one_line_whatever_follows_it()
    {
        Assert.True(Base.Materials.Count > 2);
        var lines = GuideDiff.Of(Base, Base with { Materials = [.. Base.Materials.Skip(1)] });
        var line = Assert.Single(lines);
        Assert.Equal(("所需材料", Base.Materials[0].Name, null), (line.Element, line.What, line.After));
    }

    [Fact]
    public void An_attribute_is_named_with_what_it_belongs_to_and_values_are_in_words()
    {
        var first = Base.Materials[0];
        var changed = Base with
        {
            Materials = [first with { Copies = first.Copies + 1, Electronic = !first.Electronic }, .. Base.Materials.Skip(1)],
            PromisedLimit = TimeLimit.WorkingDays(3), ConsultationPhone = "0532-12345678",
        };
        var lines = GuideDiff.Of(Base, changed);
        Assert.Contains(lines, l => l.What == $"{first.Name}：复印件份数" && l.Before == $"{first.Copies}" && l.After == $"{first.Copies + 1}");
        Assert.Contains(lines, l => l.What == $"{first.Name}：收电子件" && l.After == (first.Electronic ? "否" : "是"));
        Assert.Contains(lines, l => l is { Element: "承诺办结时限", After: "3 个工作日" });
        Assert.Contains(lines, l => l is { Element: "咨询方式", After: "0532-12345678" });
        Assert.Equal(4, lines.Count);
    }

    [Fact]
    public void An_order_that_changed_is_one_line()
    {
        var line = Assert.Single(GuideDiff.Of(Base, Base with { Materials = [.. Base.Materials.Reverse()] }));
        Assert.Equal("次序", line.What);
    }

    [Fact]
    [Clause("HY-17-1")]
    public void Fewer_materials_days_steps_and_visits_are_counted_against_the_version_before()
    {
        var before = Base with { Materials = [.. Enumerable.Range(1, 5).Select(i => Base.Materials[0] with { Id = $"m{i}" })], PromisedLimit = TimeLimit.WorkingDays(8), Visits = 1 };
        var after = before with { Materials = [.. before.Materials.Take(3)], PromisedLimit = TimeLimit.WorkingDays(5), Visits = 0 };
        Assert.Equal(new Simplification(-2, -3, 0, -1), Simplification.Of(before, after));
        Assert.Equal("材料 -2 项，承诺时限 -3 天，跑动 -1 次", Simplification.Of(before, after).Words);
        Assert.Null(Simplification.Of(before, after with { PromisedLimit = TimeLimit.Parse("1 month") }).Days);
        Assert.True(Simplification.Of(before, before).Nothing);
    }
}
