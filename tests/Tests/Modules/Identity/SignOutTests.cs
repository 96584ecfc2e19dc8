using System.Net;

namespace OneWindow.Tests.Modules.Identity;

public sealed class SignOutTests
{
    [Fact]
    public async Task Signing_out_takes_a_post_of_our_own_page()
    {
        await using var site = await IdentitySite.Start();
        var browser = site.Browse();
        await browser.Post("/demo/sign-in", ("user", "shinan-clerk"));
        Assert.NotEqual(HttpStatusCode.Redirect, (await browser.Get("/sign-out")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/staff-only")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostFromElsewhere("/sign-out")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/staff-only")).StatusCode);
        var left = await browser.Post("/sign-out");
        Assert.Equal("/", left.Headers.Location?.OriginalString);
        // Nothing of him stays in the browser for the next at the same computer.
        Assert.Equal("\"cache\", \"storage\"", left.Headers.GetValues("Clear-Site-Data").Single());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/staff-only")).StatusCode);
    }

    [Theory]
    [InlineData("https://one.example", null, true)]
    [InlineData("https://one.example", "false", false)]
    [InlineData("http://one.example", null, false)]
    [InlineData(null, "true", true)]
    public async Task Browsers_are_told_to_come_by_https_where_the_public_address_is_https(string? address, string? setting, bool told)
    {
        await using var site = await IdentitySite.Start(configure: builder => (builder.Configuration["PublicAddress"], builder.Configuration["Hsts"]) = (address, setting));
        var answer = await site.Browse().Get("/sign-in");
        Assert.Equal(told, answer.Headers.Contains("Strict-Transport-Security"));
    }
}
