using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>What happens to few cases, brought about often enough to be met.</summary>
internal static partial class RandomLife
{
    private static Turn Rare(Facts facts, NaiveCase life, Random random, int days)
    {
        var (by, act) = life.Status is CaseStatus.NotAccepted or CaseStatus.Refused or CaseStatus.Closed && random.Next(3) > 0 ? Again(facts, life, random) : Mending(facts, life, random);
        // A hearing that was announced is waited for.
        if (life.TakenAway is { On: { } on, Heard: false } && on > life.Today && random.Next(3) > 0) days = on.DayNumber - life.Today.DayNumber;
        return new Turn(days, random.Next(8) == 0 ? Anybody(facts, random) : by, act);
    }

    /// <summary>What waits for somebody, and where few cases come.</summary>
    private static Turn? LooseEnd(Facts facts, NaiveCase life, Random random, int days)
    {
        if (life.Holder is { } holder && random.Next(7) == 0)
            return new Turn(days / 4, random.Next(2) == 0 ? Pick(random, Chief(facts), Officer(facts)) : Named(facts, holder), new Release { Paper = Paper(random) });
        if (life.Doubts.Any(d => d.Value.Granted is null) && random.Next(6) == 0) return new Turn(days, Pick(random, Chief(facts), Officer(facts)), Decided(life, random));
        return life.Status switch
        {
            CaseStatus.OnHold => life.Unsettled && random.Next(2) == 0 ? Settling(facts, random, days) : OnHold(facts, life, random, days),
            CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue when random.Next(facts.Guide.HandledIn is null ? 90 : 5) == 0 => TypedIn(facts, life, random, days),
            CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue when random.Next(life.Unsettled ? 2 : 60) == 0 => Settling(facts, random, days),
            CaseStatus.UnderReview when facts.Guide.Review?.Site is not null && random.Next(3) > 0 => Visiting(facts, life, random, days),
            CaseStatus.Delivering when random.Next(3) == 0 => Sending(facts, life, random, days),
            _ when facts.Guide.Automatic is not null && random.Next(life.Status == CaseStatus.Accepted ? 2 : 3) == 0 => ByRules(facts, life, random, days),
            CaseStatus.UnderReview when facts.Guide.Quota is not null && random.Next(6) == 0 => new Turn(days, Desk(facts, random), OutOfTurn(random)),
            _ when facts.Guide.Fees.Count > 0 && random.Next(life.Granted ? 3 : 14) == 0 => new Turn(days, random.Next(9) == 0 ? Clerk(facts) : Actor.Clockwork, Paying(random)),
            CaseStatus.RefusalDue when random.Next(2) == 0 => random.Next(3) == 0 ? Rare(facts, life, random, days) : Together(facts, life, random, days / 3),
            CaseStatus.Refused when random.Next(8) == 0 => Rare(facts, life, random, days),
            { } now when now.IsEnd() && random.Next(life.TakenAway is null ? 2 : 5) != 1 => Rare(facts, life, random, days),
            _ => null,
        };
    }

    private static Actor Named(Facts facts, string id) => id switch
    {
        "clerk-1" => Clerk(facts), "head-1" => Head(facts), "chief-1" => Chief(facts), "unit-1" => Adviser(facts), _ => Reviewer(facts),
    };

    /// <summary>That was a mistake: within the minute, on its edge, or just after.</summary>
    private static Turn Regret(Facts facts, NaiveCase.SlipOfTheHand slip, Random random) =>
        new(0, random.Next(5) == 0 ? Anybody(facts, random) : slip.By, new UndoLast()) { Seconds = Pick(random, 5, 29, 30, 59, 59, 60, 61, 3600) };

