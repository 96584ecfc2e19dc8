using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using OneWindow.Host;
using OneWindow.Storage;

namespace OneWindow.Tests.Host;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Search_upload_and_the_api_are_limited_by_account_and_by_address_and_sign_in_by_address()
    {
        await using var world = await World.Start(World.Sqlite, configure: b => b.Configuration.AddInMemoryCollection(
        [
            new("RateLimits:Search:Account", "3"), new("RateLimits:Search:Address", "5"), new("RateLimits:Upload:Account", "2"), new("RateLimits:Api:Account", "2"), new("RateLimits:SignIn:Address", "4"),
        ]));
        var company = await world.SignIn("shinan-company");
        var clerk = await world.SignIn("shinan-clerk");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], await Statuses(4, () => company.Get("/search?q=餐饮")));

        // Another account may still; then the address they share is at its end, for a stranger too. Other pages stay open.
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], await Statuses(3, () => clerk.Get("/search?q=餐饮")));
        var refused = await world.Browser().Get("/search?q=餐饮");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("操作太频繁", refused.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await world.Browser().Get("/")).Status);

        var describe = () => company.Send(new HttpRequestMessage(HttpMethod.Options, "/uploads"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Statuses(3, describe))[^1]);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await Statuses(2, () => clerk.Send(new HttpRequestMessage(HttpMethod.Options, "/uploads"))));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], await Statuses(3, () => company.Get("/api/v1/items")));
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get("/api/v1/items")).Status);

        // Two signed in above; whoever tries on, rightly or not, waits.
        Assert.Equal(
            [HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.TooManyRequests],
            await Statuses(3, () => world.Browser().Post("/sign-in", [("user", "nobody"), ("password", "wrong")])));
    }

    [Fact]
    public void In_real_use_every_door_has_limits_by_itself_and_in_the_demonstration_only_those_that_are_set()
    {
        var nothing = new ConfigurationBuilder().Build();
        var one = new ConfigurationBuilder().AddInMemoryCollection([new("RateLimits:Search:Account", "7"), new("RateLimits:Api:Account", "0")]).Build();
        foreach (var door in new[] { "SignIn", "Upload", "Search", "Api" })
        {
            Assert.True(new RateLimits(nothing, new RunMode(Demonstration: false)).Of(door, "Address") > new RateLimits(nothing, new RunMode(Demonstration: false)).Of(door, "Account"));
            Assert.Null(new RateLimits(nothing, new RunMode(Demonstration: true)).Of(door, "Address"));
        }

        Assert.Equal(7, new RateLimits(one, new RunMode(Demonstration: true)).Of("Search", "Account"));
        Assert.Null(new RateLimits(one, new RunMode(Demonstration: false)).Of("Api", "Account"));
    }

    [Theory]
    [InlineData("POST", "/sign-in/code", "SignIn")]
    [InlineData("GET", "/sign-in", null)]
    [InlineData("POST", "/api/v1/session", "SignIn")]
    [InlineData("GET", "/API/v1/items", "Api")]
    [InlineData("PATCH", "/uploads/1", "Upload")]
    [InlineData("GET", "/search/suggest", "Search")]
    [InlineData("POST", "/work/search", "Search")]
    [InlineData("GET", "/searching", null)]
    [InlineData("GET", "/items/1", null)]
    public void A_request_goes_through_one_door(string method, string path, string? door)
    {
        var context = new DefaultHttpContext { Request = { Method = method, Path = path } };
        Assert.Equal(door, RateLimits.DoorOf(context.Request));
    }

    private static async Task<List<HttpStatusCode>> Statuses(int times, Func<Task<Answer>> ask)
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++) answers.Add((await ask()).Status);
        return answers;
    }
}
