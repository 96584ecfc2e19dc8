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
        Assert.Equal("/", (await browser.Post("/sign-out")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get("/staff-only")).StatusCode);
    }
}
