using System.Net;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>How long an authority lasts and whether a call ends it: by the place's rulebook (GiveAuthority, EntrustRelatives).</summary>
public sealed class AuthorityTermsTests
{
    [Theory]
    [InlineData("36 month", "2028-03-03", true)]
    [InlineData("36 month", "2028-03-04", false)]
    [InlineData("1 month", "2025-04-03", true)]
    [InlineData("1 month", "2025-04-04", false)]
    public void A_place_says_how_long_an_authority_may_last(string longest, string until, bool holds)
    {
        var rules = With("authority.longest", "36 month", longest);
        var refusal = AuthorityTerms.TooLong(new DateOnly(2025, 3, 3), DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), rules, TheLaw.Calendar);
        Assert.Equal(holds ? null : "identity.authority-too-long", refusal?.Code);
        if (!holds) Assert.Equal(PlatformRules.Authorities, refusal!.Basis);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    public void A_place_says_whether_a_call_ends_one(string value, bool ends) =>
        Assert.Equal(ends ? null : "identity.authority-not-by-phone", AuthorityTerms.NotByPhone(With("authority.endedByPhone", "yes", value))?.Code);

    [Fact]
    public async Task Too_long_a_term_is_refused_beside_its_day_with_the_last_day_that_would_do()
    {
        await using var world = await World.Start(World.Sqlite);
        var company = await world.SignIn("shinan-company");
        (string, string)[] form =
        [
            ("kind", "Person"), ("name", "林晓舟"), ("number", "370299198803160212"), ("powers", "Progress"), ("scope", "all"), ("from", "2025-03-03"), ("until", "2028-03-04"),
        ];
        var again = await company.Post("/account/authorities/new", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("委托最长 36 个月，到期的日子请写到2028年3月3日", again.Text("#f-until-error"), StringComparison.Ordinal);
        form[^1] = ("until", "2028-03-03");
        Assert.Equal(HttpStatusCode.Redirect, (await company.Post("/account/authorities/new", form)).Status);
    }

    private static RuleSet With(string key, string now, string value)
    {
        var rules = TheLaw.Rules(TheLaw.Shinan);
        Assert.Equal(now, rules.Find(key)?.Value);
        return rules with { All = new Dictionary<string, Rule>(rules.All) { [key] = rules.All[key] with { Value = value } } };
    }
}
