using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Fees;
using OneWindow.Host;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Fees;

/// <summary>The house with the stand-in of the collection service beside it, over real HTTP, and cases whose items cost something.</summary>
internal sealed class Paying : IAsyncDisposable
{
    /// <summary>不动产登记费, ¥80.00 before the result.</summary>
    public const string Property = "370202-property-transfer";

    /// <summary>普通护照工本费, ¥120.00 at acceptance.</summary>
    public const string Passport = "500103-passport";

    /// <summary>城市道路占用费, ¥0.50 for a square metre and day.</summary>
    public const string Road = "370202-road-occupation";

    private const string Token = "collection-token";
    private readonly WebApplication outside;
    private readonly Holder clock;
    private int acts;

    private Paying(WebApplication outside, CollectionStandIn service, Holder clock) => (this.outside, Service, this.clock) = (outside, service, clock);

    public World World { get; private set; } = null!;

    public CollectionStandIn Service { get; }

    public static async Task<Paying> Start(string database, string at = "2025-03-03 09:00")
    {
        var clock = new Holder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var outside = builder.Build();
        var service = new CollectionStandIn(clock) { Token = Token };
        service.Map(outside);
        await outside.StartAsync();
        var paying = new Paying(outside, service, clock);
        paying.World = await World.Start(database, at, b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PublicAddress"] = "https://one.example.cn",
            ["Fees:Collection:Address"] = outside.Urls.First(),
            ["Fees:Collection:Token"] = Token,
            ["Fees:Collection:Key"] = service.PublicKey,
            ["Fees:Collection:Seconds"] = "20",
        }));
        clock.World = paying.World;
        return paying;
    }

    public FeesDb Db() => World.Services.GetRequiredService<IDbContextFactory<FeesDb>>().CreateDbContext();

    /// <summary>A whole filing at the counter, by the applicant of the account shinan-company.</summary>
    public Task<CaseNumber> File(string item) => World.File(item, [.. Demanded(item)], Channel.Counter, ClerkOf(item));

    public async Task<CaseNumber> Accepted(string item)
    {
        var number = await File(item);
        await Do(number, new Accept());
        await World.Settle();
        return number;
    }

    public async Task<CaseNumber> Approved(string item)
    {
        var number = await Accepted(item);
        await Decide(number, new Approve());
        return number;
    }

    public async Task Decide(CaseNumber number, CaseAct decision)
    {
        await Do(number, new BeginReview());
        await Do(number, new RecordReview([.. ReviewRules.CheckItems((await Open(number)).Context)]));
        await Do(number, decision);
        await World.Settle();
    }

    public async Task Do(CaseNumber number, CaseAct act) => Assert.Null(await Try(number, act));

    /// <summary>Null: done.</summary>
    public async Task<Refusal?> Try(CaseNumber number, CaseAct act)
    {
        var open = await Open(number);
        var by = act is BeginReview or RecordReview or Approve or Refuse
            ? new Actor("test-reviewer", "审查", Role.Reviewer, open.State.Place, open.State.Organisation, null)
            : ClerkOf(open.State.Item);
        var done = await World.Services.GetRequiredService<CaseDesk>().Do(open, by, act, new { reasons = "测试用的理由" }, $"paying-{++acts}");
        return done.Try(out _, out var why) ? null : why;
    }

    public async Task<OpenCase> Open(CaseNumber number) => (await World.Services.GetRequiredService<CaseDesk>().Open(number))!;

    public async Task<ChargeRow> Charge(CaseNumber number)
    {
        var text = number.ToString();
        await using var db = Db();
        return await db.Charges.AsNoTracking().SingleAsync(c => c.Case == text);
    }

    public async Task<List<string>> Log(CaseNumber number) =>
        [.. (await World.Services.GetRequiredService<ICases>().Log(number)).Select(e => e.Type).Where(t => t.StartsWith("case.fee-", StringComparison.Ordinal))];

    /// <summary>The service calls back through the house's own server, as it would from outside.</summary>
    public async Task<System.Net.HttpStatusCode> CallBack(string key, string? forged = null)
    {
        using var through = World.Browser().Client;
        return await Service.CallBack(key, through, forged);
    }

    private IEnumerable<string> Demanded(string item)
    {
        var guide = World.Services.GetRequiredService<ICatalogue>().Current(item).AsTask().GetAwaiter().GetResult()!;
        return Filing.Demanded(guide, new Dictionary<string, string>()).Select(m => m.Id);
    }

    private static Actor ClerkOf(string item) => new("test-clerk", "窗口", Role.Clerk, RegionCode.Parse(item[..6]), $"{item[..6]}-hall", null);

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await outside.StopAsync();
        await outside.DisposeAsync();
        Service.Dispose();
    }

    /// <summary>The world's clock, once there is one.</summary>
    private sealed class Holder : TimeProvider
    {
        public World? World { get; set; }

        public override DateTimeOffset GetUtcNow() => World?.Services.GetRequiredService<TimeProvider>().GetUtcNow() ?? System.GetUtcNow();
    }
}
