using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OneWindow.Tests.Ui;

public sealed class ForeignPostsTests
{
    private static Task<UiHost> Site(string? signedIn = "李") => UiHost.Start(
        routes =>
        {
            routes.MapPost("/act", () => "done");
            routes.MapDelete("/act", () => "done");
            routes.MapGet("/token", (HttpContext context, IAntiforgery tokens) => tokens.GetAndStoreTokens(context).RequestToken);
        },
        signedIn: signedIn);

    private static async Task<HttpStatusCode> Post(UiHost site, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/act");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost", HttpStatusCode.OK)]
    [InlineData("Origin", "http://localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://localhost", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Authorization", "Bearer x", HttpStatusCode.OK)]
    [InlineData("Authorization", "Basic x", HttpStatusCode.Forbidden)]
    public async Task An_unsafe_request_passes_only_from_our_own_pages(string header, string value, HttpStatusCode status)
    {
        await using var site = await Site();
        Assert.Equal(status, await Post(site, (header, value)));
    }

    [Fact]
    public async Task What_the_browser_says_weighs_more_than_the_origin()
    {
        await using var site = await Site();
        Assert.Equal(HttpStatusCode.Forbidden, await Post(site, ("Sec-Fetch-Site", "cross-site"), ("Origin", "http://localhost")));
    }

    [Fact]
    public async Task Without_any_word_of_its_origin_a_signed_in_request_needs_the_token()
    {
        await using var site = await Site();
        Assert.Equal(HttpStatusCode.Forbidden, await Post(site));
        var cancel = TestContext.Current.CancellationToken;
        using var page = await site.Client.GetAsync(new Uri("/token", UriKind.Relative), cancel);
        var token = await page.Content.ReadAsStringAsync(cancel);
        var cookie = page.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/act");
        request.Headers.Add("Cookie", cookie);
        request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await site.Client.SendAsync(request, cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_cookie_alone_is_enough_to_ask_for_the_token()
    {
        await using var site = await Site(signedIn: null);
        Assert.Equal(HttpStatusCode.OK, await Post(site));
        Assert.Equal(HttpStatusCode.Forbidden, await Post(site, ("Cookie", "draft=1")));
    }

    [Fact]
    public async Task Every_unsafe_method_is_covered_and_reading_is_not()
    {
        await using var site = await Site();
        using var delete = await site.Client.DeleteAsync(new Uri("/act", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, delete.StatusCode);
        using var get = await site.Client.GetAsync(new Uri("/token", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
    }

    [Fact]
    public async Task The_refusal_is_a_page_with_its_basis()
    {
        await using var site = await Site();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/act");
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await UiHost.Read(answer);
        Assert.Equal("您没有打开这一页的权限", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("第三条", page.QuerySelector(".basis")!.TextContent, StringComparison.Ordinal);
    }
}
