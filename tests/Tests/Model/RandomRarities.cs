using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>What happens to few cases, brought about often enough to be met.</summary>
internal static partial class RandomLife
{
    private static Turn Rare(Facts facts, NaiveCase life, Random random, int days)
    {
        var (by, act) = Mending(facts, life, random);
        return new Turn(days, random.Next(8) == 0 ? Anybody(facts, random) : by, act);
    }

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
}
