using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class ResidentIdTests
{
    // Written from the weights that GB 11643-1999 prints, not from the class under test.
    private static readonly Gen<string> Valid =
        from region in Some.Region
        from birthday in Some.Day(new(1850, 1, 1), new(2099, 12, 31))
        from sequence in Some.Text(Some.DigitSigns, 3)
        select WithCheck($"{region.ToString()[..6]}{birthday:yyyyMMdd}{sequence}");

    // The two examples of the standard itself.
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", Sex.Female)]
    [InlineData("440524188001010014", "1880-01-01", Sex.Male)]
    public void The_standard_s_examples_are_read(string text, string birthday, Sex sex)
    {
        var id = ResidentId.Parse(text);

        Assert.Equal(birthday, id.Birthday.ToString("O"));
        Assert.Equal(sex, id.Sex);
        Assert.Equal(text[..6], id.Region);
    }

    [Fact]
    public void Every_valid_number_parses_and_prints_back() => Valid.Holds(text =>
        ResidentId.TryParse(text, out var id) && id.ToString() == text && id == ResidentId.Parse(text));

    // MOD 11-2: no weight is divisible by 11, so a change of one digit always shows; X stands only at the end.
    [Fact]
    public void Every_single_wrong_sign_is_caught() => Valid.Holds(text =>
        text.WithOneSignChanged(Some.CodeSigns).All(wrong => !ResidentId.TryParse(wrong, out _)));

    // Neighbouring weights differ by no multiple of 11, so an exchange shows, too.
    [Fact]
    public void Every_two_neighbours_exchanged_are_caught() => Valid.Holds(text =>
        Enumerable.Range(0, 17).Where(i => text[i] != text[i + 1])
            .All(i => !ResidentId.TryParse(text[..i] + text[i + 1] + text[i] + text[(i + 2)..], out _)));

    [Fact]
    public void It_is_read_as_people_type_it()
    {
        var id = ResidentId.Parse("11010519491231002X");

        Assert.Equal(id, ResidentId.Parse(" 11010519491231002x "));
        Assert.Equal(id, ResidentId.Parse("110105 19491231 002X"));
        Assert.Equal(id, ResidentId.Parse("１１０１０５１９４９１２３１００２Ｘ"));
    }

    [Theory]
    [InlineData("11010519490229002")] // 1949 was no leap year
    [InlineData("11010519491301002")] // no such month
    [InlineData("11010518491231002")] // nobody is so old
    [InlineData("00010519491231002")] // no such province
    [InlineData("10010519491231002")]
    public void A_number_with_a_right_check_sign_can_still_be_none(string body) => Assert.False(ResidentId.TryParse(WithCheck(body), out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("110105491231002")] // 15 digits of before 1999
    [InlineData("11010519491231002XX")]
    [InlineData("1101051949123100२X")] // a digit of another script
    public void What_is_no_number_is_refused(string? text) => Assert.False(ResidentId.TryParse(text, out _));

    [Fact]
    public void A_refused_number_is_not_repeated_in_the_error()
    {
        var error = Assert.Throws<FormatException>(() => ResidentId.Parse("110105194912310021"));

        Assert.DoesNotContain("1949", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Masked_it_shows_neither_county_nor_birthday() =>
        Assert.Equal("1101**********002X", ResidentId.Parse("11010519491231002X").Masked);

    private static string WithCheck(string body)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return body + "10X98765432"[body.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11];
    }
}