    private static (Actor By, CaseAct Act) Mending(Facts facts, NaiveCase life, Random random) => random.Next(life.Status is { } now && now.IsEnd() ? 3 : 10) switch
    {
        < 6 when life.Pending is not null => (Desk(facts, random), new DecideProposal(random.Next(4) > 0) { Paper = Paper(random) }),
        0 => (Desk(facts, random), new DecideProposal(Approved: true)),
        < 3 => (Either(facts, random), new ProposeRectification(random.Next(1, 6), Pick(random, "clerk-1", "reviewer-1", "head-1", "chief-1")) { Paper = Paper(random) }),
        < 7 => (Either(facts, random), Entry(life, random)),
        < 9 => (Desk(facts, random), new ExplainDelay(life.Today.AddDays(random.Next(20))) { Paper = Paper(random) }),
        _ => (Desk(facts, random), new UndoLast()),
    };

    private static ProposeClockEntry Entry(NaiveCase life, Random random)
    {
        var from = life.Today.AddDays(-random.Next(8));
        return random.Next(5) switch
        {
            < 2 => new ProposeClockEntry(ClockKind.Statutory, from, from.AddDays(random.Next(-1, 4))) { Paper = Paper(random) },
            2 => new ProposeClockEntry(ClockKind.Statutory, from.AddDays(random.Next(3)), null) { Paper = Paper(random) },
            3 => new ProposeClockEntry(ClockKind.Promised, from, random.Next(2) == 0 ? from : null) { Paper = Paper(random) },
            _ => new ProposeClockEntry(ClockKind.Promised, life.Received.AddDays(random.Next(3)), null) { Paper = Paper(random) },
        };
    }

    /// <summary>Window or desk.</summary>
    private static Actor Either(Facts facts, Random random) => random.Next(2) == 0 ? Window(facts, random) : Desk(facts, random);

    /// <summary>After the decision: ordered anew, or taken away.</summary>
    private static (Actor By, CaseAct Act) Again(Facts facts, NaiveCase life, Random random) => random.Next(8) switch
    {
        0 when life.TakenAway is null => (Desk(facts, random), Pick<CaseAct>(random, new HoldRevocationHearing { Paper = "p" }, new DecideOnRevocation(Revoke: false) { Paper = "p" })),
        < 6 when life.TakenAway is { HearingAsked: true, Heard: false, On: null } => (Desk(facts, random), life.Called(random)),
        < 7 when life.TakenAway is { HearingAsked: true, Heard: false } => (Desk(facts, random), new HoldRevocationHearing { Paper = Paper(random) }),
        < 3 when life.TakenAway is not null => (random.Next(3) == 0 ? Clerk(facts) : Applicant, new AnswerRevocation(random.Next(2) == 0) { Paper = Paper(random) }),
        < 6 when life.TakenAway is not null => (Desk(facts, random), new DecideOnRevocation(random.Next(2) == 0) { Paper = Paper(random) }),
        < 5 when life.Status == CaseStatus.Closed => (Desk(facts, random), new ProposeRevocation(Ground(life, random)) { Paper = Paper(random) }),
        _ => (Desk(facts, random), Order(life, random)),
    };

    private static string Ground(NaiveCase life, Random random) =>
        life.BrokenWord && random.Next(2) == 0 ? "commitment-broken" : Pick(random, "unqualified", "unqualified", "fraud", "law-changed", "commitment-broken", "whim");

    private static Reopen Order(NaiveCase life, Random random) => new(
        Pick(random, OrderSource.Review, OrderSource.Court, OrderSource.Body, OrderSource.Body), random.Next(20) == 0 ? " " : "1号", random.Next(20) == 0 ? "" : "某机关",
        random.Next(12) == 0 ? life.Received.AddDays(-1) : life.Today.AddDays(random.Next(12) == 0 ? 1 : 0),
        Pick<TimeLimit?>(random, null, null, TimeLimit.WorkingDays(10), new TimeLimit(15, LimitUnit.CalendarDay), TimeLimit.WorkingDays(random.Next(2) == 0 ? 200 : 180)),
        random.Next(15) == 0 ? [] : Files(["order"])) { Paper = Paper(random) };
}
