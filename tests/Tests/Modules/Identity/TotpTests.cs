using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    // RFC 6238 appendix B, SHA-1, the last six of its eight digits.
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long second, string code) =>
        Assert.Equal(code, Totp.CodeOf(Secret, Totp.StepAt(Instant.From(DateTimeOffset.FromUnixTimeSeconds(second)))));

    [Fact]
    public void The_secret_is_written_in_base32() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Written(Secret));

    [Fact]
    public void A_code_opens_once_and_only_in_its_half_minute_or_the_next_to_it()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(-5, 5).ToArbitrary(), (second, off) =>
        {
            var now = Instant.From(DateTimeOffset.FromUnixTimeSeconds(second + 1000L));
            var step = Totp.StepAt(now) + off;
            var code = Totp.CodeOf(Secret, step);
            // Two steps may have the same digits by chance: only then another one is found.
            var found = Totp.Match(Secret, code, now, 0);
            var near = Math.Abs(off) <= 1;
            return (found is not null == near || (found is { } other && Totp.CodeOf(Secret, other) == code)) && (found is null || Totp.Match(Secret, code, now, found.Value) is null);
        }).QuickCheckThrowOnFailure();
    }
}
