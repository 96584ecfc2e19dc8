using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Couriers;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Couriers;

/// <summary>
/// The house with two couriers, each a process of its own that was started for this test (`stand-in courier`); their call-backs reach the house through a small
/// relay, as they would from outside.
/// </summary>
internal sealed class Carriers : IAsyncDisposable
{
    private const string Secret = "test-secret";
    private readonly List<Process> processes = [];
    private readonly WebApplication relay;
    private readonly HttpClient client = new();
    private readonly Dictionary<string, string> addresses = [];
    private int acts;

    private Carriers(WebApplication relay) => this.relay = relay;

    public World World { get; private set; } = null!;

    public static async Task<Carriers> Start(string database, bool one = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var relay = builder.Build();
        var carriers = new Carriers(relay);
        relay.MapPost("/{**path}", (Delegate)((HttpContext context) => carriers.Relay(context)));
        await relay.StartAsync();
        try
        {
            carriers.addresses["ems"] = await carriers.Begin("EA", "--doubles");
            if (!one) carriers.addresses["quick"] = await carriers.Begin("QK");
            var settings = carriers.addresses.SelectMany(a => new Dictionary<string, string?>
            {
                [$"Couriers:{a.Key}:Name"] = a.Key == "ems" ? "甲邮政" : "乙快递", [$"Couriers:{a.Key}:Address"] = a.Value, [$"Couriers:{a.Key}:Secret"] = Secret,
            }).Append(new("PublicAddress", relay.Urls.First()));
            carriers.World = await World.Start(database, configure: b => b.Configuration.AddInMemoryCollection(settings));
            return carriers;
        }
        catch
        {
            await carriers.DisposeAsync();
            throw;
        }
    }

    public CouriersDb Db() => World.Services.GetRequiredService<IDbContextFactory<CouriersDb>>().CreateDbContext();

    /// <summary>Decided on the spot and given to the post, to an address that says what becomes of it.</summary>
    public async Task<CaseNumber> Sent(string address)
    {
        var number = await World.File("370202-public-place-hygiene-commitment");
        await Do(number, new Accept());
        await Do(number, new Approve());
        await Post(number, address);
        return number;
    }

    public async Task Post(CaseNumber number, string address)
    {
        var clerk = await World.SignIn("shinan-clerk");
        (await clerk.Act(number, "delivery", (DeliverResult.ModeField, "Post"), (DeliverResult.AddressField, address))).IsDone(number);
        await World.Settle();
    }

    public async Task Do(CaseNumber number, CaseAct act)
    {
        var open = (await World.Services.GetRequiredService<CaseDesk>().Open(number))!;
        var chief = new Actor("test-chief", "首席", Role.ChiefRepresentative, open.State.Place, open.State.Organisation, null);
        var done = await World.Services.GetRequiredService<CaseDesk>().Do(open, chief, act, new { reasons = "测试用的理由" }, $"carriers-{++acts}");
        Assert.True(done.Try(out _, out var why), why?.Message);
    }

    public async Task<ParcelRow> Parcel(CaseNumber number)
    {
        var text = number.ToString();
        await using var db = Db();
        return await db.Parcels.AsNoTracking().Where(p => p.Case == text).OrderByDescending(p => p.Sequence).FirstAsync();
    }

    public async Task Choose(CaseNumber number, string courier)
    {
        var clerk = await World.SignIn("shinan-clerk");
        var path = ChooseCourier.PathOf((await Parcel(number)).Id);
        var chosen = await clerk.Submit(await clerk.Get(path), $"{path}/courier", (ChooseCourier.CourierField, courier));
        Assert.Equal(path, chosen.Location);
        await World.Settle();
    }

    /// <summary>The courier moves it on by so many steps and calls back after each.</summary>
    public async Task Carry(CaseNumber number, int steps)
    {
        var parcel = await Parcel(number);
        for (var step = 0; step < steps; step++)
        {
            using var moved = await client.PostAsync($"{addresses[parcel.Courier!]}/orders/{parcel.Id}/next", null);
            Assert.True(moved.IsSuccessStatusCode);
            await World.Settle();
        }
    }

    /// <summary>What the courier's process holds: key, waybill, how often it was ordered.</summary>
    public async Task<IReadOnlyList<JsonElement>> HeldBy(string courier) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"{addresses[courier]}/orders")).EnumerateArray()];

    public async Task<List<string>> Log(CaseNumber number) => [.. (await World.Services.GetRequiredService<ICases>().Log(number)).Select(e => e.Type)];

    private async Task<string> Begin(string prefix, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "OneWindow.Host.dll"), "stand-in", "courier", "--secret", Secret, "--prefix", prefix, .. more]) start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        processes.Add(process);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal)) return line["ready ".Length..].TrimEnd('/');
        }

        throw new InvalidOperationException("The stand-in did not start.");
    }

    private async Task<IResult> Relay(HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, context.Request.Path) { Content = new StreamContent(context.Request.Body) };
        foreach (var header in (string[])["X-Timestamp", "X-Signature"]) request.Headers.TryAddWithoutValidation(header, context.Request.Headers[header].ToString());
        using var house = World.Browser().Client;
        using var answer = await house.SendAsync(request);
        return Results.StatusCode((int)answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        if (World is not null) await World.DisposeAsync();
        await relay.StopAsync();
        await relay.DisposeAsync();
        client.Dispose();
    }
}
