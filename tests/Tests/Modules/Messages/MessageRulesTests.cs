using FsCheck;
using FsCheck.Fluent;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Messages;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>The plain rules: by which ways, when not, and the code.</summary>
public sealed class MessageRulesTests
{
    private static readonly HashSet<Means> All = [Means.Sms, Means.Email];

    private static Rule Named(string ways) => new(TellingPlan.Parameter, ways, new Citation("place", "第一条"), default);

    [Theory]
    [InlineData("sms|phone|email|platform", "", "sms email")]
    [InlineData("sms|phone|email|platform", "email", "email")]
    [InlineData("sms|phone|email|platform", "email phone", "email phone")]
    [InlineData("sms|phone|email|platform", "platform", "")]
    [InlineData("sms|phone|email|platform", "email platform", "email")]
    [InlineData("sms|phone|email", "", "sms phone email")]
    [InlineData("sms|phone|email", "platform", "sms phone email")]
    [InlineData("sms|phone|email", "email", "email sms phone")]
    [InlineData("sms|phone|email", "letter", "letter sms phone email")]
    [InlineData("email", "sms", "email")]
    [InlineData(null, "", "sms")]
    [InlineData(null, "letter phone", "letter phone")]
    public void The_applicant_s_choice_comes_first_within_what_the_place_s_law_names(string? named, string chosen, string plan) => Assert.Equal(
        plan,
        string.Join(' ', TellingPlan.Of(
            named is null ? null : Named(named), [.. chosen.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => MeansWords.Parse(c)!.Value)], All).Select(m => m.Code())));

    [Fact]
    public void Without_a_gateway_and_without_a_choice_nobody_is_told_outside() =>
        Assert.Empty(TellingPlan.Of(Named("sms|phone|email"), [], new HashSet<Means>()));

    [Theory]
    [InlineData("2025-03-03 20:59", "2025-03-03 20:59")]
    [InlineData("2025-03-03 21:00", "2025-03-04 08:00")]
    [InlineData("2025-03-04 00:30", "2025-03-04 08:00")]
    [InlineData("2025-03-04 08:00", "2025-03-04 08:00")]
    public void Quiet_hours_last_over_midnight_to_their_end(string at, string next) => Assert.Equal(World.At(next), QuietHours.Usual.NextAfter(World.At(at)));

    [Fact]
    public void A_code_is_read_as_people_type_it_and_one_wrong_sign_is_noticed()
    {
        for (var i = 0; i < 300; i++)
        {
            var code = MessageCode.New();
            Assert.True(MessageCode.TryParse($" {code[..5].ToLowerInvariant()} - {code[5..]}", out var read));
            Assert.Equal(code, read);
            var at = i % MessageCode.Length;
            var wrong = code[at] == 'A' ? 'C' : 'A';
            Assert.False(MessageCode.TryParse(code[..at] + wrong + code[(at + 1)..], out _));
        }
    }

    [Fact]
    public void Waiting_grows_and_ends() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 5).ToArbitrary(), n =>
        Patience.AfterFailure(n) is { } now && (Patience.AfterFailure(n + 1) is not { } later || later > now) && Patience.AfterFailure(6) is null
        && Patience.ForInbox(n + 50) == TimeSpan.FromHours(1)));
}
