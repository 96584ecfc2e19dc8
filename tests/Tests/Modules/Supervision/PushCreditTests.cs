using System.Collections.Concurrent;
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
using OneWindow.Kernel;
using OneWindow.Supervision;

namespace OneWindow.Tests.Modules.Supervision;

/// <summary>Promises and how they were kept, on their way to a credit platform over real HTTP (ListCreditMessages), on both databases.</summary>
public sealed class PushCreditTests
{
    private int acts;

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-3.4-4")]
    public async Task In_Hebei_a_promise_and_that_it_was_broken_reach_the_credit_platform_signed_and_once_and_what_fails_is_seen(string database)
    {
        await using var platform = await StandIn.Start();
        await using var world = await World.Start(database, configure: b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Supervision:Credit:Address"] = platform.Address, ["Supervision:Credit:Token"] = StandIn.Token,
        }));
        platform.Down = true;
        var number = await Granted(world, "130181-public-place-hygiene-commitment");
        await world.Settle();
        foreach (var later in (string[])["2025-03-03 09:05", "2025-03-03 09:20"]) await world.MoveTo(later);
        var officer = await world.SignIn("xinji-officer");
        Assert.Contains("信用平台出错（503）", (await officer.Get(ListCreditMessages.Path)).Text("tbody"), StringComparison.Ordinal);
        Assert.Empty((await (await world.SignIn("huyi-officer")).Get(ListCreditMessages.Path)).Page.QuerySelectorAll("tbody tr"));

        // Up again: the answer to the first message is lost, and it comes once more under its key.
        (platform.Down, platform.LoseAnswers) = (false, 1);
        await world.MoveTo("2025-03-03 12:00");
        await world.MoveTo("2025-03-03 20:00");
        var promise = Assert.Single(platform.Held).Value;
        Assert.Equal(2, promise.Times);
        Assert.Equal((number.ToString(), $"{number}-1", "commitment"), (Text(promise, "case"), Text(promise, "commitment"), Text(promise, "kind")));
        Assert.Equal("91370202XNQ00001X2", promise.Body.GetProperty("subject").GetProperty("number").GetString());

        await Do(world, number, new RecordCheck(CheckOutcome.Broken));
        await world.Settle();
        var broken = platform.Held.Values.Single(m => Text(m, "kind") == "performance");
        Assert.Equal((number.ToString(), $"{number}-1", "broken"), (Text(broken, "case"), Text(broken, "commitment"), Text(broken, "outcome")));
        var signer = world.Services.GetRequiredService<ISigner>();
        foreach (var (key, held) in platform.Held)
        {
            Assert.True(await signer.Verify(key, Convert.ToHexStringLower(Sm3.Of(held.Raw)), new LedgerSignature(held.KeyId, held.Signature)));
            Assert.False(await signer.Verify(key, Convert.ToHexStringLower(Sm3.Of([.. held.Raw, 0])), new LedgerSignature(held.KeyId, held.Signature)));
        }

        await Do(world, number, new DecideRevocation(world.Now.Date.AddDays(10)));
        await Do(world, number, new RecordCheck(CheckOutcome.Corrected));
        await world.Settle();
        Assert.Equal(["broken", "corrected", "to-be-corrected"], platform.Held.Values.Where(m => Text(m, "kind") != "commitment").Select(m => Text(m, "outcome")).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("没有推送成", (await officer.Get(ListCreditMessages.Path)).Text("tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Qingdao_whose_rules_name_no_credit_platform_and_for_what_rests_on_no_promise_nothing_is_pushed()
    {
        await using var world = await World.Start(World.Sqlite);
        await Granted(world, "370202-public-place-hygiene-commitment");
        await world.Settle();
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<SupervisionDb>>().CreateDbContextAsync();
        Assert.Equal(0, await db.Credit.CountAsync());
    }

    /// <summary>Filed on a promise by the company of the demonstration, and granted.</summary>
    private async Task<CaseNumber> Granted(World world, string item)
    {
        var services = world.Services;
        var guide = (await services.GetRequiredService<ICatalogue>().Current(item))!;
        var subject = (await services.GetRequiredService<ISubjects>().FindByNumber("91370202XNQ00001X2"))!;
        var desk = services.GetRequiredService<CaseDesk>();
        var number = await services.GetRequiredService<Serials>().Next(guide.Place, world.Now.Date, 0);
        var replaced = guide.Commitment!.Replaces.ToList();
        var present = Filing.Demanded(guide, new Dictionary<string, string>()).Select(m => m.Id).Except(replaced).Order(StringComparer.Ordinal).ToList();
        var paper = await services.GetRequiredService<OneWindow.Cases.Papers>().Save(number, subject, new { answers = new Dictionary<string, string>() });
        var submit = new Submit(subject, Channel.Online, [], present, new Dictionary<string, string>(), DeliveryMode.Counter, null)
        {
            Paper = paper, Commitment = new CaseCommitment(replaced, guide.Commitment.Told),
        };
        var applicant = new Actor("test-applicant", "苏景澄", Role.Applicant, RegionCode.Nation, null, subject);
        Assert.True((await desk.File(number, applicant, submit, await desk.ContextFor(guide), $"file-{number}")).Try(out _, out var why), why?.Message);
        await Do(world, number, new Accept());
        await Do(world, number, new Approve());
        return number;
    }

    private async Task Do(World world, CaseNumber number, CaseAct act)
    {
        var desk = world.Services.GetRequiredService<CaseDesk>();
        var open = (await desk.Open(number))!;
        var chief = new Actor("test-chief", "首席", Role.ChiefRepresentative, open.State.Place, open.State.Organisation, null);
        Assert.True((await desk.Do(open, chief, act, new { reasons = "测试用的理由" }, $"credit-{++acts}")).Try(out _, out var why), why?.Message);
    }

    private static string? Text(Held held, string name) => held.Body.GetProperty(name).GetString();

    private sealed class Held(byte[] raw, string keyId, string signature)
    {
        public byte[] Raw => raw;

        public string KeyId => keyId;

        public string Signature => signature;

        public JsonElement Body { get; } = JsonSerializer.Deserialize<JsonElement>(raw);

        public int Times { get; set; }
    }

    /// <summary>A credit platform as docs/how-to/credit-platform.md describes it.</summary>
    private sealed class StandIn : IAsyncDisposable
    {
        public const string Token = "credit-token";

        private readonly WebApplication app;

        private StandIn(WebApplication app) => this.app = app;

        public string Address => app.Urls.First();

        public bool Down { get; set; }

        public int LoseAnswers { get; set; }

        public ConcurrentDictionary<string, Held> Held { get; } = new(StringComparer.Ordinal);

        public static async Task<StandIn> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var platform = new StandIn(app);
            app.MapPut("/commitments/{key}", platform.Put);
            await app.StartAsync();
            return platform;
        }

        private async Task<IResult> Put(string key, HttpContext context)
        {
            if (context.Request.Headers.Authorization != $"Bearer {Token}") return Results.Unauthorized();
            if (Down) return Results.StatusCode(503);
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var held = Held.GetOrAdd(key, _ => new Held(body.ToArray(), context.Request.Headers["X-Key-Id"].ToString(), context.Request.Headers["X-Signature"].ToString()));
            held.Times++;
            if (LoseAnswers-- > 0)
            {
                context.Abort();
                return Results.Empty;
            }

            return Results.Json(new { received = $"C-{key[..8]}" });
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
