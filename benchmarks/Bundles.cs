using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Bench;

/// <summary>
/// 一件事 of six parts, from one filing to the last delivery, beside six single lives of the same six items: each is filed, corrected, accepted, reviewed, granted and
/// delivered, through the desk; the bundle is taken in once, and everything that whole and parts tell each other is done by the house's own code. Interleaved, median of three.
/// </summary>
internal static class Bundles
{
    private const string Item = "370202-start-business";
    private const int Rounds = 3;
    private const double WarmUp = 10;

    public static async Task Run(double seconds, string? on)
    {
        if (on is null or "postgres")
        {
            using var server = new BenchPostgres();
            await Run("postgres", server.Connection, seconds);
        }

        if (on is null or "sqlite") await Run("sqlite", null, seconds);
    }

    private static async Task Run(string name, string? db, double seconds)
    {
        await using var house = await House.Open(db);
        var filing = await Filing.Of(house);
        await Rate(WarmUp, filing.Bundle);
        await Rate(WarmUp, filing.Singles);
        if (db is not null) BareWrites.Analyse(db);
        var (bundles, singles) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            singles.Add(await Rate(seconds, filing.Singles));
            bundles.Add(await Rate(seconds, filing.Bundle));
        }

        new Figure("bundle", $"{name}: bundles of {filing.Count} parts a second", Figure.Median(bundles), "1/s", Figure.Median(singles), $"{filing.Count} single lives of the same items").Print();
    }

    private static async Task<double> Rate(double seconds, Func<int, Task> life)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        await Task.WhenAll(Enumerable.Range(1, House.Windows).Select(window => Task.Run(async () =>
        {
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                await life(window);
                Interlocked.Increment(ref done);
            }
        })));
        return done / watch.Elapsed.TotalSeconds;
    }

    /// <summary>What is filed, with the contexts of the whole and of each part.</summary>
    private sealed class Filing(House house, string subject, CaseContext whole, IReadOnlyList<(CombinedPart Part, CaseContext Context)> parts)
    {
        private static readonly string Commitment = new('a', 64);
        private static readonly IReadOnlyDictionary<string, string> Facts =
            new Dictionary<string, string> { ["seal"] = "是", ["invoice"] = "是", ["insurance"] = "是", ["fund"] = "是", ["bank"] = "是" };

        private readonly CaseDesk desk = house.Services.GetRequiredService<CaseDesk>();
        private readonly Serials serials = house.Services.GetRequiredService<Serials>();
        private readonly Cases.Parts told = house.Services.GetRequiredService<Cases.Parts>();
        private readonly Papers papers = house.Services.GetRequiredService<Papers>();
        private readonly Actor applicant = new("bench-a", "", Role.Applicant, RegionCode.Nation, null, subject);
        private readonly Actor clerk = new("bench-c", "", Role.Clerk, whole.Guide.Place, "hall", null);

        public int Count => parts.Count;

        public static async Task<Filing> Of(House house)
        {
            var (catalogue, desk, rulebooks) = (house.Services.GetRequiredService<ICatalogue>(), house.Services.GetRequiredService<CaseDesk>(), house.Services.GetRequiredService<IRulebooks>());
            var guide = await catalogue.Current(Item) ?? throw new InvalidOperationException($"The demonstration city has no {Item}.");
            var parts = new List<(CombinedPart, CaseContext)>();
            foreach (var part in guide.Combination!.Parts) parts.Add((part, await desk.ContextFor((await catalogue.Version(part.Item, part.Version))!)));
            var context = await desk.ContextFor(guide);
            foreach (var rules in parts.Select(p => p.Item2.Rules).Append(context.Rules)) await rulebooks.Pin(rules);
            if (!(await house.Services.GetRequiredService<ISubjects>().Register(SubjectKind.Person, "王小明", "11010519491231002X", null)).Try(out var subject, out var why)) throw new InvalidOperationException(why.Message);
            return new Filing(house, subject, context, parts);
        }

        public async Task Singles(int window)
        {
            foreach (var (_, context) in parts)
            {
                var number = await serials.Next(context.Guide.Place, house.Now.Date, window);
                await TakeIn(number, context, null);
                await Handle(number, context);
            }
        }

        public async Task Bundle(int window)
        {
            var numbers = new Dictionary<string, CaseNumber>();
            foreach (var (part, _) in parts) numbers[part.Id] = await serials.Next(part.Place, house.Now.Date, window);
            var number = await serials.Next(whole.Guide.Place, house.Now.Date, window);
            await TakeIn(number, whole, CombinationRules.Of(whole.Guide.Combination!, Facts, part => numbers[part.Id]));
            await told.Begin(number, default);
            foreach (var (part, context) in parts)
            {
                await Decide(numbers[part.Id], context);
                await told.TellWhole(numbers[part.Id], decided: true, default);
                await Deliver(numbers[part.Id], context);
                await told.TellWhole(numbers[part.Id], decided: false, default);
            }
        }

        private async Task TakeIn(CaseNumber number, CaseContext context, FiledCombination? combination)
        {
            var present = Cases.Filing.Demanded(context.Guide, Facts).Select(m => m.Id).Order(StringComparer.Ordinal).ToList();
            var wrong = context.Guide.Fields.First(f => !CombinationRules.Chooses(context.Guide, f.Id)).Id;
            // The form of every filing is sealed beside its log.
            var paper = await papers.Save(number, subject, new FiledForm(Facts, [], [], null));
            await Do(number, context, applicant, new Submit(subject, Channel.Online, [], present, Facts, context.Guide.Deliveries[0], null) { Paper = paper, Combination = combination });
            await Do(number, context, clerk, new RequestCorrection([new Defect(DefectKind.Field, wrong, "incomplete")], house.Now.Date.AddDays(10)));
            await Do(number, context, applicant, new FileCorrection([], [wrong], Facts) { Paper = Commitment });
            await Do(number, context, clerk, new Accept());
        }

        private async Task Handle(CaseNumber number, CaseContext context)
        {
            await Decide(number, context);
            await Deliver(number, context);
        }

        private async Task Decide(CaseNumber number, CaseContext context)
        {
            var reviewer = new Actor("bench-r", "", Role.Reviewer, context.Guide.Place, context.Guide.Organisation, null);
            await Do(number, context, reviewer, new BeginReview());
            await Do(number, context, reviewer, new RecordReview([.. ReviewRules.CheckItems(context)]) { Paper = Commitment });
            await Do(number, context, reviewer, new Approve { Paper = Commitment });
        }

        private async Task Deliver(CaseNumber number, CaseContext context)
        {
            await Do(number, context, clerk, new BeginDelivery(DeliveryMode.Counter));
            await Do(number, context, clerk, new RecordDelivery { Paper = Commitment, Proof = DeliveryProofKind.Identity });
        }

        /// <summary>As every page and program does it: through the desk, which reads the case first and keeps the lists.</summary>
        private async Task Do(CaseNumber number, CaseContext context, Actor by, CaseAct act)
        {
            var id = $"{number}-{act.GetType().Name}";
            var outcome = act is Submit filing ? await desk.File(number, by, filing, context, id) : await desk.Do((await desk.Open(number))!, by, act, id);
            if (!outcome.Try(out _, out var why)) throw new InvalidOperationException($"{context.Guide.Item} {act.GetType().Name}: {why.Code} {why.Message}");
        }
    }
}
