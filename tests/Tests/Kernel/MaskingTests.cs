using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("王", "*")]
    [InlineData("王明", "王*")]
    [InlineData("王小明", "王**")]
    [InlineData("阿卜杜拉·买买提", "阿*******")]
    [InlineData("𠮷田", "𠮷*")]
    public void Of_a_name_the_first_sign_stays(string name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("053285912345", "********2345")]
    [InlineData("0532-85912345", "*********2345")]
    [InlineData("110", "**0")]
    [InlineData("", "")]
    public void Of_a_phone_number_the_last_four_stay(string phone, string masked) => Assert.Equal(masked, Masking.Phone(phone));

    [Theory]
    [InlineData("370202199003071234", "3702**********1234")]
    [InlineData("91350100M000100Y43", "9135**********0Y43")]
    [InlineData("E12345678", "E1*****78")]
    [InlineData("12345", "*****")]
    [InlineData("", "")]
    public void Of_a_document_s_number_both_ends_stay(string number, string masked) => Assert.Equal(masked, Masking.Identifier(number));
}
