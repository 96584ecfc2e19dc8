using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Host;
using OneWindow.Kernel;

namespace OneWindow.Bench;

/// <summary>The house without its doors: the act lane, the real rules and a real guide.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly Microsoft.AspNetCore.Builder.WebApplication app;
    private readonly CaseLanes lanes;
    private readonly Serials serials;
    private readonly CaseContext context;
    private readonly TimeProvider clock;
    private readonly Actor applicant = new("bench-a", "", Role.Applicant, RegionCode.Nation, null, "bench-s");
    private readonly Actor clerk;
    private readonly Actor reviewer;
    private readonly string[] present;
    private readonly IReadOnlyList<string> checks;

    private House(Microsoft.AspNetCore.Builder.WebApplication app, string folder, Guide guide, CaseContext context)
    {
        (this.app, Folder) = (app, folder);
        lanes = app.Services.GetRequiredService<CaseLanes>();
        serials = app.Services.GetRequiredService<Serials>();
        this.context = context;
        clock = app.Services.GetRequiredService<TimeProvider>();
        clerk = new Actor("bench-c", "", Role.Clerk, guide.Place, "hall", null);
        reviewer = new Actor("bench-r", "", Role.Reviewer, guide.Place, guide.Organisation, null);
        present = [.. Filing.Demanded(guide, new Dictionary<string, string>()).Select(m => m.Id).Order(StringComparer.Ordinal)];
        checks = [.. ReviewRules.CheckItems(context)];
    }

    /// <summary>Acts of a whole life.</summary>
    public const int Acts = 9;

    /// <summary>Acceptance points that work at once.</summary>
    public const int Windows = 32;

    public string Folder { get; }

    public IServiceProvider Services => app.Services;

    public Instant Now => clock.Now();

    /// <param name="at">Where the house's clock stands; null: it runs from today.</param>
    public static async Task<House> Open(string? db, Instant? at = null)
    {
        var folder = Directory.CreateTempSubdirectory("ow-bench-").FullName;
        var options = AppOptions.Default with { Data = folder, Db = db, Urls = "http://127.0.0.1:0", Clock = at };
        var app = OneWindowApp.Build(options);
        await OneWindowApp.Prepare(app.Services, options);
        var guide = await app.Services.GetRequiredService<ICatalogue>().Current("370202-food-business")
            ?? throw new InvalidOperationException("The demonstration city has no 370202-food-business.");
        var context = await app.Services.GetRequiredService<CaseDesk>().ContextFor(guide);
        await app.Services.GetRequiredService<IRulebooks>().Pin(context.Rules);
        return new House(app, folder, guide, context);
    }

    public async Task<(double Rate, double P99)> Lives(double seconds)
    {
        var times = new ConcurrentBag<List<double>>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(1, Windows).Select(window => Task.Run(async () =>
        {
            var mine = new List<double>(10_000);
            while (watch.Elapsed.TotalSeconds < seconds) await Life(window, mine);
            times.Add(mine);
        })));
        var elapsed = watch.Elapsed.TotalSeconds;
        return (times.Sum(t => t.Count) / elapsed, Figure.Percentile99(times));
    }

    /// <summary>One whole life at one window; adds the milliseconds that each act took.</summary>
    public async Task Life(int window, List<double> times)
    {
        var number = await serials.Next(context.Guide.Place, Now.Date, window);
        var life = Script(Now.Date);
        for (var i = 0; i < life.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var outcome = await lanes.Submit(new ActRequest(number, $"{number}-{i}", life[i].By, life[i].Act, context, Now, i == 0 ? null : i));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (!outcome.Try(out _, out var why)) throw new InvalidOperationException($"{life[i].Act.GetType().Name}: {why.Code} {why.Message}");
        }
    }

    /// <summary>The first acts of a life as the rules let them happen at one instant, without a database.</summary>
    public Lived Live(int acts, Instant at) => Live([.. Script(at.Date).Take(acts)], at);

    /// <summary>The shortest closed life: filed and withdrawn. For numbers whose whole logs no disk here holds.</summary>
    public Lived LiveShort(Instant at) => Live([Script(at.Date)[0], (applicant, new Withdraw { Paper = Commitment })], at);

    private Lived Live(IReadOnlyList<(Actor By, CaseAct Act)> acts, Instant at)
    {
        CaseState? state = null;
        var number = CaseNumber.From(context.Guide.Place, at.Date, 9_999, 1);
        var events = new List<CaseEnvelope>();
        foreach (var (by, act) in acts)
        {
            if (!CaseDecider.Decide(state, new ActRequest(number, $"a{events.Count}", by, act, context, at, null)).Try(out var decided, out var why))
            {
                throw new InvalidOperationException($"{act.GetType().Name}: {why.Code} {why.Message}");
            }

            foreach (var one in decided)
            {
                var envelope = new CaseEnvelope(
                    number.Region.Number, number.Id, (state?.Version ?? 0) + 1, $"a{events.Count}", CaseEventNames.Of(one.Event), at,
                    by.Id, by.Role, by.Organisation, one.Basis, one.Timer, one.Event);
                state = CaseEvolution.Evolve(state, one.Event, envelope.Stamp);
                events.Add(envelope);
            }
        }

        return new Lived(state!, events);
    }

    /// <summary>Times the parts of an act on a case that waits for its decision.</summary>
    public void Parts() => Bench.Parts.Run(context, Live(6, Now).State, reviewer);

    /// <summary>Fires what is due; how many a second.</summary>
    /// <param name="due">How many it must be.</param>
    public async Task<double> FireDue(int due)
    {
        var watch = Stopwatch.StartNew();
        var fired = await app.Services.GetRequiredService<FireTimers>().RunDue(default);
        return fired == due ? fired / watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{fired} timers fired, {due} were due.");
    }

    private (Actor By, CaseAct Act)[] Script(DateOnly today)
    {
        var lacking = present[0];
        var facts = new Dictionary<string, string>();
        return
        [
            (applicant, new Submit("bench-s", Channel.Online, [], [.. present.Skip(1)], facts, context.Guide.Deliveries[0], null) { Paper = Commitment }),
            (clerk, new RequestCorrection([new Defect(DefectKind.Material, lacking, "missing")], today.AddDays(10))),
            (applicant, new FileCorrection([new FiledFile(lacking, "f", 1_000, Commitment)], [], facts)),
            (clerk, new Accept()),
            (reviewer, new BeginReview()),
            (reviewer, new RecordReview(checks) { Paper = Commitment }),
            (reviewer, new Approve { Paper = Commitment }),
            (clerk, new BeginDelivery(context.Guide.Deliveries[0])),
            (clerk, new RecordDelivery { Paper = Commitment, Proof = DeliveryProofKind.Identity }),
        ];
    }

    private static readonly string Commitment = new('a', 64);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
