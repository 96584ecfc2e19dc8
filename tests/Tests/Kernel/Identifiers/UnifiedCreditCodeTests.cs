using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class UnifiedCreditCodeTests
{
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // Written from the weights that GB 32100-2015 prints, not from the class under test.
    internal static readonly Gen<string> Valid =
        from kind in Some.Text(Signs, 2)
        from region in Some.Text(Some.DigitSigns, 6)
        from subject in Some.Text(Signs, 9)
        select WithCheck(kind + region + subject);

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("11371302MB2861293F")]
    [InlineData("11440100696927671X")]
    [InlineData("12440100741854396C")]
    public void Codes_of_real_organisations_are_read(string text)
    {
        var code = UnifiedCreditCode.Parse(text);

        Assert.Equal(text, code.ToString());
        Assert.Equal((text[0], text[1], text[2..8], text[8..17]), (code.Authority, code.Kind, code.Region, code.Subject));
    }

    [Fact]
    public void Every_valid_code_parses_and_prints_back() => Valid.Holds(text =>
        UnifiedCreditCode.TryParse(text, out var code) && code.ToString() == text && code == UnifiedCreditCode.Parse(text));

    // 31 is a prime and no weight is divisible by it, so a change among the 31 signs always shows; I, O, S, V and Z are no signs.
    [Fact]
    public void Every_single_wrong_sign_is_caught() => Valid.Holds(text =>
        text.WithOneSignChanged(Some.CodeSigns).All(wrong => !UnifiedCreditCode.TryParse(wrong, out _)));

    // Each weight is three times the one before, so neighbours never weigh the same.
    [Fact]
    public void Every_two_neighbours_exchanged_are_caught() => Valid.Holds(text =>
        Enumerable.Range(0, 17).Where(i => text[i] != text[i + 1])
            .All(i => !UnifiedCreditCode.TryParse(text[..i] + text[i + 1] + text[i] + text[(i + 2)..], out _)));

    [Fact]
    public void It_is_read_as_people_type_it() => Assert.Equal(
        UnifiedCreditCode.Parse("91350100M000100Y43"), UnifiedCreditCode.Parse(" 91350100 m000100y4３ "));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("083372204")] // an organisation code of before
    [InlineData("1151130108778239R")] // a sign short
    [InlineData("91350100M000100Y434")]
    public void What_is_no_code_is_refused(string? text) => Assert.False(UnifiedCreditCode.TryParse(text, out _));

    [Fact]
    public void A_region_is_digits() => Assert.False(UnifiedCreditCode.TryParse(WithCheck("913501A0M000100Y4"), out _));

    internal static string WithCheck(string body)
    {
        int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        return body + Signs[(31 - (body.Zip(weights, (sign, weight) => Signs.IndexOf(sign, StringComparison.Ordinal) * weight).Sum() % 31)) % 31];
    }
}
