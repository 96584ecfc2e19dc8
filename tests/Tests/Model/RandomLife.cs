using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Model;

/// <summary>Lives from dice: mostly what a sensible person would do next, often enough what nobody should. Small dice are small deviations, so that lives shrink.</summary>
internal static partial class RandomLife
{
    private static readonly DateOnly Earliest = new(2023, 7, 3);

    private static readonly SpecialProcedure[] Procedures =
    [
        new("testing", "检测", TimeLimit.WorkingDays(6), null),
        new("experts", "专家评审", null, null),
        new("visit", "现场勘验", TimeLimit.WorkingDays(3), null),
        new("assessment", "评估", null, null),
    ];

    private static readonly CommitmentOffer Offer = new()
    {
        Replaces = ["m2"], Content = "c", Requirements = "r", Liability = "l", LowRisk = true,
        Check = new CommitmentCheck("org", TimeLimit.WorkingDays(6), "查看"),
    };

    public static Arbitrary<Life> Lives(int turns) => Arb.From(
        from facts in Gen.Choose(0, int.MaxValue - 1)
        from dice in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), turns)
        select new Life(facts, dice),
        life => Enumerable.Range(0, life.Dice.Length).Reverse().Select(i => life with { Dice = [.. life.Dice[..i], .. life.Dice[(i + 1)..]] })
            .Prepend(life with { Dice = life.Dice[..(life.Dice.Length / 2)] }).Where(shorter => shorter.Dice.Length < life.Dice.Length));

    public static Facts Begin(int die)
    {
        var random = new Random(die);
        bool Maybe(double chance) => random.NextDouble() < chance;
        // Only in Huyi does a gap that is never filled lead somewhere.
        var gaps = Maybe(0.1);
        var law = gaps ? LocalLaw.Huyi : LocalLaw.All[random.Next(LocalLaw.All.Length)];
        var plan = Plan(random);
        var type = Maybe(0.6) ? ItemType.Licence : Pick(random, ItemType.Confirmation, ItemType.OtherPower, ItemType.PublicService);
        var guide = Story.GuideFor(law.Place, type) with
        {
            Renewal = Maybe(0.25),
            OnTheSpot = Maybe(0.12),
            FormReviewOnly = Maybe(0.08),
            InPerson = Maybe(0.03),
            PromisedLimit = Pick(random, TimeLimit.WorkingDays(5), TimeLimit.WorkingDays(3), TimeLimit.WorkingDays(12), new TimeLimit(9, LimitUnit.CalendarDay)),
            Review = plan,
            Fees = Maybe(0.3) ? [Due] : [],
            Quota = Maybe(0.07) ? new Quota(2, QuotaPeriod.Year, Due.Basis) : null,
            Automatic = Maybe(0.05) ? Rules : null,
            ConcernsOthers = Maybe(gaps ? 0.5 : 0.15),
            Commitment = Maybe(0.3) ? Offer with { Concerns = Maybe(0.2) ? [Pick(random, "公共安全", "生态环境保护")] : [] } : null,
            StatutoryLimit = Pick<TimeLimit?>(random, null, null, TimeLimit.WorkingDays(15), new TimeLimit(30, LimitUnit.CalendarDay)),
            SpecialProcedures = [.. Procedures.Where(p => Maybe(0.75) || p.Id == plan?.Site?.Procedure)],
            Channels = Maybe(0.9) ? [Channel.Counter, Channel.Online] : [Channel.Counter],
            Deliveries = Pick<DeliveryMode[]>(random, [DeliveryMode.Counter, DeliveryMode.Post], [DeliveryMode.Counter, DeliveryMode.Electronic], [DeliveryMode.Counter, DeliveryMode.Kiosk]),
            Materials =
            [
                Story.Material("m1", main: true), Story.Material("m2", main: true),
                Story.Material("m3", main: false) with { Tolerable = gaps || Maybe(0.85) }, Story.Material("m4", main: false) with { Tolerable = gaps || Maybe(0.6) },
                Story.Material("m5", main: false) with { Source = MaterialSource.Shared }, Story.Material("m6", main: false) with { Required = false },
            ],
        };
        if (Maybe(gaps ? 0.15 : 0.05)) guide = guide with { HandledIn = new LineSystem("line", "业务系统") };
        // What nobody has to weigh.
        if (Maybe(0.05)) guide = guide with { OnTheSpot = true, Automatic = Rules, SpecialProcedures = [], ConcernsOthers = false, Fees = [], Review = null, Quota = null };
        var filed = Earliest.AddDays(random.Next(800));
        var facts = Placed(law, guide, filed, gaps, random);
        return Maybe(0.08) ? facts with { Guide = guide with { CrossRegion = new CrossRegionOffer(Pick(random, CrossRegionMode.ReceiveAndForward, CrossRegionMode.ReceiveAndForward, CrossRegionMode.FullOnline, CrossRegionMode.MultiPlace)) } } : facts;
    }

    private static Facts Placed(LocalLaw law, Guide guide, DateOnly filed, bool gaps, Random random)
    {
        bool Maybe(double chance) => random.NextDouble() < chance;
        return new Facts(law, guide, filed, Maybe(0.2), Maybe(0.1) ? Pick(random, "reviewer-1", "head-1", "clerk-1", "chief-1") : null) { LeavesGaps = gaps, Item = Maybe(gaps ? 0.5 : 0.13) ? Changed(law, filed, random) : ItemTimeline.Untouched };
    }

    public static Turn Next(Facts facts, NaiveCase life, Random random)
    {
        if (life.Slip is not null && random.Next(7) == 0) return Regret(facts, life.Slip, random);
        var seldom = life.AcceptedOn is null || life.Promise is null || life.Status is CaseStatus.Accepted or CaseStatus.UnderReview;
        var turn = facts.Guide.CrossRegion is not null && random.Next(life.TakenInAt is null ? 2 : 4) == 0 ? Across(facts, life, random) : Choose(facts, life, random);
        // Whoever took it over works as those before.
        if (life.Organisation != "org" && turn.By.Organisation == "org" && random.Next(5) > 0) turn = turn with { By = turn.By with { Organisation = life.Organisation } };
        return turn with { Queue = Line(facts, random), Announced = facts.CalendarComesLater && random.Next(seldom ? 14 : 3) == 0 };
    }

    private static Turn Choose(Facts facts, NaiveCase life, Random random)
    {
        var days = random.Next(100) switch { < 55 => 0, < 80 => random.Next(1, 3), < 94 => random.Next(3, 8), _ => random.Next(8, 40) };
        if (life.Status is null) return new Turn(0, Applicant, null) is var first && random.Next(8) == 0 ? Folly(facts, life, random, 0) : Sense(facts, life, random, 0) ?? first;
        if (LooseEnd(facts, life, random, days) is { } loose) return loose;
        if (facts.LeavesGaps && life.Owed.Count > 0 && life.Status == CaseStatus.UnderReview && random.Next(2) == 0) return new Turn(random.Next(2, 9), Applicant, null);
        return random.Next(100) switch
        {
            < 14 => Folly(facts, life, random, days),
            < 18 => new Turn(days, Window(facts, random), Aside(life, random)),
            < 26 => new Turn(Math.Max(days, 1), Applicant, null),
            < 32 => Rare(facts, life, random, days),
            < 40 => Together(facts, life, random, days),
            _ => Sense(facts, life, random, days) ?? Folly(facts, life, random, days),
        };
    }

    private static ReviewPlan? Plan(Random random) => random.Next(11) switch
    {
        10 => new ReviewPlan { Site = new SitePlan("visit", Points) },
        < 3 => new ReviewPlan { Units = Units, Collective = random.Next(4) == 0 },
        3 => new ReviewPlan { Collective = true },
        _ => null,
    };

    private static readonly SitePoint[] Points = [new("layout", "布局", "不交叉", new LegalBasis("示范法", "第二条")), new("water", "供水", "通畅", new LegalBasis("示范法", "第三条"))];

    private static readonly Fee Due = new("工本费", new Money(1000), "每件", new LegalBasis("示范法", "第四条") { Type = BasisType.Law });

    private static readonly ReviewUnit[] Units =
    [
        new("food", "食品监管科", "场所是否合格？", TimeLimit.WorkingDays(2), Obligatory: true), new("law", "法规科", "是否合法？", TimeLimit.WorkingDays(3), Obligatory: false),
    ];

    public static readonly Actor Applicant = Story.Applicant;
    private static readonly Actor Stranger = Applicant with { Id = "a-2", Subject = "s-2" };

    private static Actor Clerk(Facts facts) => Story.ClerkOf(facts.Law.Place);

    private static Actor Reviewer(Facts facts) => new("reviewer-1", "审查", Role.Reviewer, facts.Law.Place, "org", null);

    private static Actor Head(Facts facts) => Reviewer(facts) with { Id = "head-1" };

    private static Actor Chief(Facts facts) => Reviewer(facts) with { Id = "chief-1", Role = Role.ChiefRepresentative };

    /// <summary>管理机构.</summary>
    private static Actor Officer(Facts facts) => new("officer-1", "管理", Role.ManagementOfficer, facts.Law.Place, "spj", null);

    private static Actor Adviser(Facts facts) => new("unit-1", "科员", Role.UnitOfficer, facts.Law.Place, "org", null) { Unit = "食品监管科" };

    private static Actor Window(Facts facts, Random random) => random.Next(5) == 0 ? Chief(facts) : Clerk(facts);

    private static Actor Desk(Facts facts, Random random) => Pick(random, Reviewer(facts), Reviewer(facts), Head(facts), Chief(facts));

    private static Actor Anybody(Facts facts, Random random) => Pick(
        random, Applicant, Stranger, Clerk(facts), Reviewer(facts), Head(facts), Chief(facts),
        Clerk(facts) with { Id = "clerk-9", Place = TheLaw.Qingdao == facts.Law.Place ? facts.Law.Place : RegionElsewhere(facts) },
        Officer(facts), Adviser(facts), Reviewer(facts) with { Id = "reviewer-9", Organisation = "org-9" });

    private static RegionCode RegionElsewhere(Facts facts) => facts.Law == LocalLaw.Huyi ? LocalLaw.Hebei.Place : LocalLaw.Huyi.Place;

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    private static DateOnly Soon(NaiveCase life, Random random) => random.Next(20) switch
    {
        0 => default,
        1 => life.Today,
        2 => life.Today.AddDays(-1),
        _ => life.Today.AddDays(random.Next(1, 13)),
    };

    /// <summary>Words were written and sealed: nearly always.</summary>
    private static string? Paper(Random random) => random.Next(12) == 0 ? null : "p";

    private static FiledFile[] Files(IEnumerable<string> materials) => [.. materials.Select(Story.File)];
}
