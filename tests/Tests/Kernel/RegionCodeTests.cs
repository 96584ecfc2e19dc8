using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class RegionCodeTests
{
    [Fact]
    public void Every_code_parses_and_prints_back_in_twelve_digits() => Some.Region.Holds(code =>
        RegionCode.Parse(code.ToString()) == code && RegionCode.From(code.Number) == code && code.ToString().Length == 12);

    [Fact]
    public void Six_digits_are_a_county_or_above() => Some.CountyOrAbove.Holds(code => RegionCode.Parse(code.ToString()[..6]) == code);

    [Theory]
    [InlineData("0", RegionLevel.Nation)]
    [InlineData("000000000000", RegionLevel.Nation)]
    [InlineData("370000", RegionLevel.Province)]
    [InlineData("370200000000", RegionLevel.City)]
    [InlineData("370202", RegionLevel.County)]
    [InlineData("370202001000", RegionLevel.Town)]
    [InlineData("370202001003", RegionLevel.Village)]
    public void Its_level_is_the_lowest_that_is_not_zero(string text, RegionLevel level) => Assert.Equal(level, RegionCode.Parse(text).Level);

    [Fact]
    public void The_tree_is_climbed_level_by_level_to_the_nation()
    {
        var climbed = RegionCode.Parse("370202001003").UpTheTree().Select(code => code.ToString());

        Assert.Equal(["370202001003", "370202001000", "370202000000", "370200000000", "370000000000", "000000000000"], climbed);
        Assert.Equal([RegionCode.Nation], RegionCode.Nation.UpTheTree());
    }

    [Fact]
    public void On_the_way_up_levels_fall_and_every_region_contains_the_ones_before() => Some.Region.Holds(code =>
    {
        var climbed = code.UpTheTree().ToList();
        return climbed[0] == code
            && climbed[^1] == RegionCode.Nation
            && climbed.Count == (int)code.Level + 1
            && climbed.Zip(climbed.Skip(1)).All(step => step.Second.Level < step.First.Level && step.Second.Contains(step.First));
    });

    [Fact]
    public void A_region_contains_those_whose_digits_go_on_from_its_own() => Some.Region.Two().Holds(pair =>
    {
        var (above, below) = pair;
        int[] digits = [0, 2, 4, 6, 9, 12];
        var own = digits[(int)above.Level];
        return above.Contains(below) == (below.ToString()[..own] == above.ToString()[..own])
            && above.UpTheTree().All(region => region.Contains(above))
            && RegionCode.Nation.Contains(below);
    });

    [Fact]
    public void What_it_contains_is_the_numbers_from_its_own_up_to_its_end() => Some.Region.Two().Holds(pair =>
        pair.Item1.Contains(pair.Item2) == (pair.Item2.Number >= pair.Item1.Number && pair.Item2.Number < pair.Item1.End));

    [Theory]
    [InlineData("0", 1_000_000_000_000)]
    [InlineData("370000", 380_000_000_000)]
    [InlineData("370200", 370_300_000_000)]
    [InlineData("370202", 370_203_000_000)]
    [InlineData("370202001000", 370_202_002_000)]
    [InlineData("370202001003", 370_202_001_004)]
    public void Its_end_is_the_next_number_of_its_level(string text, long end) => Assert.Equal(end, RegionCode.Parse(text).End);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("37")]
    [InlineData("3702020")]
    [InlineData("37020A")]
    [InlineData("３７０２０２")]
    [InlineData("100000")]
    [InlineData("370002")] // a county under no city
    [InlineData("370200000003")] // a village under no town
    [InlineData("370202000003")]
    [InlineData("-70202")]
    public void What_is_no_code_is_refused(string? text)
    {
        Assert.False(RegionCode.TryParse(text, out var code));
        Assert.Equal(default, code);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(109_999_999_999)]
    [InlineData(370_002_000_000)]
    [InlineData(1_100_000_000_000)]
    public void A_number_that_is_none_is_refused(long number)
    {
        Assert.False(RegionCode.TryFrom(number, out _));
        Assert.Throws<FormatException>(() => RegionCode.From(number));
    }
}
