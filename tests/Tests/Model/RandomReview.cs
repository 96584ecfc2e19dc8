using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>Who works on it, and with whom.</summary>
internal static partial class RandomLife
{
    private static Turn Together(Facts facts, NaiveCase life, Random random, int days)
    {
        var (by, act) = random.Next(4) switch
        {
            0 => Holding(facts, life, random),
            1 => Recusing(facts, life, random),
            _ => life.Status is CaseStatus.UnderReview or CaseStatus.RefusalDue || random.Next(8) == 0 ? Advising(facts, life, random) : Recusing(facts, life, random),
        };
        return new Turn(days, random.Next(12) == 0 ? Anybody(facts, random) : by, act);
    }

    private static (Actor By, CaseAct Act) Holding(Facts facts, NaiveCase life, Random random) => random.Next(5) switch
    {
        0 => (Pick(random, Chief(facts), Officer(facts)), new Release { Paper = Paper(random) }),
        1 => (Either(facts, random), new Release { Paper = Paper(random) }),
        _ => (life.Status is CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue ? Desk(facts, random) : Window(facts, random), new Claim()),
    };

    private static (Actor By, CaseAct Act) Recusing(Facts facts, NaiveCase life, Random random) => random.Next(8) switch
    {
        < 4 when life.Doubts.Any(d => d.Value.Granted is null) => (Pick(random, Chief(facts), Officer(facts)), Decided(life, random)),
        0 => (Either(facts, random), new DeclareRecusal(RecusalGround.Relatives) { Paper = Paper(random) }),
        1 or 2 => (random.Next(4) == 0 ? Clerk(facts) : Applicant, new RequestRecusal(Pick(random, RecusalPost.Receiver, RecusalPost.Reviewer), Pick(random, RecusalGround.Other, RecusalGround.OwnInterest)) { Paper = Paper(random) }),
        3 => (Officer(facts), Decided(life, random)),
        _ => (Actor.Clockwork, new FindRecusal(facts.Tied ?? "reviewer-1", RecusalGround.OwnInterest)),
    };

    private static DecideRecusal Decided(NaiveCase life, Random random) =>
        new(life.Doubts.Where(d => d.Value.Granted is null).Select(d => d.Key).FirstOrDefault() ?? "head-1", random.Next(2) == 0, Pick(random, null, "reviewer-1", "head-1", "chief-1", "nobody")) { Paper = Paper(random) };

    private static (Actor By, CaseAct Act) Advising(Facts facts, NaiveCase life, Random random) => random.Next(9) switch
    {
        0 => (Desk(facts, random), new AskOpinion(random.Next(3) == 0 ? Pick(random, "食品监管科", "没有的科") : null, random.Next(3) == 0 ? null : Pick(random, "reviewer-1", "head-1", "chief-1"), Pick(random, 1, 2, 2, 5, 31)) { Paper = Paper(random) }),
        < 3 when life.Questions.Count > 0 && Pick(random, [.. life.Questions]) is var asked => (
            Named(facts, asked.Person ?? "unit-1"), new GiveOpinion(asked.Id, Pick(random, OpinionAnswer.Agrees, OpinionAnswer.Objects)) { Paper = Paper(random) }),
        < 4 => (random.Next(2) == 0 ? Adviser(facts) : Desk(facts, random), new GiveOpinion(Asked(life, random), Pick(random, OpinionAnswer.Agrees, OpinionAnswer.Objects)) { Paper = Paper(random) }),
        4 => (Desk(facts, random), new WaiveOpinion(Asked(life, random)) { Paper = Paper(random) }),
        5 => (Desk(facts, random), new SendBack(random.Next(2) == 0 ? null : Asked(life, random)) { Paper = Paper(random) }),
        _ => (Desk(facts, random), new RecordMinutes(Said(life, random)) { Paper = Paper(random) }),
    };

    private static string Asked(NaiveCase life, Random random) =>
        life.Questions.Count == 0 || random.Next(15) == 0 ? "law" : Pick(random, [.. life.Questions.Select(q => q.Id)]);

    private static Minutes Said(NaiveCase life, Random random) => new(
        random.Next(12) == 0 ? " " : "〔3〕号", random.Next(12) == 0 ? life.Received.AddDays(-1) : life.Today.AddDays(random.Next(12) == 0 ? 1 : 0), random.Next(12) == 0 ? 1 : 3,
        Pick(random, MinutesOutcome.Approve, MinutesOutcome.Refuse));
}
