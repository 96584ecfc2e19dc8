using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class ItemCodeTests
{
    private const string Roads = "11371302MB2861293F4000117129007";

    private static readonly Gen<string> Basic =
        from catalogue in Gen.OneOf(Gen.Constant("00"), Gen.Choose(10, 99).Select(p => $"{p}"))
        from rest in Some.Text(Some.CodeSigns, 10)
        select catalogue + rest;

    private static readonly Gen<string> Implementation =
        from subject in UnifiedCreditCodeTests.Valid
        from level in Gen.Choose(1, 7)
        from basic in Basic
        select $"{subject}{level}{basic}";

    private static readonly Gen<string> Handling =
        from implementation in Implementation
        from number in Gen.Choose(1, 99)
        select $"{implementation}{number:D2}";

    private static readonly Gen<string> OldBasic =
        from type in Some.Text(Some.CodeSigns, 2)
        from rest in Some.Text(Some.DigitSigns, 8)
        select type + rest;

    private static readonly Gen<string> OldImplementation =
        from region in Some.Region
        from organisation in Some.Text(Some.CodeSigns, 8)
        from number in Gen.Choose(1, 999)
        select $"{region}{organisation}{OrganisationCheck(organisation)}{number:D3}";

    private static readonly Gen<(string Text, ItemCodeKind Kind)> Valid = Gen.OneOf(
        Basic.Select(text => (text, ItemCodeKind.Basic)),
        Implementation.Select(text => (text, ItemCodeKind.Implementation)),
        Handling.Select(text => (text, ItemCodeKind.Handling)),
        OldBasic.Select(text => (text, ItemCodeKind.OldBasic)),
        OldImplementation.Select(text => (text, ItemCodeKind.OldImplementation)));

    [Theory]
    [InlineData("000117129007", ItemCodeKind.Basic)]
    [InlineData("511A17018005", ItemCodeKind.Basic)]
    [InlineData(Roads, ItemCodeKind.Implementation)]
    [InlineData("11440100696927671X3442011817001", ItemCodeKind.Implementation)]
    [InlineData("12440100741854396C3442014055017", ItemCodeKind.Implementation)]
    [InlineData(Roads + "02", ItemCodeKind.Handling)]
    [InlineData("XK00101000", ItemCodeKind.OldBasic)]
    [InlineData("0100101000", ItemCodeKind.OldBasic)]
    [InlineData("440300000000693956469003", ItemCodeKind.OldImplementation)]
    public void Real_codes_are_told_apart(string text, ItemCodeKind kind) => Assert.Equal(kind, ItemCode.Parse(text).Kind);

    [Fact]
    public void Every_valid_code_parses_and_prints_back() => Valid.Holds(valid =>
        ItemCode.TryParse(valid.Text, out var code) && code.Kind == valid.Kind && code.ToString() == valid.Text && code == ItemCode.Parse(valid.Text));

    [Fact]
    public void A_handling_code_names_all_that_it_is_made_of()
    {
        var code = ItemCode.Parse(Roads + "02");

        Assert.Equal(ItemCode.Parse(Roads), code.Implementation);
        Assert.Equal(ItemCode.Parse("000117129007"), code.Basic);
        Assert.Equal(UnifiedCreditCode.Parse("11371302MB2861293F"), code.CarriedOutBy);
        Assert.Equal(4, code.Level);
        Assert.Equal("01", code.Type);
    }

    [Fact]
    public void What_a_code_does_not_tell_is_null()
    {
        var basic = ItemCode.Parse("511A17018005");
        var old = ItemCode.Parse("440300000000693956469003");

        Assert.Equal((basic, "1A"), (basic.Basic, basic.Type));
        Assert.Equal((null, null, null), (basic.Implementation, basic.CarriedOutBy, basic.Level));
        Assert.Equal((null, null, null, null), (old.Basic, old.Implementation, old.CarriedOutBy, old.Type));
        Assert.Equal("XK", ItemCode.Parse("XK00101000").Type);
    }

    // Only these places have a check sign: the credit code (18) in 31 and 33, the organisation code (9) in 24.
    [Fact]
    public void A_wrong_sign_among_those_with_a_check_sign_is_caught()
    {
        Handling.Holds(text => text[..18].WithOneSignChanged(Some.CodeSigns).All(wrong => !ItemCode.TryParse(wrong + text[18..], out _)));
        // GB 11714 weighs modulo 11, so letters that differ by 11 or 22 pass for each other; every wrong digit is caught.
        OldImplementation.Holds(text => Enumerable.Range(12, 8).Where(place => char.IsAsciiDigit(text[place])).All(place =>
            Some.DigitSigns.Where(sign => sign != text[place]).All(sign =>
                !ItemCode.TryParse(text[..place] + sign + text[(place + 1)..], out _))));
        OldImplementation.Holds(text => Some.CodeSigns.Where(sign => sign != text[20]).All(sign =>
            !ItemCode.TryParse(text[..20] + sign + text[21..], out _)));
    }

    [Fact]
    public void It_is_read_as_people_type_it() => Assert.Equal(ItemCode.Parse("511A17018005"), ItemCode.Parse(" 511a1701800５ "));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0A0117129007")] // no such catalogue
    [InlineData("010117129007")]
    [InlineData("0001171290071")] // thirteen
    [InlineData("00011712900#")]
    [InlineData("11371302MB2861293F8000117129007")] // no such level
    [InlineData("11371302MB2861293F0000117129007")]
    [InlineData(Roads + "00")] // numbers begin with one
    [InlineData(Roads + "0A")]
    [InlineData("440300000000693956468003")] // organisation code
    [InlineData("440300000000693956469000")]
    [InlineData("000000000000693956469003")] // no region
    [InlineData("440300000001693956469003")]
    [InlineData("XK0010100A")]
    [InlineData("511A0161600000-511602000000-000-11511301008778255F-1-00")] // 四川's own outer form
    public void What_is_no_code_is_refused(string? text) => Assert.False(ItemCode.TryParse(text, out _));

    // The weights that GB 11714-1997 prints.
    private static char OrganisationCheck(string signs)
    {
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var rest = 11 - (signs.Zip(weights, (sign, weight) => Some.CodeSigns.IndexOf(sign, StringComparison.Ordinal) * weight).Sum() % 11);
        return rest switch { 10 => 'X', 11 => '0', _ => (char)('0' + rest) };
    }
}
