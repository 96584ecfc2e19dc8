using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class CaseNumberTests
{
    private static readonly RegionCode Shinan = RegionCode.Parse("370202");

    [Fact]
    public void It_is_region_day_point_serial_and_a_check_digit()
    {
        var number = CaseNumber.From(Shinan, new(2025, 9, 26), 17, 42);

        Assert.StartsWith("370202" + "20250926" + "0017" + "000042", number.ToString(), StringComparison.Ordinal);
        Assert.Equal(25, number.ToString().Length);
        Assert.Equal(20250926_0017_000042, number.Id);
        Assert.Equal(370202_000000, number.Region.Number);
        Assert.Equal((new DateOnly(2025, 9, 26), 17, 42), (number.Day, number.Point, number.Serial));
    }

    // The worked example of ISO/IEC 7064 for MOD 11,10: 0794 takes 5.
    [Fact]
    public void The_check_digit_is_that_of_the_standard() => Assert.Equal('5', CheckDigits.Mod11And10("0794"));

    [Fact]
    public void Every_number_parses_and_prints_back() => Some.CaseNumber.Holds(number =>
        CaseNumber.TryParse(number.ToString(), out var again) && again == number && again.ToString() == number.ToString());

    [Fact]
    public void It_converts_both_ways_with_the_key_of_a_case() => Some.CaseNumber.Holds(number =>
        CaseNumber.From(number.Region.Number, number.Id) == number
        && CaseNumber.From(number.Region, number.Day, number.Point, number.Serial) == number);

    [Fact]
    public void Every_single_wrong_digit_is_caught() => Some.CaseNumber.Holds(number =>
        number.ToString().WithOneSignChanged(Some.DigitSigns).All(wrong => !CaseNumber.TryParse(wrong, out _)));

    [Fact]
    public void The_form_for_reading_aloud_is_read_too() => Some.CaseNumber.Holds(number =>
        CaseNumber.Parse(number.Grouped) == number && CaseNumber.Parse(number.Grouped.Replace(' ', '-')) == number);

    [Fact]
    public void What_a_Chinese_keyboard_types_full_width_is_read() => Some.CaseNumber.Holds(number =>
        CaseNumber.Parse(new string([.. number.ToString().Select(c => (char)(c + 0xFEE0))])) == number);

    [Fact]
    public void Within_a_region_later_days_sort_later()
    {
        var early = CaseNumber.From(Shinan, new(2025, 12, 31), 9999, 999_999);
        var late = CaseNumber.From(Shinan, new(2026, 1, 1), 0, 0);

        Assert.True(early < late && early.Id < late.Id);
        Assert.True(string.CompareOrdinal(early.ToString(), late.ToString()) < 0);
    }

    [Fact]
    public void A_town_and_a_village_count_under_their_county()
    {
        var day = new DateOnly(2025, 9, 26);

        Assert.Equal(CaseNumber.From(Shinan, day, 1, 2), CaseNumber.From(RegionCode.Parse("370202001000"), day, 1, 2));
        Assert.Equal(CaseNumber.From(Shinan, day, 1, 2), CaseNumber.From(RegionCode.Parse("370202001003"), day, 1, 2));
    }

    [Theory]
    [InlineData(370202_001000, 20250926_0017_000042)] // a town
    [InlineData(0, 20250926_0017_000042)] // the nation
    [InlineData(370200_000001, 20250926_0017_000042)] // no region
    [InlineData(370202_000000, 20250229_0017_000042)] // no such day
    [InlineData(370202_000000, 20251326_0017_000042)] // no such month
    [InlineData(370202_000000, 2025926_0017_000042)] // a digit short
    [InlineData(370202_000000, 1_20250926_0017_000042)] // a digit more
    [InlineData(370202_000000, -20250926_0017_000042)]
    public void A_key_that_is_no_cases_is_refused(long region, long id) =>
        Assert.Throws<FormatException>(() => CaseNumber.From(region, id));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(10_000, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000)]
    public void A_point_or_serial_that_does_not_fit_is_refused(int point, int serial) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CaseNumber.From(Shinan, new(2025, 9, 26), point, serial));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("370202")]
    [InlineData("3702022025092600170000４2X")]
    public void What_is_no_number_is_no_number(string? text) => Assert.False(CaseNumber.TryParse(text, out _));
}
