using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class QueryCodeTests
{
    [Fact]
    public void It_has_six_signs_of_which_none_looks_like_another()
    {
        string[] alike = ["0OQ", "1IL", "2Z", "5S", "8B", "UV"];

        Assert.All(alike, signs => Assert.InRange(signs.Count(sign => QueryCode.Signs.Contains(sign)), 0, 1));
        Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), 8).Holds(random =>
            QueryCode.From(random).ToString() is { Length: 6 } text && text.All(sign => QueryCode.Signs.Contains(sign)));
    }

    [Fact]
    public void Every_code_parses_and_prints_back() => Some.Text(QueryCode.Signs, 6).Holds(text =>
        QueryCode.TryParse(text, out var code) && code.ToString() == text && code == QueryCode.Parse(text.ToLowerInvariant()));

    [Fact]
    public void A_look_alike_is_read_as_the_sign_that_is_meant()
    {
        Assert.Equal(QueryCode.Parse("258UAC"), QueryCode.Parse("zsbvac"));
        Assert.Equal(QueryCode.Parse("258UAC"), QueryCode.Parse(" 25 8u-ac "));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("258UA")]
    [InlineData("258UACC")]
    [InlineData("258UA0")]
    [InlineData("258UAI")]
    [InlineData("258UA查")]
    public void What_is_no_code_is_refused(string? text) => Assert.False(QueryCode.TryParse(text, out _));

    [Fact]
    public void Every_sign_is_about_equally_likely_in_every_place()
    {
        var random = new byte[8];
        var dice = new Random(20250926);
        var seen = new int[6, QueryCode.Signs.Length];
        const int Codes = 26_000;
        for (var i = 0; i < Codes; i++)
        {
            dice.NextBytes(random);
            var text = QueryCode.From(random).ToString();
            for (var place = 0; place < 6; place++) seen[place, QueryCode.Signs.IndexOf(text[place], StringComparison.Ordinal)]++;
        }

        // A thousand each; six standard deviations are some 190.
        Assert.All(seen.Cast<int>(), times => Assert.InRange(times, 800, 1200));
    }

    [Fact]
    public void Two_new_ones_are_not_the_same() =>
        Assert.True(Enumerable.Range(0, 1000).Select(_ => QueryCode.New()).Distinct().Count() > 990);
}
