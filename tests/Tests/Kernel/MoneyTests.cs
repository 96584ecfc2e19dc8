using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(0, "¥0.00")]
    [InlineData(5, "¥0.05")]
    [InlineData(123450, "¥1,234.50")]
    [InlineData(-123450, "-¥1,234.50")]
    [InlineData(-5, "-¥0.05")]
    [InlineData(long.MaxValue, "¥92,233,720,368,547,758.07")]
    [InlineData(long.MinValue, "-¥92,233,720,368,547,758.08")]
    public void It_is_printed_in_yuan(long fen, string text) => Assert.Equal(text, new Money(fen).ToString());

    [Fact]
    public void Every_amount_parses_back() => Some.Number(-1_000_000_000_000, 1_000_000_000_000).Holds(fen =>
        Money.Parse(new Money(fen).ToString()) == new Money(fen));

    [Theory]
    [InlineData("1234.5", 123450)]
    [InlineData("￥1,234.50", 123450)]
    [InlineData(" 20 ", 2000)]
    [InlineData("-0.05", -5)]
    [InlineData("-92233720368547758.08", long.MinValue)]
    public void It_is_read_as_people_write_it(string text, long fen) => Assert.Equal(new Money(fen), Money.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.234")]
    [InlineData("1,5")]
    [InlineData("12,34.00")]
    [InlineData("1,234,56")]
    [InlineData("¥¥1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e3")]
    [InlineData("92233720368547758.08")]
    public void What_is_no_amount_is_refused(string? text) => Assert.False(Money.TryParse(text, out _));

    [Fact]
    public void It_is_added_taken_away_and_compared()
    {
        var (fee, paid) = (new Money(5000), new Money(1250));

        Assert.Equal((new Money(6250), new Money(3750)), (fee + paid, fee - paid));
        Assert.True(paid < fee && fee > paid && fee >= paid && paid <= fee && fee.CompareTo(paid) > 0);
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
    }
}
