using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Host;
using OneWindow.Kernel;

namespace OneWindow.Bench;

/// <summary>
/// Whole lives of nine acts by 32 clients through the act lane: read, rules, chain, outbox, durable; beside the bare three writes in the same
/// run. Interleaved A-B-A-B after a warm-up, median of three.
/// </summary>
internal static class Acts
{
    private const int Clients = 32;
    private const int Rounds = 3;

    /// <summary>Seconds until the compiler has settled.</summary>
    private const double WarmUp = 20;

    /// <param name="on">"postgres" or "sqlite" alone; null: both.</param>
    public static async Task Run(double seconds, string? db, string? on)
    {
        if (on is null or "postgres") await OnPostgres(seconds, db);
        if (on is null or "sqlite") await OnSqlite(seconds);
    }

    public static async Task RunParts()
    {
        await using var house = await House.Open(null);
        house.Parts();
    }

    private static async Task OnPostgres(double seconds, string? db)
    {
        using var server = db is null ? new BenchPostgres() : null;
        var connection = db ?? server!.Connection;
        var script = BareWrites.PreparePostgres(connection);
        await using var house = await House.Open(connection);
        var (ours, bare, late) = (new List<double>(), new List<double>(), new List<double>());
        await house.Lives(WarmUp);
        BareWrites.Analyse(connection);
        server?.PgBench(script, Clients, 2);
        for (var round = 0; round < Rounds; round++)
        {
            if (server is not null) bare.Add(server.PgBench(script, Clients, seconds));
            var (rate, p99) = await house.Lives(seconds);
            ours.Add(rate);
            late.Add(p99);
        }

        File.Delete(script);
        Report("postgres", ours, bare, late, "bare three writes as one statement, pgbench -M prepared");
    }

    private static async Task OnSqlite(double seconds)
    {
        await using var house = await House.Open(null);
        await using var writer = BareWrites.PrepareSqlite(house.Folder);
        var (ours, bare, late) = (new List<double>(), new List<double>(), new List<double>());
        await house.Lives(WarmUp);
        BareWrites.RunSqlite(writer, 2);
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(BareWrites.RunSqlite(writer, seconds));
            var (rate, p99) = await house.Lives(seconds);
            ours.Add(rate);
            late.Add(p99);
        }

        Report("sqlite", ours, bare, late, "the same three statements, one prepared writer, 64 a commit");
    }

    private static void Report(string database, List<double> ours, List<double> bare, List<double> late, string limitName)
    {
        double? limit = bare.Count > 0 ? Figure.Median(bare) : null;
        new Figure("acts", $"{database}: acts a second, 32 clients", Figure.Median(ours), "1/s", limit, limitName).Print();
        new Figure("acts", $"{database}: lives of nine acts a second", Figure.Median(ours) / 9, "1/s", null, null).Print();
        new Figure("acts", $"{database}: 99th percentile of an act", Figure.Median(late), "ms", null, null).Print();
    }

    /// <summary>The house without its doors: the act lane, the real rules and a real guide.</summary>
    private sealed class House : IAsyncDisposable
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
        }

        public string Folder { get; }

        public static async Task<House> Open(string? db)
        {
            var folder = Directory.CreateTempSubdirectory("ow-bench-").FullName;
            var options = AppOptions.Default with { Data = folder, Db = db, Urls = "http://127.0.0.1:0" };
            var app = OneWindowApp.Build(options);
            await OneWindowApp.Prepare(app.Services, options);
            var guide = await app.Services.GetRequiredService<ICatalogue>().Current("370202-food-business")
                ?? throw new InvalidOperationException("The demonstration city has no 370202-food-business.");
            return new House(app, folder, guide, await app.Services.GetRequiredService<CaseDesk>().ContextFor(guide));
        }

        public async Task<(double Rate, double P99)> Lives(double seconds)
        {
            var times = new ConcurrentBag<List<double>>();
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(1, Clients).Select(window => Task.Run(async () =>
            {
                var mine = new List<double>(10_000);
                while (watch.Elapsed.TotalSeconds < seconds) await Life(window, mine);
                times.Add(mine);
            })));
            var elapsed = watch.Elapsed.TotalSeconds;
            var all = times.SelectMany(t => t).Order().ToList();
            return (all.Count / elapsed, all[(int)(all.Count * 0.99)]);
        }

        private async Task Life(int window, List<double> times)
        {
            var number = await serials.Next(context.Guide.Place, clock.Now().Date, window);
            var lacking = present[0];
            var facts = new Dictionary<string, string>();
            var due = clock.Now().Date.AddDays(10);
            IReadOnlyList<string> checks = [.. ReviewRules.CheckItems(context)];
            (Actor By, CaseAct Act)[] life =
            [
                (applicant, new Submit("bench-s", Channel.Online, [], [.. present.Skip(1)], facts, context.Guide.Deliveries[0], null) { Paper = Commitment }),
                (clerk, new RequestCorrection([new Defect(DefectKind.Material, lacking, "missing")], due)),
                (applicant, new FileCorrection([new FiledFile(lacking, "f", 1_000, Commitment)], [], facts)),
                (clerk, new Accept()),
                (reviewer, new BeginReview()),
                (reviewer, new RecordReview(checks) { Paper = Commitment }),
                (reviewer, new Approve { Paper = Commitment }),
                (clerk, new BeginDelivery(context.Guide.Deliveries[0])),
                (clerk, new RecordDelivery { Paper = Commitment, Proof = DeliveryProofKind.Identity }),
            ];
            for (var i = 0; i < life.Length; i++)
            {
                var began = Stopwatch.GetTimestamp();
                var outcome = await lanes.Submit(new ActRequest(number, $"{number}-{i}", life[i].By, life[i].Act, context, clock.Now(), i == 0 ? null : i));
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (!outcome.Try(out _, out var why)) throw new InvalidOperationException($"{life[i].Act.GetType().Name}: {why.Code} {why.Message}");
            }
        }

        /// <summary>A case that waits for its decision, for timing the parts of an act.</summary>
        public void Parts()
        {
            CaseState? state = null;
            var number = CaseNumber.From(context.Guide.Place, clock.Now().Date, 9_999, 1);
            (Actor By, CaseAct Act)[] life =
            [
                (applicant, new Submit("bench-s", Channel.Online, [], present, new Dictionary<string, string>(), context.Guide.Deliveries[0], null) { Paper = Commitment }),
                (clerk, new Accept()), (reviewer, new BeginReview()), (reviewer, new RecordReview([.. ReviewRules.CheckItems(context)])),
            ];
            foreach (var (by, act) in life)
            {
                CaseDecider.Decide(state, new ActRequest(number, "a", by, act, context, clock.Now(), null)).Try(out var decided, out _);
                foreach (var one in decided)
                {
                    state = CaseEvolution.Evolve(state, one.Event, new Stamp(number.Region.Number, number.Id, (state?.Version ?? 0) + 1, by.Id, clock.Now(), one.Timer));
                }
            }

            Bench.Parts.Run(context, state!, reviewer);
        }

        private static readonly string Commitment = new('a', 64);

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
