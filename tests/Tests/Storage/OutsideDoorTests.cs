using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OneWindow.Storage;

namespace OneWindow.Tests.Storage;

/// <summary>What the settings do not name is not called, and what lies within is not reached unless it was named as such.</summary>
public sealed class OutsideDoorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:1:2::3")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_inner_address_is_not_of_the_open_net(string address) => Assert.False(OutsideAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::101:101")]
    [InlineData("2002:101:101::")]
    [InlineData("2606:4700::1111")]
    [InlineData("240e::1")]
    public void What_everybody_can_reach_is(string address) => Assert.True(OutsideAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task An_inner_host_is_called_only_if_the_administrator_named_it()
    {
        await using var house = await Inner.Start();
        foreach (var allowed in new[] { null, "", "localhost", "127.0.0.1:1", "127.0.0.2", "7.0.0.1" })
        {
            using var closed = Door(allowed).Client(Patience, _ => true);
            var no = await Assert.ThrowsAsync<HttpRequestException>(() => closed.GetAsync(house.Address));
            Assert.Equal(HttpRequestError.ConnectionError, no.HttpRequestError);
        }

        Assert.Equal(0, house.Calls);
        foreach (var allowed in new[] { "127.0.0.1", $"sms.example, 127.0.0.1:{house.Address.Port}" })
        {
            using var open = Door(allowed).Client(Patience, _ => true);
            Assert.Equal("inner", await open.GetStringAsync(house.Address));
        }
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_looked_at_when_the_connection_is_made()
    {
        await using var house = await Inner.Start();
        var log = new Lines();
        using var client = new OutsideDoor(new ConfigurationBuilder().Build(), log).Client(Patience, _ => true);
        // "localhost" is a name like any other: whoever answers for it decides at the last moment where it leads.
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new UriBuilder(house.Address) { Host = "localhost" }.Uri));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new UriBuilder(house.Address) { Host = "[::1]" }.Uri));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new UriBuilder(house.Address) { Host = "[::ffff:127.0.0.1]" }.Uri));
        Assert.Equal(0, house.Calls);
        Assert.Contains("localhost is at an inner address", log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_adapter_does_not_name_is_not_even_asked_for()
    {
        await using var house = await Inner.Start();
        using var client = Door("127.0.0.1").Client(Patience, to => OutsideDoor.Leads(new Uri("https://sms.city.example/v1/"), to));
        foreach (var no in new[]
        {
            house.Address.AbsoluteUri, "https://sms.city.example:444/", "http://sms.city.example/", "https://sms.city.example.evil.example/", "https://evil@sms.city.example/", "https://169.254.169.254/",
        })
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(no)));
            Assert.Contains("not one that the settings name", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, house.Calls);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        await using var house = await Inner.Start();
        using var client = Door("127.0.0.1").Client(Patience, _ => true);
        var answer = await client.GetAsync(new Uri(house.Address, "/elsewhere"));
        Assert.Equal((HttpStatusCode.Found, 1), (answer.StatusCode, house.Calls));
        // An adapter takes it for a fault of the settings: worth another try, and no reason of theirs is kept.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(house.Address, "/elsewhere"));
        Assert.IsType<OutsideAnswer.Later>(await OutsideCall.Send(client, request, "收缴系统", default));
    }

    [Fact]
    public async Task Time_and_size_are_bounded()
    {
        await using var house = await Inner.Start();
        using var client = Door("127.0.0.1").Client(TimeSpan.FromSeconds(1), _ => true, longest: 1_000);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(house.Address, "/long")));
        await Assert.ThrowsAsync<TaskCanceledException>(() => client.GetAsync(new Uri(house.Address, "/slow")));
        // Nobody answers at all.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await Assert.ThrowsAsync<TaskCanceledException>(() => client.GetAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/")));
    }

    private static OutsideDoor Door(string? inner) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(OutsideDoor.Setting, inner)]).Build(), NullLogger<OutsideDoor>.Instance);

    /// <summary>A service of the inner net that nobody outside should reach.</summary>
    private sealed class Inner(WebApplication app) : IAsyncDisposable
    {
        private int calls;

        public int Calls => calls;

        public Uri Address => new(app.Urls.First());

        public static async Task<Inner> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var inner = new Inner(app);
            app.MapFallback(async (HttpContext context) =>
            {
                Interlocked.Increment(ref inner.calls);
                if (context.Request.Path == "/elsewhere") context.Response.Redirect("/within");
                else if (context.Request.Path == "/long") await context.Response.WriteAsync(new string('x', 5_000));
                else if (context.Request.Path == "/slow") await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted);
                else await context.Response.WriteAsync("inner");
            });
            await app.StartAsync();
            return inner;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }

    private sealed class Lines : ILogger<OutsideDoor>
    {
        public string All { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All += formatter(state, exception) + "\n";
    }
}
